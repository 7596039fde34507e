import type { Context } from 'hono'
import type { ServeDeps } from './deps.ts'
import { outletPages } from './outlet-pages.ts'
import { riverHandler } from './river-page.ts'
import { storyHandlers } from './story-page.ts'
import { topicFinder } from './subjects.ts'
import { topicHandlers } from './topic-page.ts'

/** What answers requests for pages. */
export function pageHandlers(deps: ServeDeps) {
  const { shown } = topicFinder(deps.config)
  const topics = topicHandlers(deps)
  const stories = storyHandlers(deps)

  return {
    river: riverHandler(deps),

    /** `/topics/ID` */
    topic: (context: Context, id: string) => topics.page(context, shown(id)),
    topicQr: (context: Context, id: string) => topics.qr(context, shown(id)),

    /** The page of a topic that was found, and its QR code. */
    reachedTopic: topics.page,
    reachedQr: topics.qr,

    story: stories.page,
    split: stories.split,

    ...outletPages(deps),
  }
}
