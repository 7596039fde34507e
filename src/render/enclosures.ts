import type { Enclosure } from '../model/article.ts'
import { asciiUrl } from './ascii-url.ts'

/** An enclosure with nothing in it that a format would not take; null where the outlet said nothing usable. */
export type CleanEnclosure = { url: string; type: string | null; length: number | null }

/** `type/subtype` in the characters of RFC 2045 §5.1; parameters are left out. */
const MEDIA_TYPE = /^\s*([\w!#$%&'*+.^`{|}~-]+\/[\w!#$%&'*+.^`{|}~-]+)\s*(?:;|$)/

/** RSS and JSON Feed require a type, so unknown bytes have this one there. */
export const UNKNOWN_TYPE = 'application/octet-stream'

/** An outlet's enclosures with types that are media types and lengths that are byte counts. */
export function cleanEnclosures(enclosures: readonly Enclosure[]): CleanEnclosure[] {
  return enclosures.map(({ url, type, length }) => ({
    url: asciiUrl(url),
    type: MEDIA_TYPE.exec(type ?? '')?.[1] ?? null,
    length: Number.isSafeInteger(length) && Number(length) > 0 ? length : null,
  }))
}
