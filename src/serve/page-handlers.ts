import type { Context } from 'hono'
import { feedUrls as urlsAt } from '../flows/feed-addresses.ts'
import { placeText, readPlace } from '../flows/feed-options.ts'
import { publishOutlet, publishStory, publishTopic } from '../flows/publish.ts'
import type { FeedDocument } from '../model/feed-document.ts'
import type { EntryPlace, OutletHealth } from '../store/store.ts'
import type { ServeDeps } from './deps.ts'
import { frames } from './frame.ts'
import { outletPage } from './pages/outlet.ts'
import { outletsPage } from './pages/outlets.ts'
import { storyPage } from './pages/story.ts'
import { topicPage } from './pages/topic.ts'
import type { OutletRow, Paging } from './pages/views.ts'
import { riverHandler } from './river-page.ts'
import { movedTo, SECRET_HEADERS } from './send-feed.ts'
import { listedOutlet, type Reach, type Reached, topicFinder } from './subjects.ts'
import { isAdmin } from './who.ts'

const VISITS_SHOWN = 20
const ARTICLES_SHOWN = 30

/** What answers requests for pages. */
export function pageHandlers(deps: ServeDeps) {
  const { store, config, adminToken } = deps
  const { site } = config
  const frame = frames(deps)
  const allStories = { title: site.title, urls: feedUrls('/stories') }

  const { shown } = topicFinder(config)

  const pageOf = async ({ topic, base }: Reach, before: EntryPlace | undefined) => {
    const stored = await store.topics.find(topic.id)
    if (!stored) return undefined
    const found = await publishTopic(topic, stored, { store, config }, before ? { before } : {}, base)
    return { ...found, document: { ...found.document, urls: urlsAt(base) } }
  }

  return {
    river: riverHandler(deps),

    /** `/topics/ID` */
    topic: (context: Context, id: string) => reachedTopic(context, shown(id)),

    /** The page of a topic that was found. */
    reachedTopic,

    async story(context: Context, id: string): Promise<Response> {
      const publicId = `urn:uuid:${id.toLowerCase()}`
      const page = await store.stories.find(publicId)
      const entry = page && publishStory(page, site)
      if (!page || !entry) return context.notFound()
      // a merged story's address leads to the one that took it in
      if (page.story.publicId !== publicId) return context.redirect(entry.pageUrl, 301)
      return context.html(storyPage({ ...frame(context), entry, allStories }))
    },

    async outlets(context: Context): Promise<Response> {
      const admin = isAdmin(context, adminToken)
      const shown = (await store.outlets.list()).filter(outlet => admin || !outlet.private)
      return context.html(
        outletsPage({ ...frame(context), isAdmin: admin, outlets: shown.map(rowOf), allStories }),
      )
    },

    async outlet(context: Context, id: string): Promise<Response> {
      const outlet = await listedOutlet(deps, id)
      if (!outlet) return context.notFound()
      const feed = publishOutlet(outlet, await store.articles.ofOutlet(id, ARTICLES_SHOWN), site)
      const visits = await store.visits.recent(id, VISITS_SHOWN)
      return context.html(
        outletPage({
          ...frame(context),
          isAdmin: isAdmin(context, adminToken),
          outlet: rowOf(outlet),
          document: feed,
          visits,
        }),
      )
    },
  }

  async function reachedTopic(context: Context, reached: Reached): Promise<Response> {
    if (reached.kind === 'moved') return movedTo(context, reached.to, site)
    const found = reached.kind === 'topic' && (await pageOf(reached, placeOf(context)))
    if (!found) return context.notFound()
    const { topic, token } = reached as Reach
    const { document, older } = found
    const page = topicPage({ ...frame(context), topic, document, paging: pagingOf(context, older) })
    return context.html(page, 200, token ? SECRET_HEADERS : {})
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

/** The place that `?before=` names; none where it names none, so that an old link still shows something. */
function placeOf(context: Context): EntryPlace | undefined {
  return readPlace(context.req.query('before') ?? '')
}

function pagingOf(context: Context, older: EntryPlace | null): Paging {
  return { before: context.req.query('before') ?? null, older: older && placeText(older) }
}
