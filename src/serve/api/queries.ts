import type { Context } from 'hono'
import type { UnknownArticle } from '../../flows/explain.ts'
import type { Unanswered } from '../../flows/query-jobs.ts'
import type { BadQuery, UnknownTopic } from '../../flows/read-query.ts'
import type { ServeDeps } from '../deps.ts'
import type { Limiter } from '../rate-limiter.ts'
import { isAdminHere } from './admin.ts'
import { explainParameters, previewParameters, readParameters } from './parameters.ts'
import { problem } from './problem.ts'
import { explainedAsJson, previewAsJson } from './query-json.ts'

/** What answers `/api/preview` and `/api/explain`, through the query worker. */
export function queryApi({ queries, adminToken }: ServeDeps, limiter: Limiter) {
  const asker = (context: Context) => (isAdminHere(context, adminToken) ? 'operator' : 'anybody')

  return {
    async preview(context: Context): Promise<Response> {
      const refused = limiter(context)
      if (refused) return refused
      const read = readParameters(context, previewParameters)
      if ('refused' in read) return read.refused
      const { q, topic, days, against = null } = read.asked
      const query = topic === undefined ? q : { topic }
      const ask = { query, days, against, asker: asker(context) } as const
      const found = await queries('preview', ask, context.req.raw.signal)
      return found.kind === 'preview' ? answer(context, previewAsJson(found)) : unanswered(context, found)
    },

    async explain(context: Context): Promise<Response> {
      const refused = limiter(context)
      if (refused) return refused
      const read = readParameters(context, explainParameters)
      if ('refused' in read) return read.refused
      const { topic, article } = read.asked
      const ask = { topic, article, asker: asker(context) } as const
      const found = await queries('explain', ask, context.req.raw.signal)
      return found.kind === 'explained' ? answer(context, explainedAsJson(found)) : unanswered(context, found)
    },
  }
}

/** It may hold what only the admin sees, and is of this moment. */
function answer(context: Context, found: object): Response {
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
