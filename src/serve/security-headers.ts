import type { MiddlewareHandler } from 'hono'
import type { Site } from '../model/config.ts'

/** Scripts and styles are files of ours, nothing comes from elsewhere but pictures and media of articles, no framing. */
const policyOf = ({ images }: Pick<Site, 'images'>) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "font-src 'self'",
    `img-src 'self' data:${(images ?? 'direct') === 'direct' ? ' http: https:' : ''}`,
    'media-src http: https:',
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

/** What every answer says to a browser: what outlets wrote is shown on our pages, so nothing of it may act. */
export function securityHeaders(site: Site): MiddlewareHandler {
  const policy = policyOf(site)
  return async (context, next) => {
    await next()
    context.res.headers.set('x-content-type-options', 'nosniff')
    if (!context.res.headers.get('content-type')?.startsWith('text/html')) return
    context.res.headers.set('content-security-policy', policy)
    // a page with a form that changes something lets it say where it comes from
    if (context.res.headers.get('referrer-policy') !== 'same-origin')
      context.res.headers.set('referrer-policy', 'no-referrer')
  }
}
