import type { Article } from '../model/article.ts'
import type { Site } from '../model/config.ts'
import type { FeedDocument, FeedEntry } from '../model/feed-document.ts'
import type { Instant } from '../model/time.ts'
import { STORIES, type Topic } from '../model/topic.ts'
import type {
  OutletHealth,
  OutletSource,
  PublishedEntry,
  Store,
  StoredTopic,
  StoryPage,
} from '../store/store.ts'
import { directionOf } from '../text/direction.ts'
import { headlinesOf } from './judge-entry.ts'
import { namedId } from './public-id.ts'

/** Where a page of a feed begins: behind the last entry of the page before. */
export type Place = { enteredAt: Instant; publicId: string }

/** A page of a topic, and where the next, older one begins; null on the last. */
export type TopicPage = { document: FeedDocument; older: Place | null }

/** A topic → its entries → a feed document. */
export async function publishTopic(
  topic: Pick<Topic, 'id' | 'title' | 'description' | 'limit' | 'languages'>,
  stored: StoredTopic,
  { store, site }: { store: Store; site: Site },
  before?: Place,
): Promise<TopicPage> {
  const published = await store.entries.feed(topic.id, topic.limit, before)
  const path = topic.id === STORIES ? '/stories' : `/topics/${topic.id}`
  const language = topic.languages.length === 1 ? (topic.languages[0] as string) : site.language
  const last = published.length === topic.limit ? published.at(-1) : undefined
  const document = {
    id: stored.publicId,
    title: topic.id === STORIES ? site.title : topic.title,
    description: topic.description,
    language,
    direction: directionOf(language),
    homeUrl: topic.id === STORIES ? `${site.url}/` : `${site.url}${path}`,
    urls: feedUrls(`${site.url}${path}`),
    updatedAt: Math.max(stored.createdAt, ...published.map(entry => entry.snapshot.updatedAt)),
    entries: published.map(entry => entryOf(entry, site)),
  }
  return { document, older: last ? { enteredAt: last.snapshot.enteredAt, publicId: last.publicId } : null }
}

/** A story as it stands now, outside any topic; undefined where nothing of it may be shown. */
export function publishStory({ story, articles, related }: StoryPage, site: Site): FeedEntry | undefined {
  const shown = articles.filter(article => !article.isPrivate)
  const lead = shown.find(article => article.id === story.leadId) ?? shown[0]
  if (!lead) return undefined
  const { articleCount, outletCount, independentCount, keywords, updatedAt } = story
  return {
    ...textOf(lead, lead.outlet, site),
    id: story.publicId,
    pageUrl: storyPageUrl(site, story.publicId),
    headlines: [...headlinesOf(shown, lead), ...related],
    keywords,
    updatedAt,
    articleCount,
    outletCount,
    independentCount,
    why: [],
  }
}

/** What an outlet published, as a feed of single articles. */
export function publishOutlet(outlet: OutletHealth, articles: Article[], site: Site): FeedDocument {
  const language = outlet.language ?? site.language
  const homeUrl = `${site.url}/outlets/${outlet.id}`
  const source = {
    id: outlet.id,
    title: outlet.title,
    siteUrl: outlet.siteUrl,
    feedUrl: outlet.feedUrl ?? outlet.url,
  }
  return {
    id: outlet.publicId,
    title: outlet.title,
    description: null,
    language,
    direction: directionOf(language),
    homeUrl,
    urls: feedUrls(homeUrl),
    updatedAt: Math.max(0, ...articles.map(article => article.updatedAt)),
    entries: articles.map(article => ({
      ...textOf(article, source, site),
      id: namedId(outlet.publicId, String(article.id)),
      pageUrl: article.url ?? homeUrl,
      keywords: article.categories,
      updatedAt: article.updatedAt,
      headlines: [],
      articleCount: 1,
      outletCount: 1,
      independentCount: 1,
      why: [],
    })),
  }
}

function entryOf({ publicId, snapshot, lead, outlet }: PublishedEntry, site: Site): FeedEntry {
  const { storyPublicId, lead: _, enteredAt, ...shown } = snapshot
  return { ...textOf(lead, outlet, site), ...shown, id: publicId, pageUrl: storyPageUrl(site, storyPublicId) }
}

function textOf(article: Article, outlet: OutletSource, site: Site) {
  const { url, title, summary, html, author, language, direction, image, enclosures } = article
  const source = { ...outlet, feedUrl: publicFeedUrl(outlet, site) }
  const publishedAt = article.publishedAt ?? article.eventAt
  return { url, title, summary, html, author, language, direction, image, enclosures, publishedAt, source }
}

/** The page of a story: its public id without `urn:uuid:`. */
export function storyPageUrl(site: Site, publicId: string): string {
  return `${site.url}/stories/${publicId.replace('urn:uuid:', '')}`
}

/** Addresses with credentials or a query may hold a secret: then it is our own feed of the outlet that is named. */
function publicFeedUrl(outlet: OutletSource, site: Site): string {
  const { protocol, username, password, search } = new URL(outlet.feedUrl)
  const isPlain = protocol !== 'file:' && username === '' && password === '' && search === ''
  return isPlain ? outlet.feedUrl : `${site.url}/outlets/${outlet.id}.rss`
}

function feedUrls(base: string): FeedDocument['urls'] {
  return { rss: `${base}.rss`, atom: `${base}.atom`, json: `${base}.json` }
}
