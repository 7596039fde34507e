/**
 * Writes text in windows-1256, the Arabic code page of older sites. What the page lacks becomes a character
 * reference, as in the feeds of those sites. The table is that of the WHATWG Encoding Standard, read backwards.
 */
export function encodeWindows1256(text: string): Uint8Array {
  const bytes = Array.from(text).flatMap(character => {
    const byte = BYTE_OF.get(character)
    return byte === undefined ? [...Buffer.from(`&#${character.codePointAt(0)};`, 'latin1')] : [byte]
  })
  return Uint8Array.from(bytes)
}

const BYTE_OF = new Map(
  Array.from({ length: 256 }, (_, byte) => [
    new TextDecoder('windows-1256').decode(Uint8Array.of(byte)),
    byte,
  ]),
)
