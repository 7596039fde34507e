import chardet from 'chardet'

const SAMPLE = 65_536

/** Says which legacy encoding bytes most likely are in, from their letters alone. */
export function detectEncoding(bytes: Uint8Array, declared: string | undefined): string {
  const sample = withoutMarkup(bytes.subarray(0, SAMPLE))
  if (declared && /^utf-?8$/i.test(declared) && isMostlyUtf8(bytes)) return 'utf-8'
  const found = chardet.analyse(sample).find(({ name }) => !/^(ASCII|UTF-)/i.test(name))
  return found?.name ?? 'windows-1252'
}

/** UTF-8 in which a few bytes are broken: cut in the middle of a character, or one pasted from elsewhere. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes.subarray(0, SAMPLE))
  const broken = text.split('\ufffd').length - 1
  let whole = 0
  for (let i = 0; i < text.length && whole <= broken; i++)
    if (text.charCodeAt(i) > 0x7f && text[i] !== '\ufffd') whole++
  return whole > broken
}

/** Tags and ASCII words are the same in all candidates and would only drown the letters that tell. */
function withoutMarkup(bytes: Uint8Array): Uint8Array {
  const kept: number[] = []
  let isTag = false
  for (const byte of bytes) {
    if (byte === 0x3c) isTag = true
    if (!isTag) kept.push(byte)
    if (byte === 0x3e) isTag = false
  }
  return Uint8Array.from(kept)
}
