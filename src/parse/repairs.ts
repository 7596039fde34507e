/**
 * What a document can need before it can be read, by the codes that `ParsedFeed.repairs` carries. The codes are kept
 * with visits and shown to operators, so they never change their meaning.
 */
export const REPAIRS = {
  'wrong-charset': 'the declared character encoding is unknown or contradicted by the bytes',
  'undecodable-bytes': 'bytes that mean nothing in the encoding were replaced by U+FFFD',
  'control-character': 'characters that XML forbids were dropped, or read as windows-1252',
  'junk-before': 'something stood before the feed: text, HTML or a late XML declaration',
  'junk-after': 'something followed the end of the feed',
  'bare-ampersand': 'an `&` that begins no reference',
  'html-entity': 'a reference that XML does not know, such as `&nbsp;`',
  'bare-less-than': 'a `<` that begins no tag',
  'broken-tag': 'a tag that does not end, or whose attributes cannot all be read',
  'unclosed-element': 'an element that is not closed, or closed in the wrong place',
  'stray-end-tag': 'an end tag that nothing opened',
  'inline-markup': 'HTML that stands unescaped inside an element of text',
  base64: 'a text encoded in base64',
  'odd-case': 'element names in other letter case than the format has',
  'unknown-namespace': 'a prefix that is undeclared, or bound to a namespace that nobody knows',
  truncated: 'the document ends before the feed does; the item it was cut in is left out',
  'too-long': 'a value over the limit was cut',
  'too-many': 'more items, or elements of one item, than are read',
} as const

export type RepairKind = keyof typeof REPAIRS

/** How often each repair was made in one document. */
export type Tally = Map<RepairKind, number>

export function note(tally: Tally, kind: RepairKind, count = 1): void {
  tally.set(kind, (tally.get(kind) ?? 0) + count)
}
