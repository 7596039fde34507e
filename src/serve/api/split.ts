import type { Context } from 'hono'
import { storyPageUrl } from '../../flows/feed-addresses.ts'
import type { ServeDeps } from '../deps.ts'
import { readAtMost } from '../read-at-most.ts'
import { isAdminHere } from './admin.ts'
import { problem } from './problem.ts'
import { splitBodySchema } from './schemas.ts'
import { publicIdOf } from './stories.ts'

const MAX_BYTES = 256_000

/** What answers `POST /api/stories/ID/split`: "not the same story", said by the admin and done by the collector. */
export function splitApi({ config: { site }, collector, adminToken }: ServeDeps) {
  return async (context: Context, id: string): Promise<Response> => {
    if (!isAdminHere(context, adminToken))
      return problem(
        context,
        403,
        'forbidden',
        'this is the admin\'s alone: send "Authorization: Bearer TOKEN"',
      )
    if (!/^application\/json\s*(?:;|$)/i.test(context.req.header('content-type') ?? ''))
      return problem(context, 415, 'not-json', 'send application/json: { "articles": [id or address] }')
    const bytes = await readAtMost(context.req.raw, MAX_BYTES)
    if (!bytes) return problem(context, 413, 'too-long', `the body has at most ${MAX_BYTES} bytes`)
    const body = splitBodySchema.safeParse(readJson(bytes))
    if (!body.success)
      return problem(
        context,
        400,
        'bad-request',
        'articles: ids of articles, or their addresses, at least one',
      )
    const articles = body.data.articles.map(String)
    const done = await collector('split', { story: publicIdOf(id), articles })
    switch (done.kind) {
      case 'split': {
        const url = storyPageUrl(site, done.publicId)
        return context.json({ id: done.publicId, url }, 201, { location: url, 'cache-control': 'no-store' })
      }
      case 'unknown-story':
        return problem(context, 404, done.kind, `there is no story "${id}"`)
      case 'unknown-article':
        return problem(context, 400, done.kind, `"${done.article}" is no article of that story`)
      case 'nothing-left':
        return problem(
          context,
          409,
          done.kind,
          'name some of its articles and not all: those that belong elsewhere',
        )
    }
  }
}

/** Undefined for what is no JSON. */
function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
