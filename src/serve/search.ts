import type { Context } from 'hono'
import { pointAt } from '../config/check.ts'
import type { SearchPlace } from '../flows/candidates.ts'
import type { BadQuery } from '../flows/read-query.ts'
import type { FormatName } from '../render/media-types.ts'
import { isKnown } from './conditional.ts'
import type { ServeDeps } from './deps.ts'
import { frames } from './frame.ts'
import { errorPage } from './pages/error.ts'
import { searchPage } from './pages/search.ts'
import type { Limiter } from './rate-limiter.ts'
import { represent } from './representation.ts'

const ON_A_PAGE = 20
const IN_A_FEED = 50
/** Nobody tells us when the answer to a free query changes, so it is kept for a moment only. */
const CACHING = 'max-age=60'
const RETRY = { 'retry-after': '5' }

/** What answers `/search` and its feeds, through the query worker. */
export function searchHandlers(deps: ServeDeps, limiter: Limiter) {
  const { queries } = deps
  const frame = frames(deps)

  return {
    async page(context: Context): Promise<Response> {
      const query = context.req.query('q')?.trim() ?? ''
      const before = context.req.query('before') ?? null
      if (query === '')
        return context.html(
          searchPage({ ...frame(context), query, found: null, paging: { before: null, older: null } }),
        )
      const refused = limiter(context)
      if (refused) return refused
      const ask = { query, before: placeOf(before), limit: ON_A_PAGE }
      const found = await queries('search', ask, context.req.raw.signal)
      switch (found.kind) {
        case 'found': {
          const paging = { before, older: found.older && `${found.older.knownAt}~${found.older.id}` }
          const page = searchPage({ ...frame(context), query, found: found.document, paging })
          return send(context, String(await page), 'text/html; charset=UTF-8', `private, ${CACHING}`)
        }
        case 'bad-query':
          return context.html(errorPage({ ...frame(context), problem: mistakeOf(found) }), 400)
        case 'busy':
        case 'overran':
          return context.html(errorPage({ ...frame(context), problem: found }), 503, RETRY)
      }
    },

    async feed(context: Context, format: FormatName): Promise<Response> {
      const query = context.req.query('q')?.trim() ?? ''
      const refused = limiter(context)
      if (refused) return refused
      const found = await queries('searchFeed', { query, format, limit: IN_A_FEED }, context.req.raw.signal)
      switch (found.kind) {
        case 'feed':
          return send(context, found.text, `${found.mediaType}; charset=utf-8`, `public, ${CACHING}`)
        case 'bad-query':
          return context.text(mistakesAsText(found), 400)
        case 'busy':
          return context.text('too many searches at once; try again in a few seconds\n', 503, RETRY)
        case 'overran':
          return context.text('this search takes too long; ask for rarer words or fewer days\n', 503, RETRY)
      }
    },
  }
}

const CURSOR = /^(\d{1,15})~(\d{1,15})$/

/** The place that `?before=` names; none where it names none, so that an old link still shows something. */
function placeOf(before: string | null): SearchPlace | null {
  const [, knownAt, id] = CURSOR.exec(before ?? '') ?? []
  return knownAt && id ? { knownAt: Number(knownAt), id: Number(id) } : null
}

function mistakeOf({ query, problems }: BadQuery) {
  const { at, message } = problems[0] ?? { at: 0, message: '' }
  return { kind: 'bad-query' as const, query, at, message }
}

function mistakesAsText({ query, problems }: BadQuery): string {
  return problems.map(({ at, length, message }) => `${message}\n${pointAt(query, at, length)}\n`).join('\n')
}

function send(context: Context, text: string, contentType: string, caching: string): Response {
  const found = represent(text, contentType, 0, 0)
  const headers = { etag: found.etag, 'cache-control': caching }
  const request = context.req.raw.headers
  if (request.has('if-none-match') && isKnown(request, found)) return context.body(null, 304, headers)
  return context.body(found.body as Uint8Array<ArrayBuffer>, 200, { ...headers, 'content-type': contentType })
}
