import type { Context } from 'hono'
import { readFeedOptions } from '../flows/feed-options.ts'
import type { FormatName } from '../render/media-types.ts'
import { type FeedBodies, unchanged } from './answer.ts'
import { conditionsOf } from './conditional.ts'
import type { ServeDeps } from './deps.ts'
import { type AskedFeed, askedFeed } from './feed-address.ts'
import type { Limiter } from './rate-limiter.ts'
import { feedSender, movedTo, refuse, starting } from './send-feed.ts'
import { type Reach, type Reached, topicFinder } from './subjects.ts'
import { topicFeeds } from './topic-feeds.ts'

/** A file name of a feed: everything up to the last dot is an id. */
export const FEED_FILE = ':file{[^/]+\\.(?:rss|atom|json)}'
/** A page of an archive. */
export const ARCHIVE_FILE = ':file{[1-9]\\d{0,8}\\.(?:rss|atom|json)}'

/** What answers requests for topics' feeds. */
export function feedHandlers(deps: ServeDeps, bodies: FeedBodies, limiter: Limiter) {
  const { site } = deps.config
  const { shown } = topicFinder(deps.config)
  const feeds = topicFeeds(deps, bodies)
  const send = feedSender(bodies, deps.now)

  const handlers = {
    /** `/topics/ID.FORMAT` */
    topic: (context: Context, file: string) => handlers.reached(context, shown(splitFile(file)[0]), file),

    /** `/topics/ID/archive/PAGE.FORMAT` */
    archive: (context: Context, id: string, file: string) =>
      handlers.reachedArchive(context, shown(id), file),

    /** The feed of a topic that was found. */
    async reached(context: Context, found: Reached, file: string): Promise<Response> {
      switch (found.kind) {
        case 'topic':
          return feed(context, found, splitFile(file)[1])
        case 'moved':
          return movedTo(context, found.to, site)
        case 'unknown':
          return context.notFound()
      }
    },

    /** A page of the archive of a topic that was found. */
    async reachedArchive(context: Context, found: Reached, file: string): Promise<Response> {
      switch (found.kind) {
        case 'topic':
          return archive(context, found, ...splitFile(file))
        case 'moved':
          return movedTo(context, found.to, site)
        case 'unknown':
          return context.notFound()
      }
    },
  }
  return handlers

  async function feed(context: Context, reach: Reach, format: FormatName): Promise<Response> {
    const verdict = readFeedOptions(new URL(context.req.url).searchParams, site.timezone)
    if ('problems' in verdict) return refuse(context, verdict.problems)
    const asked = askedFeed(reach.topic, format, verdict.options)
    const isShared = Object.keys(asked.options).length === 0
    const late = isShared || feeds.isReady(reach, asked) ? undefined : limiter(context)
    if (late) return late
    const found = await feeds.whole(reach, asked)
    if (!found) return starting(context)
    const held = heldVersions(context, asked)
    const isOld = held !== undefined && !unchanged(conditionsOf(context.req.raw.headers), found.kept.ready)
    const news = isOld ? await feeds.since(held, found, reach, asked) : undefined
    if (!news) return send.feed(context, found)
    return send.delta(context, news, { etag: found.kept.ready.etag, base: news.base })
  }

  async function archive(
    context: Context,
    reach: Reach,
    number: string,
    format: FormatName,
  ): Promise<Response> {
    const page = Number(number)
    const late = feeds.isArchiveReady(reach, page, format) ? undefined : limiter(context)
    if (late) return late
    const found = await feeds.archive(reach, page, format)
    return found ? send.feed(context, found) : context.notFound()
  }
}

/** The versions that a client holds which asks for what is new alone (`A-IM: feed`, RFC 3229 §10.5.3). */
function heldVersions(context: Context, { options }: AskedFeed): string | undefined {
  const wanted = context.req.header('a-im')?.split(',') ?? []
  const isWanted = wanted.some(im => /^\s*feed\s*(?:$|;(?!\s*q=0(?:\.0*)?\s*$))/i.test(im))
  const isWhole = options.since === undefined && options.asOf === undefined && options.before === undefined
  return isWanted && isWhole ? context.req.header('if-none-match') : undefined
}

export function splitFile(file: string): [name: string, format: FormatName] {
  const dot = file.lastIndexOf('.')
  return [file.slice(0, dot), file.slice(dot + 1) as FormatName]
}
