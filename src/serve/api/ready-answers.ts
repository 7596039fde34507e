import type { Context } from 'hono'
import type { ReadyFeed } from '../answer.ts'
import { Bodies } from '../bodies.ts'
import type { ServeDeps } from '../deps.ts'
import type { Limiter } from '../rate-limiter.ts'
import { represent } from '../representation.ts'
import { feedSender } from '../send-feed.ts'

/** Apart from the feeds' bodies, which no question of a program shall push out. */
const MAX_BYTES = 16_000_000

export type ReadyAnswers = ReturnType<typeof readyAnswers>

/**
 * Answers that stay as they are while their topic does: programs that poll in step are told by one reading of the store,
 * and one that has the answer already is told so (304).
 */
export function readyAnswers({ store, freshness, now }: ServeDeps, limiter: Limiter) {
  const bodies = new Bodies<ReadyFeed>(MAX_BYTES)
  const sender = feedSender(bodies, now)
  return async (
    context: Context,
    topicId: string,
    cacheControl: string,
    make: () => Promise<object>,
  ): Promise<Response> => {
    const { pathname, searchParams } = new URL(context.req.url)
    searchParams.sort()
    const key = `${pathname}?${searchParams}`
    const version = freshness.topic(topicId)
    const refused = bodies.peek(key, version) ? undefined : limiter(context)
    if (refused) return refused
    const kept = await bodies.get(key, version, async () => {
      // read first: an answer may be newer than it says, and never older
      const { modifiedAt } = await store.entries.version(topicId)
      const text = JSON.stringify(await make())
      return { ...represent(text, 'application/json', version, modifiedAt ?? 0), cacheControl }
    })
    return sender.feed(context, { key, kept: kept as NonNullable<typeof kept> })
  }
}
