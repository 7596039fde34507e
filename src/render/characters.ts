/**
 * All but the characters of XML 1.0 §2.2, which have no way to be written, not even as a reference; and the controls from
 * DEL to U+009F, which it discourages and feed validators report: they are what a wrong decoding leaves behind.
 */
const FORBIDDEN = /[^\t\n\r\x20-\x7e\xa0-\ufffd]/g
/** What an outlet's own wrong decoding left where a letter was: validators report it, a question mark says the same. */
const REPLACEMENT = '\ufffd'
/** Half a surrogate pair, which no encoding has. */
const LONE_SURROGATE = /\p{Surrogate}/gu

/**
 * Drops the characters that XML 1.0 forbids; JSON gets the same text, so that every format says the same.
 *
 * Half pairs go first: with what stood between them gone, two of them would make a character that nobody wrote.
 */
export function dropForbidden(text: string): string {
  const whole = text.isWellFormed() ? text : text.replace(LONE_SURROGATE, '')
  return whole.replace(FORBIDDEN, '').replaceAll(REPLACEMENT, '?')
}
