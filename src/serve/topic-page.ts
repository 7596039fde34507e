import type { Context } from 'hono'
import { feedUrls } from '../flows/feed-addresses.ts'
import { placeText, readPlace } from '../flows/feed-options.ts'
import { publishTopic } from '../flows/publish.ts'
import { knownTo, publicTopics } from '../flows/topics.ts'
import { STORIES } from '../model/topic.ts'
import { parseQuery, type Query } from '../query/parse.ts'
import type { ServeDeps } from './deps.ts'
import { frames } from './frame.ts'
import { taggedPage } from './page-tag.ts'
import { ourHref, ourPath } from './pages/href.ts'
import { topicPage } from './pages/topic.ts'
import { qrCode } from './qr-code.ts'
import { movedTo, SECRET_HEADERS } from './send-feed.ts'
import type { Reach, Reached } from './subjects.ts'
import { figuresOf } from './topic-figures.ts'

const ON_A_PAGE = 20

/** What answers `/topics/ID` and `/p/TOKEN/ID`, and beside them `qr.svg`. */
export function topicHandlers(deps: ServeDeps) {
  const { store, config, freshness } = deps
  const { site } = config
  const frame = frames(deps)
  const figures = figuresOf(deps)
  const told = new Set(publicTopics(config).map(({ id }) => id))
  const read = new Map<string, Query>()
  const queryOf = ({ id, query }: Reach['topic']): Query => {
    const known = read.get(id) ?? parseQuery(query, knownTo(config))
    read.set(id, known)
    return known
  }

  return {
    /** The page of a topic that was found. */
    async page(context: Context, reached: Reached): Promise<Response> {
      if (reached.kind === 'moved') return movedTo(context, reached.to, site)
      if (reached.kind === 'unknown') return context.notFound()
      const make = () => made(context, reached)
      return reached.token === undefined
        ? taggedPage(context, frame(context), freshness.topic(reached.topic.id), make)
        : make()
    },

    /** The address of its feed, to be read by a phone. */
    qr(context: Context, reached: Reached): Response | Promise<Response> {
      if (reached.kind === 'moved') return movedTo(context, reached.to, site)
      if (reached.kind === 'unknown') return context.notFound()
      const caching =
        reached.token === undefined ? { 'cache-control': 'public, max-age=86400' } : SECRET_HEADERS
      return context.body(qrCode(`${reached.base}.rss`), 200, {
        'content-type': 'image/svg+xml; charset=utf-8',
        ...caching,
      })
    },
  }

  async function made(context: Context, { topic, base, token }: Reach): Promise<Response> {
    const stored = await store.topics.find(topic.id)
    if (!stored) return context.notFound()
    const before = readPlace(context.req.query('before') ?? '')
    const options = { limit: ON_A_PAGE, ...(before && { before }) }
    const { document, older, version } = await publishTopic(topic, stored, { store, config }, options, base)
    const path = topic.id === STORIES ? '/api/stories/events' : `/api/topics/${topic.id}/events`
    const page = topicPage({
      ...frame(context),
      topic,
      query: queryOf(topic).root,
      isTold: id => told.has(id),
      document: { ...document, urls: feedUrls(base) },
      paging: { before: before ? placeText(before) : null, older: older && placeText(older) },
      figures: before ? null : await figures(topic.id, context.req.raw.signal),
      qrPath: `${ourHref(site, topic.id === STORIES ? `${site.url}/topics/${STORIES}` : base)}/qr.svg`,
      live: before || token ? null : { url: ourPath(site, path), since: version.seq, language: null },
    })
    return context.html(page, 200, token ? SECRET_HEADERS : {})
  }
}
