import type { MiddlewareHandler } from 'hono'
import { problem } from './problem.ts'

const WORDS: { [status: number]: string } = {
  404: 'not-found',
  410: 'gone',
  429: 'too-many-requests',
  500: 'failed',
  503: 'unavailable',
}
const SENTENCES: { [status: number]: string } = {
  404: 'there is nothing here; /openapi.json says what there is',
  410: 'it was removed',
  500: 'this should not have happened; the log says more',
}

/** Around every route of the API: anybody's page may read what anybody may (CORS), and refusals are JSON, whoever refuses. */
export function apiFrame(): MiddlewareHandler {
  return async (context, next) => {
    const isPreflight = context.req.method === 'OPTIONS'
    if (!isPreflight) await next()
    else context.res = context.body(null, 204, { 'access-control-allow-methods': 'GET, HEAD' })
    const { status, headers } = context.res
    if (status >= 400 && !headers.get('content-type')?.startsWith('application/json')) {
      const said = SENTENCES[status] ?? (await context.res.text()).trim()
      const retryAfter = headers.get('retry-after')
      context.res = undefined
      context.res = problem(context, status as 404, WORDS[status] ?? 'refused', said)
      if (retryAfter) context.res.headers.set('retry-after', retryAfter)
    }
    if (context.req.method !== 'POST') context.res.headers.set('access-control-allow-origin', '*')
  }
}
