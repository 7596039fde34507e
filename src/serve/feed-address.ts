import { type FeedOptions, optionsQuery, readFeedOptions } from '../flows/feed-options.ts'
import { STORIES } from '../model/topic.ts'
import type { FormatName } from '../render/media-types.ts'

/** A topic's feed that is asked for. */
export type AskedFeed = {
  topicId: string
  format: FormatName
  options: FeedOptions
  /** The same for every address that asks for the same. */
  key: string
}

/** What an address asks for: one that says in options what goes without saying asks for the same as one that does not. */
export function askedFeed(
  topic: { id: string; limit: number },
  format: FormatName,
  { limit, ...options }: FeedOptions,
): AskedFeed {
  const canonical = limit === undefined || limit === topic.limit ? options : { ...options, limit }
  const key = `${topic.id}.${format}${optionsQuery(canonical)}`
  return { topicId: topic.id, format, options: canonical, key }
}

const FEED = /^\/(?:(stories)|topics\/([a-z0-9-]{1,64}))\.(rss|atom|json)(?:\?(.*))?$/

/**
 * Reads the address of a topic's feed, as the first line of a request has it; undefined where it is none, or says what no
 * feed can do.
 */
export function readFeedAddress(
  target: string,
  topics: ReadonlyMap<string, { id: string; limit: number }>,
  timezone: string,
): AskedFeed | undefined {
  const [, stories, id = '', format, query] = FEED.exec(target) ?? []
  const topic = topics.get(stories ? STORIES : id)
  if (!topic || format === undefined) return undefined
  const verdict = readFeedOptions(new URLSearchParams(query), timezone)
  return 'problems' in verdict ? undefined : askedFeed(topic, format as FormatName, verdict.options)
}
