import { isAscii, isUtf8 } from 'node:buffer'

/** So much of a document tells whether the whole can be in an encoding. */
const SAMPLE = 65_536
/** Fewer letters of Latin-1 beyond ASCII tell nothing, and in no language that uses it are they a third of all. */
const MIN_LETTERS = 40
const MAX_SHARE = 1 / 3

/** By their names in lower case. Only what names an encoding is kept, and the web knows some 220 such names. */
const decoders = new Map<string, TextDecoder>()

/**
 * A decoder by any of an encoding's names (WHATWG Encoding §4.2); undefined for an unknown one. GBK and GB 2312 are
 * read as GB 18030, which holds them and has the same decoder (§10.1.1).
 */
export function decoderFor(label: string): TextDecoder | undefined {
  const name = label.toLowerCase()
  const known = decoders.get(name)
  if (known) return known
  try {
    const named = new TextDecoder(name)
    const decoder = named.encoding === 'gbk' ? new TextDecoder('gb18030') : named
    decoders.set(name, decoder)
    return decoder
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/**
 * Whether a document can be in the encoding that is claimed for it.
 *
 * Text in another encoding is next to never valid UTF-8 by chance, so bytes that are and hold more than ASCII are
 * UTF-8, whatever is claimed; in encodings of two bytes a character, chance is greater, and three-byte sequences are
 * asked for. Any bytes are valid Latin-1, which many a server claims for Arabic or Cyrillic.
 */
export function isBelievable(bytes: Uint8Array, label: string): boolean {
  const decoder = decoderFor(label)
  if (!decoder || decoder.encoding.startsWith('utf-16')) return false
  if (decoder.encoding === 'utf-8') return isMostlyUtf8(bytes)
  if (isAscii(bytes)) return true
  if (isUtf8(bytes) && (isSingleByte(decoder.encoding) || hasThreeByteSequence(bytes))) return false
  if (decoder.encoding === 'windows-1252') return !isMostlyBeyondAscii(bytes)
  return isMostlyDecodable(bytes, decoder)
}

/** UTF-8, or such in which a few bytes are broken: cut in the middle of a character, or pasted from elsewhere. */
export function isMostlyUtf8(bytes: Uint8Array): boolean {
  if (isUtf8(bytes)) return true
  const text = new TextDecoder('utf-8').decode(bytes.subarray(0, SAMPLE))
  const broken = occurrences(text, '\ufffd')
  let whole = 0
  for (let i = 0; i < text.length && whole <= broken; i++) {
    if (text.charCodeAt(i) > 0x7f && text.charCodeAt(i) !== 0xfffd) whole++
  }
  return whole > broken
}

export function occurrences(text: string, part: string): number {
  let count = 0
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) count++
  return count
}

/** One byte in fifty may be wrong, and the last one cut off. */
function isMostlyDecodable(bytes: Uint8Array, decoder: TextDecoder): boolean {
  const sample = bytes.subarray(0, SAMPLE)
  const beyondAscii = sample.reduce((count, byte) => count + (byte >= 0x80 ? 1 : 0), 0)
  return occurrences(decoder.decode(sample), '\ufffd') <= 1 + beyondAscii / 50
}

function isMostlyBeyondAscii(bytes: Uint8Array): boolean {
  let beyond = 0
  let letters = 0
  for (const byte of withoutMarkup(bytes.subarray(0, SAMPLE))) {
    if (byte >= 0xc0) beyond++
    else if ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a) letters++
  }
  return beyond >= MIN_LETTERS && beyond > (beyond + letters) * MAX_SHARE
}

const isSingleByte = (encoding: string): boolean =>
  /^(windows|iso-8859|koi8|macintosh|x-mac|ibm)/.test(encoding)

const hasThreeByteSequence = (bytes: Uint8Array): boolean => bytes.some(byte => byte >= 0xe0)

/** Tags are ASCII in every encoding and would only drown the letters that tell. */
export function withoutMarkup(bytes: Uint8Array): Uint8Array {
  const kept = new Uint8Array(bytes.length)
  let length = 0
  let isTag = false
  for (const byte of bytes) {
    if (byte === 0x3c) isTag = true
    if (!isTag) kept[length++] = byte
    if (byte === 0x3e) isTag = false
  }
  return kept.subarray(0, length)
}
