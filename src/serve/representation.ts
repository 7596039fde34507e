import { createHash } from 'node:crypto'
import type { Instant } from '../model/time.ts'

/** Bytes ready to send, with what tells them from every other version. */
export type Representation = {
  body: Buffer
  contentType: string
  /** A strong validator (RFC 9110 §8.8.3), quotes and all. */
  etag: string
  /** Null where nothing says since when the bytes are as they are: then only the ETag counts. */
  lastModified: Date | null
}

/** `"SEQ-HASH"`: the version for programs, the hash so that other bytes are never called the same. */
export function represent(
  text: string | Buffer,
  contentType: string,
  seq: number,
  changedAt: Instant | null,
): Representation {
  const body = typeof text === 'string' ? Buffer.from(text) : text
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 16)
  return {
    body,
    contentType,
    etag: `"${seq}-${hash}"`,
    lastModified: changedAt ? new Date(Math.ceil(changedAt / 1000) * 1000) : null,
  }
}
