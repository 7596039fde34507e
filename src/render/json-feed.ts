import type { FeedDocument, FeedEntry } from '../model/feed-document.ts'
import type { Headline } from '../model/story.ts'
import { asciiUrl } from './ascii-url.ts'
import { dropForbidden } from './characters.ts'
import { rfc3339 } from './dates.ts'
import { type CleanEnclosure, cleanEnclosures, UNKNOWN_TYPE } from './enclosures.ts'
import { type ContentChoice, coverageFirst, type RenderOptions, renderEntryHtml } from './entry-html.ts'

/**
 * Writes a feed as JSON Feed 1.1 (jsonfeed.org/version/1.1).
 *
 * What the format has no words for is in `_khulasa`: of the feed its direction and the entries that left, of an item its
 * linked headlines, how many report it, and why it is in the feed. `about` is the page that documents it.
 */
export function renderJsonFeed(document: FeedDocument, { content = 'full' }: RenderOptions = {}): string {
  const about = aboutUrl(document)
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title: document.title,
    home_page_url: document.homeUrl,
    feed_url: document.urls.json,
    description: document.description || undefined,
    next_url: document.pages?.next?.json,
    icon: document.image,
    favicon: document.icon,
    language: document.language ?? undefined,
    hubs: document.hubs?.map(url => ({ type: 'WebSub', url })),
    _khulasa: {
      about,
      id: document.id,
      updated: rfc3339(document.updatedAt),
      direction: document.direction,
      deleted: document.deleted?.map(({ id, at }) => ({ id, at: rfc3339(at) })),
    },
    items: document.entries.map(entry => jsonFeedItem(entry, content, about)),
  }
  return `${stringify(feed)}\n`
}

/** The API's own description, which names the fields of `_khulasa`. */
function aboutUrl({ homeUrl }: FeedDocument): string | undefined {
  return URL.parse('/openapi.json', homeUrl)?.href
}

/** One entry as an item of JSON Feed 1.1, for what shows entries one by one. */
export function jsonFeedItem(entry: FeedEntry, content: ContentChoice, about: string | undefined): object {
  const html = renderEntryHtml(entry, content)
  const tags = entry.keywords.filter(keyword => keyword !== '')
  return {
    id: entry.id,
    url: asciiUrl(entry.url ?? entry.pageUrl),
    title: entry.title || undefined,
    ...(html === '' ? { content_text: '' } : { content_html: html }),
    summary: content === 'none' ? undefined : entry.summary || undefined,
    image: entry.image === null ? undefined : asciiUrl(entry.image),
    date_published: rfc3339(entry.publishedAt),
    date_modified: rfc3339(entry.updatedAt),
    authors: entry.author ? [{ name: entry.author }] : undefined,
    tags: tags.length > 0 ? tags : undefined,
    language: entry.language ?? undefined,
    attachments: entry.enclosures.length > 0 ? cleanEnclosures(entry.enclosures).map(attachment) : undefined,
    _khulasa: {
      about,
      story_url: entry.pageUrl,
      direction: entry.direction,
      outlet: {
        id: entry.source.id,
        title: entry.source.title,
        url: entry.source.siteUrl,
        feed_url: entry.source.feedUrl,
      },
      article_count: entry.articleCount,
      outlet_count: entry.outletCount,
      independent_count: entry.independentCount,
      headlines: coverageFirst(entry.headlines).map(headline),
      why: entry.why,
    },
  }
}

function attachment({ url, type, length }: CleanEnclosure): object {
  return { url, mime_type: type ?? UNKNOWN_TYPE, size_in_bytes: length ?? undefined }
}

function headline({ kind, title, url, outletId, outletTitle, language, direction, at }: Headline): object {
  const outlet = { id: outletId, title: outletTitle }
  return { kind, title, url, outlet, language, direction, at: rfc3339(at) }
}

/** What is to be dropped and JSON writes as it is; the rest it writes as an escape that begins with one of these. */
const UNESCAPED = /[\x7f-\x9f\ufffd-\uffff]/
const ESCAPES = ['\\u', '\\b', '\\f']

/** Looks at every string only where the result shows that one may need it: a replacer makes JSON.stringify several times slower. */
function stringify(feed: object): string {
  const plain = JSON.stringify(feed)
  const isSuspect = ESCAPES.some(start => plain.includes(start)) || UNESCAPED.test(plain)
  return isSuspect ? JSON.stringify(feed, writable) : plain
}

function writable(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? dropForbidden(value) : value
}
