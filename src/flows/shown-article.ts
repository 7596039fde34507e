import type { FeedEntry } from '../model/feed-document.ts'
import type { Instant } from '../model/time.ts'

/** An article as whoever tries a query is shown it: as a topic's entry would name it. */
export type ShownArticle = Pick<FeedEntry, 'title' | 'url' | 'pageUrl' | 'language' | 'direction'> & {
  outletId: string
  /** Its title. */
  outlet: string
  publishedAt: Instant
}

export function showArticle(entry: FeedEntry): ShownArticle {
  const { title, url, pageUrl, source, language, direction, publishedAt } = entry
  return { title, url, pageUrl, outletId: source.id, outlet: source.title, language, direction, publishedAt }
}
