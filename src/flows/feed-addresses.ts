import type { Site } from '../model/config.ts'
import type { FeedDocument, FeedUrls } from '../model/feed-document.ts'
import { STORIES, type Topic } from '../model/topic.ts'
import { hubUrls } from '../push/hub-urls.ts'
import { ARCHIVE_PAGE, type EntryPlace } from '../store/store.ts'
import { type FeedOptions, optionsQuery } from './feed-options.ts'

/** Where a topic is reached: its page, and with the ending of a format its feeds. */
export function topicBase(site: Site, topicId: string): string {
  return topicId === STORIES ? `${site.url}/stories` : `${site.url}/topics/${topicId}`
}

/** The page of a story: its public id without `urn:uuid:`. */
export function storyPageUrl(site: Site, publicId: string): string {
  return `${site.url}/stories/${publicId.replace('urn:uuid:', '')}`
}

export function feedUrls(base: string, query = ''): FeedUrls {
  return { rss: `${base}.rss${query}`, atom: `${base}.atom${query}`, json: `${base}.json${query}` }
}

/** The hubs that push a feed: that of a public topic, as it is without options, since subscribers name its address. */
export function hubLinks(
  topic: Pick<Topic, 'private'>,
  options: FeedOptions,
  site: Site,
): Pick<FeedDocument, 'hubs'> {
  return topic.private || Object.keys(options).length > 0 ? {} : { hubs: hubUrls(site) }
}

/** A page of a topic's archive, without the ending of a format. */
export function archiveUrl(base: string, page: number): string {
  return `${base}/archive/${page}`
}

/** The neighbours of one page of a feed (RFC 5005 §3), as far as it has any. */
export function pageLinks(
  base: string,
  options: FeedOptions,
  older: EntryPlace | null,
): Pick<FeedDocument, 'pages'> {
  const { before, ...first } = options
  if (!before && !older) return {}
  const next = older && { next: feedUrls(base, optionsQuery({ ...first, before: older })) }
  return { pages: { first: feedUrls(base, optionsQuery(first)), ...next } }
}

/** The newest full page of a topic's archive (RFC 5005 §4), which leads to the others. */
export function archiveLink(base: string, changes: number): Pick<FeedDocument, 'archive'> {
  const page = Math.floor(changes / ARCHIVE_PAGE)
  return page === 0 ? {} : { archive: { isArchive: false, previous: `${archiveUrl(base, page)}.atom` } }
}
