import type { Article } from '../model/article.ts'
import type { Config, Site } from '../model/config.ts'
import type { FeedDocument, FeedEntry } from '../model/feed-document.ts'
import type { Instant } from '../model/time.ts'
import { STORIES, type Topic } from '../model/topic.ts'
import type {
  EntryReading,
  OutletHealth,
  Store,
  StoredTopic,
  StoryPage,
  TopicVersion,
} from '../store/store.ts'
import { directionOf } from '../text/direction.ts'
import {
  archiveLink,
  archiveUrl,
  feedUrls,
  hubLinks,
  pageLinks,
  storyPageUrl,
  topicBase,
} from './feed-addresses.ts'
import { type FeedOptions, optionsQuery } from './feed-options.ts'
import { headlinesOf } from './judge-entry.ts'
import { pollAfterS } from './poll-pace.ts'
import { namedId } from './public-id.ts'
import { publishArticle, publishEntries } from './publish-entry.ts'

export type PublishDeps = { store: Store; config: Pick<Config, 'site' | 'outlets'> }

/** A topic as a document, and what goes with it. */
export type PublishedTopic = Pick<EntryReading, 'version' | 'older' | 'isWhole'> & {
  document: FeedDocument
  /** How long it may be kept before it is asked for again, in seconds. */
  pollAfterS: number
}

/** What is read of a topic. */
type Published = Pick<Topic, 'id' | 'title' | 'description' | 'limit' | 'languages' | 'private'>

/**
 * A topic → its entries → a feed document.
 *
 * `base` is where the topic is reached, without the ending of a format.
 */
export async function publishTopic(
  topic: Published,
  stored: StoredTopic,
  { store, config }: PublishDeps,
  options: FeedOptions = {},
  base = topicBase(config.site, topic.id),
): Promise<PublishedTopic> {
  const { content, ...selection } = options
  const reading = await store.entries.read(topic.id, { limit: topic.limit, ...selection })
  const { version, older, isWhole, deleted } = reading
  const entries = publishEntries(reading.entries, topic, config, base)
  const isPlain = Object.keys(selection).length === 0
  const wait = pollAfterS(reading.changedAt)
  const document: FeedDocument = {
    ...channelOf(topic, stored, config.site, base),
    urls: feedUrls(base, optionsQuery(options)),
    ...hubLinks(topic, options, config.site),
    updatedAt: latest(stored, entries, deleted),
    entries,
    ttlMinutes: Math.ceil(wait / 60),
    ...pageLinks(base, options, older),
    ...(isPlain && archiveLink(base, version.number)),
    ...(deleted.length > 0 && { deleted }),
  }
  return { document, version, older, isWhole, pollAfterS: wait }
}

/** A full page of a topic's archive (RFC 5005 §4), which stays as it is; undefined where there is none. */
export async function publishArchive(
  topic: Published,
  stored: StoredTopic,
  { store, config }: PublishDeps,
  page: number,
  base = topicBase(config.site, topic.id),
): Promise<{ document: FeedDocument; version: TopicVersion } | undefined> {
  const found = await store.entries.archive(topic.id, page)
  if (!found) return undefined
  const { version, deleted } = found
  const entries = publishEntries(found.entries, topic, config, base)
  const document: FeedDocument = {
    ...channelOf(topic, stored, config.site, base),
    urls: feedUrls(archiveUrl(base, page)),
    updatedAt: latest(stored, entries, deleted),
    entries,
    // no link to the next page: it would have to be put in when that one fills
    archive: {
      isArchive: true,
      current: `${base}.atom`,
      ...(page > 1 && { previous: `${archiveUrl(base, page - 1)}.atom` }),
    },
    ...(deleted.length > 0 && { deleted }),
  }
  return { document, version }
}

function channelOf(
  { id, title, description, languages }: Published,
  stored: StoredTopic,
  site: Site,
  base: string,
) {
  const language = languages.length === 1 ? (languages[0] as string) : site.language
  return {
    id: stored.publicId,
    title: id === STORIES ? site.title : title,
    description,
    language,
    direction: directionOf(language),
    homeUrl: id === STORIES ? `${site.url}/` : base,
  }
}

function latest(
  { createdAt }: StoredTopic,
  entries: FeedEntry[],
  deleted: readonly { at: Instant }[],
): Instant {
  return Math.max(createdAt, ...entries.map(entry => entry.updatedAt), ...deleted.map(({ at }) => at))
}

/** A story as it stands now, outside any topic; undefined where nothing of it may be shown. */
export function publishStory({ story, articles, related }: StoryPage, site: Site): FeedEntry | undefined {
  const shown = articles.filter(article => !article.isPrivate)
  const lead = shown.find(article => article.id === story.leadId) ?? shown[0]
  if (!lead) return undefined
  const { articleCount, outletCount, independentCount, keywords, updatedAt } = story
  return {
    ...publishArticle(lead, lead.outlet, site),
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
    private: outlet.private,
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
      ...publishArticle(article, source, site),
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
