import type { Context } from 'hono'
import { type Place, publishOutlet, publishStory, publishTopic } from '../flows/publish.ts'
import type { FeedDocument } from '../model/feed-document.ts'
import { STORIES } from '../model/topic.ts'
import type { OutletHealth } from '../store/store.ts'
import type { ServeDeps } from './deps.ts'
import { outletPage } from './pages/outlet.ts'
import { outletsPage } from './pages/outlets.ts'
import { riverPage } from './pages/river.ts'
import { storyPage } from './pages/story.ts'
import { topicPage } from './pages/topic.ts'
import type { OutletRow, Paging, TopicCard } from './pages/views.ts'
import { listedOutlet, servedTopic } from './subjects.ts'
import { isAdmin } from './who.ts'

const VISITS_SHOWN = 20
const ARTICLES_SHOWN = 30

/** What answers requests for pages. */
export function pageHandlers(deps: ServeDeps) {
  const { store, config, adminToken } = deps
  const { site } = config
  const frame = () => ({ site, now: deps.now() })
  const allStories = { title: site.title, urls: feedUrls('/stories') }

  const pageOf = async (id: string, before: Place | undefined) => {
    const found = await servedTopic(deps, id)
    if (found.kind !== 'topic') return found
    return { ...found, ...(await publishTopic(found.topic, found.stored, { store, site }, before)) }
  }

  return {
    async river(context: Context): Promise<Response> {
      const found = await pageOf(STORIES, placeOf(context))
      if (found.kind !== 'topic') return context.notFound()
      const topics = config.topics.map(
        ({ id, title }): TopicCard => ({ id, title, urls: feedUrls(`/topics/${id}`) }),
      )
      return context.html(
        riverPage({ ...frame(), document: found.document, topics, paging: pagingOf(context, found.older) }),
      )
    },

    async topic(context: Context, id: string): Promise<Response> {
      const found = await pageOf(id, placeOf(context))
      if (found.kind !== 'topic') return context.notFound()
      const { topic, document, older } = found
      return context.html(topicPage({ ...frame(), topic, document, paging: pagingOf(context, older) }))
    },

    async story(context: Context, id: string): Promise<Response> {
      const publicId = `urn:uuid:${id.toLowerCase()}`
      const page = await store.stories.find(publicId)
      const entry = page && publishStory(page, site)
      if (!page || !entry) return context.notFound()
      // a merged story's address leads to the one that took it in
      if (page.story.publicId !== publicId) return context.redirect(entry.pageUrl, 301)
      return context.html(storyPage({ ...frame(), entry, allStories }))
    },

    async outlets(context: Context): Promise<Response> {
      const admin = isAdmin(context, adminToken)
      const shown = (await store.outlets.list()).filter(outlet => admin || !outlet.private)
      return context.html(outletsPage({ ...frame(), isAdmin: admin, outlets: shown.map(rowOf), allStories }))
    },

    async outlet(context: Context, id: string): Promise<Response> {
      const outlet = await listedOutlet(deps, id)
      if (!outlet) return context.notFound()
      const feed = publishOutlet(outlet, await store.articles.ofOutlet(id, ARTICLES_SHOWN), site)
      const visits = await store.visits.recent(id, VISITS_SHOWN)
      return context.html(
        outletPage({
          ...frame(),
          isAdmin: isAdmin(context, adminToken),
          outlet: rowOf(outlet),
          document: feed,
          visits,
        }),
      )
    },
  }

  function feedUrls(path: string): FeedDocument['urls'] {
    return { rss: `${site.url}${path}.rss`, atom: `${site.url}${path}.atom`, json: `${site.url}${path}.json` }
  }
}

function rowOf(outlet: OutletHealth): OutletRow {
  const { id, title, siteUrl, language, lastVisit, nextVisitAt, failures, articleCount, latestArticleAt } =
    outlet
  const url = outlet.private ? null : (outlet.feedUrl ?? outlet.url)
  return {
    card: { id, title, siteUrl, language },
    url,
    lastVisit,
    nextVisitAt,
    failures,
    articleCount,
    latestArticleAt,
  }
}

const CURSOR = /^(\d{1,15})~([0-9a-f-]{36})$/

/** The place that `?before=` names; none where it names none, so that an old link still shows something. */
function placeOf(context: Context): Place | undefined {
  const [, enteredAt, uuid] = CURSOR.exec(context.req.query('before') ?? '') ?? []
  return enteredAt && uuid ? { enteredAt: Number(enteredAt), publicId: `urn:uuid:${uuid}` } : undefined
}

function pagingOf(context: Context, older: Place | null): Paging {
  const cursor = older && `${older.enteredAt}~${older.publicId.replace('urn:uuid:', '')}`
  return { before: context.req.query('before') ?? null, older: cursor }
}
