import chardet from 'chardet'
import { decoderFor, withoutMarkup } from './encodings.ts'

const SAMPLE = 65_536

/** Says which legacy encoding bytes most likely are in, from their letters alone. */
export function detectEncoding(bytes: Uint8Array): string {
  const candidates = chardet.analyse(withoutMarkup(bytes.subarray(0, SAMPLE)))
  const found = candidates.find(({ name }) => !/^(ascii|utf-)/i.test(name) && decoderFor(name) !== undefined)
  return found?.name ?? 'windows-1252'
}
