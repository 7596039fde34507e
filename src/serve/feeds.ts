import type { Context } from 'hono'
import { publishOutlet, publishTopic } from '../flows/publish.ts'
import { allTopics } from '../flows/topics.ts'
import type { FeedDocument } from '../model/feed-document.ts'
import type { Instant } from '../model/time.ts'
import { STORIES } from '../model/topic.ts'
import { OUTPUT_FORMATS } from '../render/formats.ts'
import type { FormatName } from '../render/media-types.ts'
import { type OpmlOutline, renderOpml } from '../render/opml.ts'
import { Bodies } from './bodies.ts'
import type { ServeDeps } from './deps.ts'
import { isKnown, type Representation, represent } from './representation.ts'
import { listedOutlet, servedTopic } from './subjects.ts'

const MAX_BODY_BYTES = 64_000_000
const OUTLET_LIMIT = 50

/** A file name of a feed: everything up to the last dot is an id. */
export const FEED_FILE = ':file{[^/]+\\.(?:rss|atom|json)}'

/** What answers requests for feeds and subscription lists. */
export function feedHandlers(deps: ServeDeps) {
  const { store, config, freshness } = deps
  const { site } = config
  const bodies = new Bodies(MAX_BODY_BYTES)

  return {
    async topic(context: Context, file: string): Promise<Response> {
      const [id, format] = split(file)
      const found = await servedTopic(deps, id)
      if (found.kind !== 'topic') return context.notFound()
      const body = await bodies.get(`topics/${file}`, freshness.topic(id), async () => {
        const { seq, changedAt } = await store.entries.version(id)
        const { document } = await publishTopic(found.topic, found.stored, { store, site })
        return rendered(document, format, seq, changedAt ?? found.stored.createdAt)
      })
      return send(context, body)
    },

    async outlet(context: Context, file: string): Promise<Response> {
      const [id, format] = split(file)
      const outlet = await listedOutlet(deps, id)
      if (!outlet) return context.notFound()
      const body = await bodies.get(`outlets/${file}`, freshness.outlet(id), async () => {
        const document = publishOutlet(outlet, await store.articles.ofOutlet(id, OUTLET_LIMIT), site)
        return rendered(document, format, 0, document.updatedAt)
      })
      return send(context, body)
    },

    async topicsOpml(context: Context): Promise<Response> {
      const outlines = allTopics(config).map(({ id, title }): OpmlOutline => {
        const [page, feed] = id === STORIES ? ['/', '/stories'] : [`/topics/${id}`, `/topics/${id}`]
        return { title, xmlUrl: `${site.url}${feed}.atom`, htmlUrl: `${site.url}${page}` }
      })
      return sendOpml(context, renderOpml({ title: site.title, outlines }))
    },

    async outletsOpml(context: Context): Promise<Response> {
      const listed = (await store.outlets.list()).filter(outlet => !outlet.private)
      const outlines = listed.map(
        ({ id, title, siteUrl }): OpmlOutline => ({
          title,
          xmlUrl: `${site.url}/outlets/${id}.rss`,
          htmlUrl: siteUrl,
        }),
      )
      return sendOpml(context, renderOpml({ title: site.title, outlines }))
    },
  }
}

function split(file: string): [id: string, format: FormatName] {
  const dot = file.lastIndexOf('.')
  return [file.slice(0, dot), file.slice(dot + 1) as FormatName]
}

function rendered(
  document: FeedDocument,
  format: FormatName,
  seq: number,
  changedAt: Instant,
): Representation {
  const { mediaType, render } = OUTPUT_FORMATS[format]
  return represent(render(document), `${mediaType}; charset=utf-8`, seq, changedAt)
}

function send(context: Context, { body, contentType, etag, lastModified }: Representation): Response {
  const validators = {
    etag,
    'last-modified': lastModified.toUTCString(),
    'cache-control': 'public, max-age=60, stale-while-revalidate=600',
  }
  if (isKnown(context.req.raw.headers, { etag, lastModified })) return context.body(null, 304, validators)
  const headers = { ...validators, 'content-type': contentType, 'content-length': String(body.length) }
  return context.body(body as Uint8Array<ArrayBuffer>, 200, headers)
}

function sendOpml(context: Context, text: string): Response {
  return send(context, represent(text, 'text/x-opml; charset=utf-8', 0, 0))
}
