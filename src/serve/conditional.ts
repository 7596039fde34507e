import { ENCODINGS, taggedAs } from './encoding.ts'
import type { Representation } from './representation.ts'

/** The request's headers that say what the client has. */
export type Conditions = { ifNoneMatch: string | undefined; ifModifiedSince: string | undefined }

/**
 * The ETag of the version that the client has, if that is this one in any encoding; undefined where it needs the bytes.
 *
 * If-None-Match is compared weakly, and then If-Modified-Since does not count (RFC 9110 §13.1.2, §13.1.3). The answer
 * names the tag that the client named: of all that it may have stored, that is what is still good (RFC 9111 §4.3.4).
 */
export function knownTag(
  { ifNoneMatch, ifModifiedSince }: Conditions,
  { etag, lastModified }: Pick<Representation, 'etag' | 'lastModified'>,
): string | undefined {
  if (ifNoneMatch !== undefined) {
    if (ifNoneMatch === etag || ifNoneMatch.trim() === '*') return etag
    const held = tagsOf(ifNoneMatch)
    return held.find(tag => tag === etag || ENCODINGS.some(encoding => tag === taggedAs(etag, encoding)))
  }
  if (ifModifiedSince === undefined || lastModified === null) return undefined
  return lastModified.getTime() <= readHttpDate(ifModifiedSince) ? etag : undefined
}

/** Whether the client has these bytes already. */
export function isKnown(headers: Headers, found: Pick<Representation, 'etag' | 'lastModified'>): boolean {
  return knownTag(conditionsOf(headers), found) !== undefined
}

export function conditionsOf(headers: Headers): Conditions {
  return {
    ifNoneMatch: headers.get('if-none-match') ?? undefined,
    ifModifiedSince: headers.get('if-modified-since') ?? undefined,
  }
}

/** The opaque tags of a list, weak marks dropped. Tags may hold commas, so the quotes are what counts. */
export function tagsOf(list: string): string[] {
  return list.match(/"[^"]*"/g) ?? []
}

/** The three forms of RFC 9110 §5.6.7, of which the last names no zone; NaN for anything else. */
function readHttpDate(text: string): number {
  if (!/^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b/i.test(text)) return Number.NaN
  return Date.parse(text.endsWith('GMT') ? text : `${text} GMT`)
}
