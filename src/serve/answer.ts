import type { Instant } from '../model/time.ts'
import type { Bodies, Kept } from './bodies.ts'
import { type Conditions, knownTag } from './conditional.ts'
import { type Encoding, taggedAs } from './encoding.ts'
import type { Representation } from './representation.ts'

/** A feed ready to be sent, with what caches are told of it. */
export type ReadyFeed = Representation & {
  cacheControl: string
  /** The hubs that push it, and its own address (WebSub §4). */
  link?: string
  /** Of a feed whose address is a secret: who follows its links does not tell it. */
  isSecret?: boolean
}

export type FeedBodies = Bodies<ReadyFeed>

/** What is sent: header names and values in turn, as Node writes them. */
export type Answer = { status: number; headers: string[]; body: Buffer | null }

const VARY = 'Accept-Encoding'
const NO_SNIFF = ['x-content-type-options', 'nosniff']

/**
 * 304 where the client has this version already, with the headers that RFC 9110 §15.4.5 names (Date comes from Node);
 * undefined where it does not.
 */
export function unchanged(conditions: Conditions, ready: ReadyFeed): Answer | undefined {
  const etag = knownTag(conditions, ready)
  if (etag === undefined) return undefined
  const headers = ['etag', etag, 'cache-control', ready.cacheControl, 'vary', VARY, ...NO_SNIFF]
  return { status: 304, headers, body: null }
}

/** 200 with the body in that encoding; undefined while it is not compressed yet. */
export function whole(
  { ready, encoded }: Kept<ReadyFeed>,
  encoding: Encoding | null,
  now: Instant,
): Answer | undefined {
  const body = encoding === null ? ready.body : encoded[encoding]
  return body && { status: 200, headers: headersFor(ready, body, encoding, now), body }
}

/** Those of a body are the same each time, once its Last-Modified may be said. */
const written = new WeakMap<Buffer, string[]>()

function headersFor(ready: ReadyFeed, body: Buffer, encoding: Encoding | null, now: Instant): string[] {
  const known = written.get(body)
  if (known) return known
  const headers = headersOf(ready, body, encoding)
  if (ready.lastModified === null) return headers
  // rounding up may lead a second ahead; many versions within seconds lead further, and no time of the future may be said
  if (ready.lastModified.getTime() >= now + 1_000) return headers
  headers.push('last-modified', ready.lastModified.toUTCString())
  written.set(body, headers)
  return headers
}

function headersOf(
  { etag, contentType, cacheControl, link, isSecret }: ReadyFeed,
  body: Buffer,
  encoding: Encoding | null,
): string[] {
  const headers = [
    'content-type',
    contentType,
    'content-length',
    String(body.length),
    'etag',
    encoding === null ? etag : taggedAs(etag, encoding),
    'cache-control',
    cacheControl,
    'vary',
    VARY,
    ...NO_SNIFF,
  ]
  if (link !== undefined) headers.push('link', link)
  if (encoding !== null) headers.push('content-encoding', encoding)
  if (isSecret) headers.push('referrer-policy', 'no-referrer', 'x-robots-tag', 'noindex')
  return headers
}
