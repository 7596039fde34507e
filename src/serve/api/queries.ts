import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { UnknownArticle } from '../../flows/explain.ts'
import type { Unanswered } from '../../flows/query-jobs.ts'
import type { BadQuery, UnknownTopic } from '../../flows/read-query.ts'
import type { ServeDeps } from '../deps.ts'
import type { Limiter } from '../rate-limiter.ts'
import { isAdmin } from '../who.ts'

/** What a program is told when it gets no answer. Places count UTF-16 units from 0; 0 and 0 where there is none. */
export type ApiProblem = { at: number; length: number; message: string }

const DAYS = 30
const MOST_DAYS = 366

/** What answers `/api/preview` and `/api/explain`, through the query worker. */
export function queryApi({ queries, adminToken }: ServeDeps, limiter: Limiter) {
  const asker = (context: Context) => (isAdmin(context, adminToken) ? 'operator' : 'anybody')

  return {
    async preview(context: Context): Promise<Response> {
      const refused = limiter(context)
      if (refused) return refused
      const { q = '', topic, days = `${DAYS}`, against = null } = context.req.query()
      if (!/^\d{1,3}$/.test(days) || Number(days) < 1 || Number(days) > MOST_DAYS)
        return problem(
          context,
          400,
          'bad-request',
          `days: a whole number from 1 to ${MOST_DAYS}, not "${days}"`,
        )
      const query = topic === undefined ? q : { topic }
      const ask = { query, days: Number(days), against, asker: asker(context) } as const
      const found = await queries('preview', ask, context.req.raw.signal)
      return found.kind === 'preview' ? answer(context, found) : unanswered(context, found)
    },

    async explain(context: Context): Promise<Response> {
      const refused = limiter(context)
      if (refused) return refused
      const { topic, article } = context.req.query()
      if (!topic || !article)
        return problem(
          context,
          400,
          'bad-request',
          'name a topic by its id, and an article by its address: ?topic=ID&article=URL',
        )
      const ask = { topic, article, asker: asker(context) } as const
      const found = await queries('explain', ask, context.req.raw.signal)
      return found.kind === 'explained' ? answer(context, found) : unanswered(context, found)
    },
  }
}

/** It may hold what only the admin sees, and is of this moment. */
function answer(context: Context, { kind: _, ...found }: { kind: string }): Response {
  return context.json(found, 200, { 'cache-control': 'no-store' })
}

function unanswered(context: Context, why: BadQuery | UnknownTopic | UnknownArticle | Unanswered): Response {
  switch (why.kind) {
    case 'bad-query':
      return context.json({ error: why.kind, problems: why.problems }, 400)
    case 'unknown-topic':
      return problem(context, 404, why.kind, `there is no topic "${why.topic}"`)
    case 'unknown-article':
      return problem(context, 404, why.kind, `no article is kept under "${why.article}"`)
    case 'busy':
      return problem(context, 503, why.kind, 'too many ask at once; try again in a few seconds')
    case 'overran':
      return problem(context, 503, why.kind, 'this takes too long; ask for rarer words or fewer days')
  }
}

function problem(context: Context, status: ContentfulStatusCode, error: string, message: string): Response {
  const problems: ApiProblem[] = [{ at: 0, length: 0, message }]
  return context.json({ error, problems }, status, status === 503 ? { 'retry-after': '5' } : {})
}
