import type { Article } from '../model/article.ts'
import type { Config, Site } from '../model/config.ts'
import type { FeedEntry } from '../model/feed-document.ts'
import type { Topic } from '../model/topic.ts'
import type { OutletSource, PublishedEntry } from '../store/store.ts'
import { storyPageUrl } from './feed-addresses.ts'

/**
 * A topic's entries as its feed shows them.
 *
 * Where everybody may read them, what came from an outlet that is private now is left out, whenever it came.
 */
export function publishEntries(
  entries: PublishedEntry[],
  topic: Pick<Topic, 'private'>,
  { site, outlets }: Pick<Config, 'site' | 'outlets'>,
  base: string,
): FeedEntry[] {
  if (topic.private) return entries.map(entry => entryOf(entry, site, base))
  const hidden = new Set(outlets.filter(outlet => outlet.private).map(({ id }) => id))
  const isShown = ({ outlet }: PublishedEntry) => !outlet.private && !hidden.has(outlet.id)
  return entries.filter(isShown).map(entry => {
    const { headlines, ...shown } = entryOf(entry, site, base)
    return { ...shown, headlines: headlines.filter(({ outletId }) => !hidden.has(outletId)) }
  })
}

function entryOf({ publicId, snapshot, lead, outlet }: PublishedEntry, site: Site, base: string): FeedEntry {
  const { storyPublicId, lead: _, enteredAt, ...shown } = snapshot
  // the page of a story shows what everybody may see
  const pageUrl = outlet.private ? base : storyPageUrl(site, storyPublicId)
  return { ...publishArticle(lead, outlet, site), ...shown, id: publicId, pageUrl }
}

/** What an entry says of its lead article. */
export function publishArticle(article: Omit<Article, 'text'>, outlet: OutletSource, site: Site) {
  const { url, title, summary, html, author, language, direction, image, enclosures } = article
  // a date in the future would keep an entry on top of every reader's list; validators report it too
  const { id, title: outletTitle, siteUrl } = outlet
  const source = { id, title: outletTitle, siteUrl, feedUrl: shownFeedUrl(outlet, site) }
  const publishedAt = article.eventAt
  return { url, title, summary, html, author, language, direction, image, enclosures, publishedAt, source }
}

/** Addresses with credentials or a query may hold a secret: then it is our own feed of the outlet that is named. */
function shownFeedUrl(outlet: OutletSource, site: Site): string | null {
  if (outlet.private) return null
  const { protocol, username, password, search } = new URL(outlet.feedUrl)
  const isPlain = protocol !== 'file:' && username === '' && password === '' && search === ''
  return isPlain ? outlet.feedUrl : `${site.url}/outlets/${outlet.id}.rss`
}
