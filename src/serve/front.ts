import type { IncomingMessage, ServerResponse } from 'node:http'
import { LRUCache } from 'lru-cache'
import { publicTopics } from '../flows/topics.ts'
import type { Config } from '../model/config.ts'
import type { Instant } from '../model/time.ts'
import { type FeedBodies, unchanged, whole } from './answer.ts'
import { negotiate } from './encoding.ts'
import { type AskedFeed, readFeedAddress } from './feed-address.ts'
import type { Freshness } from './freshness.ts'

/** Answers a request from memory; false where it cannot, and nothing was sent. */
export type Front = (request: IncomingMessage, response: ServerResponse) => boolean

const MOST_ADDRESSES = 5_000
const LONGEST = 300

/**
 * What answers most polls: a feed that is ready, before anything else looks at the request.
 *
 * Through the router and a Response the same costs two to three times as much (`bench/serve.ts`). Whatever is not ready,
 * private or asked for in an unusual way goes on to the routes, which know the same feeds.
 */
export function feedFront(
  bodies: FeedBodies,
  { freshness, config, now }: { freshness: Freshness; config: Config; now(): Instant },
): Front {
  const topics = new Map(publicTopics(config).map(topic => [topic.id, topic]))
  const read = new LRUCache<string, { asked: AskedFeed | undefined }>({ max: MOST_ADDRESSES })
  const askedAt = (target: string): AskedFeed | undefined => {
    const known = read.get(target)
    if (known) return known.asked
    const asked = readFeedAddress(target, topics, config.site.timezone)
    if (target.length <= LONGEST) read.set(target, { asked })
    return asked
  }

  return (request, response) => {
    const { method, url = '', headers } = request
    if ((method !== 'GET' && method !== 'HEAD') || headers['a-im'] !== undefined) return false
    const asked = askedAt(url)
    const kept = asked && bodies.peek(asked.key, freshness.topic(asked.topicId))
    if (!kept) return false
    const conditions = {
      ifNoneMatch: headers['if-none-match'],
      ifModifiedSince: headers['if-modified-since'],
    }
    const encoding = negotiate(headers['accept-encoding'] as string | undefined, kept.ready.body.length)
    const answer = unchanged(conditions, kept.ready) ?? whole(kept, encoding, now())
    if (!answer) return false
    response.writeHead(answer.status, answer.headers)
    response.end(method === 'HEAD' ? null : answer.body)
    return true
  }
}
