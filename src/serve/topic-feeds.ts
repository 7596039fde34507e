import { feedUrls, hubLinks } from '../flows/feed-addresses.ts'
import { optionsQuery } from '../flows/feed-options.ts'
import { publishArchive, publishTopic } from '../flows/publish.ts'
import type { FeedDocument } from '../model/feed-document.ts'
import { linkHeader } from '../push/link-header.ts'
import { OUTPUT_FORMATS } from '../render/formats.ts'
import type { FormatName } from '../render/media-types.ts'
import type { StoredTopic, TopicVersion } from '../store/store.ts'
import type { FeedBodies, ReadyFeed } from './answer.ts'
import { tagsOf } from './conditional.ts'
import type { ServeDeps } from './deps.ts'
import type { AskedFeed } from './feed-address.ts'
import { represent } from './representation.ts'
import type { Sendable } from './send-feed.ts'
import type { Reach } from './subjects.ts'

/** A full page of an archive never changes (RFC 8246). */
const FOR_GOOD = 'max-age=31536000, immutable'
const MOST_TAGS = 5

/** Topics' feeds as bytes: those at hand while nothing changed, else made from the store. */
export function topicFeeds({ store, config, freshness }: ServeDeps, bodies: FeedBodies) {
  const deps = { store, config }
  const versionOf = ({ topic }: Reach) => freshness.topic(topic.id)

  return {
    /** Whether it need not be made. */
    isReady: (reach: Reach, asked: AskedFeed) =>
      bodies.peek(keyOf(reach, asked.key), versionOf(reach)) !== undefined,

    /** A topic's feed; undefined until its topic is stored. */
    async whole(reach: Reach, { key, format, options }: AskedFeed): Promise<Sendable | undefined> {
      return get(keyOf(reach, key), reach, versionOf(reach), async stored => {
        const { document, version, pollAfterS } = await publishTopic(
          reach.topic,
          stored,
          deps,
          options,
          reach.base,
        )
        const stale = `max-age=${pollAfterS}, stale-while-revalidate=${10 * pollAfterS}`
        const caching = `${reach.token ? 'private' : 'public'}, ${stale}`
        return rendered(document, format, version, stored, caching, options.content)
      })
    },

    /**
     * What is new in a feed since one of its versions that the client holds; undefined where it holds none, or so old a one
     * that the feed is better sent whole.
     */
    async since(
      held: string,
      current: Sendable,
      reach: Reach,
      { format, options }: AskedFeed,
    ): Promise<(Sendable & { base: string }) | undefined> {
      const { topic, base } = reach
      const known = await latestHeld(topic.id, held, seqOf(current.kept.ready.etag))
      if (!known) return undefined
      const { seq, tag } = known
      const found = await get(`${current.key} since ${seq}`, reach, current.kept.version, async stored => {
        const news = await publishTopic(topic, stored, deps, { ...options, since: { seq } }, base)
        if (!news.isWhole) return undefined
        // it is that feed still, so it has that feed's address
        const urls = feedUrls(base, optionsQuery(options))
        const document = { ...news.document, urls, ...hubLinks(topic, options, config.site) }
        return rendered(document, format, news.version, stored, 'no-store, im', options.content)
      })
      return found && { ...found, base: tag }
    },

    isArchiveReady: (reach: Reach, page: number, format: FormatName) =>
      bodies.peek(archiveKey(reach, page, format), 0) !== undefined,

    /** A full page of a topic's archive; undefined where there is none. */
    async archive(reach: Reach, page: number, format: FormatName): Promise<Sendable | undefined> {
      return get(archiveKey(reach, page, format), reach, 0, async stored => {
        const found = await publishArchive(reach.topic, stored, deps, page, reach.base)
        const caching = `${reach.token ? 'private' : 'public'}, ${FOR_GOOD}`
        return found && rendered(found.document, format, found.version, stored, caching)
      })
    },
  }

  async function get(
    key: string,
    { topic, token }: Reach,
    version: number,
    make: (stored: StoredTopic) => Promise<ReadyFeed | undefined>,
  ): Promise<Sendable | undefined> {
    const kept = await bodies.get(key, version, async () => {
      const stored = await store.topics.find(topic.id)
      const ready = stored && (await make(stored))
      return ready && token ? { ...ready, isSecret: true } : ready
    })
    return kept && { key, kept }
  }

  /** The newest of the named versions that the topic had, and has no more. */
  async function latestHeld(topicId: string, held: string, current: number) {
    const named = tagsOf(held)
      .map(tag => ({ tag, seq: seqOf(tag) }))
      .filter(({ seq }) => seq < current)
      .sort((a, b) => b.seq - a.seq)
    for (const one of named.slice(0, MOST_TAGS))
      if (await store.entries.hadVersion(topicId, one.seq)) return one
    return undefined
  }
}

/** Everybody's body, or that of one secret address, which its links name. */
function keyOf({ token }: Reach, key: string): string {
  return token ? `p/${token}/${key}` : key
}

function archiveKey(reach: Reach, page: number, format: FormatName): string {
  return keyOf(reach, `${reach.topic.id}/archive/${page}.${format}`)
}

/** The version that an ETag of ours names; NaN for another's. */
function seqOf(tag: string): number {
  return Number(/^"(\d{1,15})-/.exec(tag)?.[1] ?? Number.NaN)
}

function rendered(
  document: FeedDocument,
  format: FormatName,
  { seq, modifiedAt }: TopicVersion,
  { createdAt }: StoredTopic,
  cacheControl: string,
  content: 'full' | 'summary' | 'none' = 'full',
): ReadyFeed {
  const { mediaType, render } = OUTPUT_FORMATS[format]
  // a feed that nothing ever was in is a second older than it could be with its first change
  const changedAt = modifiedAt ?? Math.ceil(createdAt / 1_000) * 1_000 - 1_000
  const text = render(document, { content })
  const link = document.hubs && { link: linkHeader(document.hubs, document.urls[format]) }
  return { ...represent(text, `${mediaType}; charset=utf-8`, seq, changedAt), cacheControl, ...link }
}
