import type { MiddlewareHandler } from 'hono'
import { encode, negotiate, taggedAs } from './encoding.ts'

/**
 * How pages are sent: compressed, and kept by the browser alone, which asks again each time. What they say depends on
 * the visitor (language, admin) and on the minute.
 */
export function pageAnswers(): MiddlewareHandler {
  return async (context, next) => {
    await next()
    const { headers } = context.res
    if (!headers.get('content-type')?.startsWith('text/html')) return
    headers.append('vary', 'Accept-Encoding, Accept-Language, Cookie')
    if (!headers.has('cache-control')) headers.set('cache-control', 'private, no-cache')
    if (context.req.method === 'HEAD' || context.res.body === null) return
    const body = Buffer.from(await context.res.arrayBuffer())
    const encoding = negotiate(context.req.header('accept-encoding'), body.length)
    const etag = headers.get('etag')
    if (encoding && etag) headers.set('etag', taggedAs(etag, encoding))
    if (encoding) headers.set('content-encoding', encoding)
    headers.delete('content-length')
    const sent = encoding ? await encode(body, encoding) : body
    const { status } = context.res
    context.res = undefined
    context.res = new Response(sent as Uint8Array<ArrayBuffer>, { status, headers })
  }
}
