import { createHash } from 'node:crypto'
import type { Instant } from '../model/time.ts'

/** Bytes ready to send, with what tells them from every other version. */
export type Representation = {
  body: Buffer
  contentType: string
  /** A strong validator (RFC 9110 §8.8.3), quotes and all. */
  etag: string
  lastModified: Date
}

/** `"SEQ-HASH"`: the version for programs, the hash so that other bytes are never called the same. */
export function represent(
  text: string,
  contentType: string,
  seq: number,
  changedAt: Instant,
): Representation {
  const body = Buffer.from(text)
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 16)
  return {
    body,
    contentType,
    etag: `"${seq}-${hash}"`,
    lastModified: new Date(Math.ceil(changedAt / 1000) * 1000),
  }
}

/**
 * Whether the client has these bytes already.
 *
 * If-None-Match is compared weakly and wins over If-Modified-Since (RFC 9110 §13.1.2, §13.1.3).
 */
export function isKnown(
  headers: Headers,
  { etag, lastModified }: Pick<Representation, 'etag' | 'lastModified'>,
): boolean {
  const noneMatch = headers.get('if-none-match')
  if (noneMatch !== null) return noneMatch.trim() === '*' || tagsOf(noneMatch).includes(etag)
  const since = Date.parse(headers.get('if-modified-since') ?? '')
  return !Number.isNaN(since) && lastModified.getTime() <= since
}

/** The opaque tags of a list, weak marks dropped. Tags may hold commas, so the quotes are what counts. */
function tagsOf(list: string): string[] {
  return list.match(/"[^"]*"/g) ?? []
}
