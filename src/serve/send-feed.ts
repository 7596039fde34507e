import type { Context } from 'hono'
import type { Site } from '../model/config.ts'
import type { Instant } from '../model/time.ts'
import { type Answer, type FeedBodies, type ReadyFeed, unchanged, whole } from './answer.ts'
import type { Kept } from './bodies.ts'
import { conditionsOf } from './conditional.ts'
import { negotiate } from './encoding.ts'
import { ourPath } from './pages/href.ts'

/** A body that is at hand, and what it is kept by. */
export type Sendable = { key: string; kept: Kept<ReadyFeed> }

/** How feeds and lists are sent: whole or not at all, in the encoding that the client likes. */
export function feedSender(bodies: FeedBodies, now: () => Instant) {
  const inEncoding = async (context: Context, { key, kept }: Sendable): Promise<Answer> => {
    const encoding = negotiate(context.req.header('accept-encoding'), kept.ready.body.length)
    const body = encoding && (await bodies.inEncoding(key, kept, encoding))
    const encoded = encoding && body ? { [encoding]: body } : {}
    return whole({ ...kept, encoded }, encoding, now()) as Answer
  }

  return {
    async feed(context: Context, found: Sendable): Promise<Response> {
      const same = unchanged(conditionsOf(context.req.raw.headers), found.kept.ready)
      return respond(context, same ?? (await inEncoding(context, found)))
    },

    /** What is new since `base` (RFC 3229): of the version `etag`, which the client has when it has put it to the rest. */
    async delta(
      context: Context,
      found: Sendable,
      { etag, base }: { etag: string; base: string },
    ): Promise<Response> {
      const { headers, body } = await inEncoding(context, found)
      const response = respond(context, { status: 226, headers, body })
      response.headers.set('etag', etag)
      response.headers.set('im', 'feed')
      response.headers.set('delta-base', base)
      response.headers.set('vary', 'Accept-Encoding, A-IM, If-None-Match')
      return response
    },
  }
}

function respond(context: Context, { status, headers, body }: Answer): Response {
  const named: Record<string, string> = {}
  for (let at = 0; at < headers.length; at += 2) named[headers[at] as string] = headers[at + 1] as string
  // hono has no name for 226
  return context.body(body as Uint8Array<ArrayBuffer>, status as 200, named)
}

/** 400, with what would be right. */
export function refuse(context: Context, problems: string[]): Response {
  return context.text(`${problems.join('\n')}\n`, 400, { 'cache-control': 'no-store' })
}

/** A topic that is configured and not stored yet: it will be, within a moment. */
export function starting(context: Context): Response {
  return context.text('starting\n', 503, { 'retry-after': '2', 'cache-control': 'no-store' })
}

/** 308: the same address with the id that the topic has now. */
export function movedTo(context: Context, id: string, site: Site): Response {
  const { pathname, search } = new URL(context.req.url)
  const path = pathname.replace(/^(\/(?:topics|p\/[^/]+))\/[^/.]+/, `$1/${id}`)
  return context.redirect(ourPath(site, `${path}${search}`), 308)
}

/** Of what stands at a secret address: it is kept by nobody else, told to nobody, and found by no search engine. */
export const SECRET_HEADERS = {
  'cache-control': 'private, no-cache',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex',
}
