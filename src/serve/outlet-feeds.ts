import type { Context } from 'hono'
import { readFeedOptions } from '../flows/feed-options.ts'
import { publishOutlet } from '../flows/publish.ts'
import { publicTopics } from '../flows/topics.ts'
import { STORIES } from '../model/topic.ts'
import { OUTPUT_FORMATS } from '../render/formats.ts'
import { type OpmlOutline, renderOpml } from '../render/opml.ts'
import type { FeedBodies } from './answer.ts'
import type { ServeDeps } from './deps.ts'
import { splitFile } from './feeds.ts'
import { represent } from './representation.ts'
import { feedSender, refuse } from './send-feed.ts'
import { listedOutlet } from './subjects.ts'

const LIMIT = 50
const CACHING = 'public, max-age=300, stale-while-revalidate=3000'

/** What answers requests for what an outlet published, and for subscription lists. */
export function outletFeedHandlers(deps: ServeDeps, bodies: FeedBodies) {
  const { store, config, freshness } = deps
  const { site } = config
  const send = feedSender(bodies, deps.now)

  return {
    async outlet(context: Context, file: string): Promise<Response> {
      const [id, format] = splitFile(file)
      const verdict = readFeedOptions(new URL(context.req.url).searchParams, site.timezone)
      if ('problems' in verdict) return refuse(context, verdict.problems)
      const { limit = LIMIT, content = 'full' } = verdict.options
      const key = `outlets/${id}.${format}?limit=${limit}&content=${content}`
      const kept = await bodies.get(key, freshness.outlet(id), async () => {
        const outlet = await listedOutlet(deps, id)
        if (!outlet) return undefined
        const document = publishOutlet(outlet, await store.articles.ofOutlet(id, limit), site)
        const { mediaType, render } = OUTPUT_FORMATS[format]
        const text = render(document, { content })
        const type = `${mediaType}; charset=utf-8`
        return { ...represent(text, type, 0, document.updatedAt), cacheControl: CACHING }
      })
      return kept ? send.feed(context, { key, kept }) : context.notFound()
    },

    topicsOpml: (context: Context) =>
      opml(context, 'topics.opml', 0, async () =>
        publicTopics(config).map(({ id, title }) => {
          const [page, feed] = id === STORIES ? ['/', '/stories'] : [`/topics/${id}`, `/topics/${id}`]
          return { title, xmlUrl: `${site.url}${feed}.atom`, htmlUrl: `${site.url}${page}` }
        }),
      ),

    outletsOpml: (context: Context) =>
      opml(context, 'outlets.opml', freshness.outlets(), async () => {
        const listed = (await store.outlets.list()).filter(outlet => !outlet.private)
        return listed.map(({ id, title, siteUrl }) => ({
          title,
          xmlUrl: `${site.url}/outlets/${id}.rss`,
          htmlUrl: siteUrl,
        }))
      }),
  }

  async function opml(
    context: Context,
    key: string,
    version: number,
    list: () => Promise<OpmlOutline[]>,
  ): Promise<Response> {
    const kept = await bodies.get(key, version, async () => {
      const text = renderOpml({ title: site.title, outlines: await list() })
      return { ...represent(text, 'text/x-opml; charset=utf-8', 0, null), cacheControl: CACHING }
    })
    return kept ? send.feed(context, { key, kept }) : context.notFound()
  }
}
