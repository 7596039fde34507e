import fc from 'fast-check'

/** What has broken writers of feeds, for generated text to be strewn with. */
const TROUBLE = [
  ']]>',
  '<![CDATA[',
  '<script>alert(1)</script>',
  '</title>',
  '<!--',
  '&',
  '&amp;',
  '&#0;',
  '"',
  "'",
  '<',
  '>',
  '\0',
  '\x0B',
  '\x1B',
  '\x7F',
  '\x85',
  '\uD800',
  '\uDFFF',
  '\uFFFD',
  '\uFFFE',
  '\uFFFF',
  '\u202E',
  '\u200F',
  '\r\n',
  '\r',
  '\t',
  '\\u0000',
  '\\',
  '\u2028',
  'ميناء',
  'İı',
  '\u{1F6A2}',
  '\u{10FFFF}',
  '__proto__',
]

/** Any text at all, in which trouble is likely. */
export function hostileText(): fc.Arbitrary<string> {
  const piece = fc.oneof(fc.constantFrom(...TROUBLE), fc.string({ unit: 'binary', maxLength: 8 }))
  return fc.array(piece, { maxLength: 6 }).map(pieces => pieces.join(''))
}

/** What may be left of a text: the characters of XML 1.0 §2.2, less the controls that it discourages; `?` for a lost letter. */
export function legal(text: string): string {
  return [...text]
    .filter(character => {
      const code = character.codePointAt(0) as number
      if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd
      return (
        code < 0x7f || (code > 0x9f && code < 0xd800) || (code > 0xdfff && code !== 0xfffe && code !== 0xffff)
      )
    })
    .join('')
    .replaceAll('\uFFFD', '?')
}
