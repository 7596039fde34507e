import type { Context } from 'hono'
import { publishStory } from '../flows/publish.ts'
import type { FeedDocument } from '../model/feed-document.ts'
import type { ServeDeps } from './deps.ts'
import { frames } from './frame.ts'
import { outletPages } from './outlet-pages.ts'
import { storyPage } from './pages/story.ts'
import { riverHandler } from './river-page.ts'
import { topicFinder } from './subjects.ts'
import { topicHandlers } from './topic-page.ts'

/** What answers requests for pages. */
export function pageHandlers(deps: ServeDeps) {
  const { store, config } = deps
  const { site } = config
  const frame = frames(deps)
  const allStories = { title: site.title, urls: feedUrls('/stories') }

  const { shown } = topicFinder(config)

  const topics = topicHandlers(deps)

  return {
    river: riverHandler(deps),

    /** `/topics/ID` */
    topic: (context: Context, id: string) => topics.page(context, shown(id)),
    topicQr: (context: Context, id: string) => topics.qr(context, shown(id)),

    /** The page of a topic that was found, and its QR code. */
    reachedTopic: topics.page,
    reachedQr: topics.qr,

    async story(context: Context, id: string): Promise<Response> {
      const publicId = `urn:uuid:${id.toLowerCase()}`
      const page = await store.stories.find(publicId)
      const entry = page && publishStory(page, site)
      if (!page || !entry) return context.notFound()
      // a merged story's address leads to the one that took it in
      if (page.story.publicId !== publicId) return context.redirect(entry.pageUrl, 301)
      return context.html(storyPage({ ...frame(context), entry, allStories }))
    },

    ...outletPages(deps),
  }

  function feedUrls(path: string): FeedDocument['urls'] {
    return { rss: `${site.url}${path}.rss`, atom: `${site.url}${path}.atom`, json: `${site.url}${path}.json` }
  }
}
