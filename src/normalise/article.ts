import type { NewArticle } from '../model/article.ts'
import type { Outlet } from '../model/outlet.ts'
import type { ParsedItem } from '../model/parsed-feed.ts'
import type { Instant } from '../model/time.ts'
import { directionIn, languageOf, languageTag } from './article-language.ts'
import { categoriesOf } from './categories.ts'
import { MAX_HTML, sanitizeHtml } from './html.ts'
import { guidOf } from './identity.ts'
import { enclosuresOf, imageOf } from './media.ts'
import { bodyText, cutAtWord, summaryText, titleFrom, titleText } from './plain-text.ts'
import { canonicalUrl } from './url.ts'

/** What an item inherits from its feed. */
export type FeedContext = {
  outlet: Outlet
  /** What the item's relative addresses are resolved against where it has no address itself. */
  baseUrl: string | null
  language: string | null
  seenAt: Instant
}

/** Grouping and search read no further. */
const MAX_TEXT = 100_000

/** One item as an article; null for one that says nothing. */
export function toArticle(
  item: ParsedItem,
  { outlet, baseUrl, language: feedLanguage, seenAt }: FeedContext,
): NewArticle | null {
  const url = addressOf(item, baseUrl)
  const { html, text, summary } = bodyOf(item, url ?? baseUrl)
  const title = titleText(item.title) || titleFrom(text)
  if (!title) return null
  const words = `${title}\n${text}`
  const language = languageTag(outlet.language) ?? languageOf([item.language, feedLanguage], words)
  const enclosures = enclosuresOf(item, url ?? baseUrl)
  return {
    outletId: outlet.id,
    guid: guidOf(item.id, url, `${title}\n${text}`),
    url,
    title,
    summary,
    html,
    text: text === summary ? '' : text,
    author: authorOf(item),
    language,
    direction: directionIn(language, words),
    categories: categoriesOf(item.categories, text),
    image: imageOf(item, enclosures, html, url ?? baseUrl),
    enclosures,
    ...datesOf(item, seenAt),
    seenAt,
  }
}

/** Where the article is to be read; a guid that is an address is one (RSS 2.0, isPermaLink). */
function addressOf(item: ParsedItem, baseUrl: string | null): string | null {
  const alternate = item.links.find(({ rel }) => !rel || rel === 'alternate')?.href
  const permalink = /^https?:\/\//i.test(item.id?.trim() ?? '') ? item.id : undefined
  return (
    canonicalUrl(item.link, baseUrl) ?? canonicalUrl(alternate, baseUrl) ?? canonicalUrl(permalink, baseUrl)
  )
}

/**
 * The content is the body, unless it says much less than the summary, as some outlets put the text there and but a
 * picture or a teaser into the content. A picture alone then stands above the text.
 */
function bodyOf({ content = '', summary = '' }: ParsedItem, baseUrl: string | null) {
  const contentText = bodyText(content.slice(0, MAX_HTML))
  const teaserText = content === summary ? contentText : bodyText(summary.slice(0, MAX_HTML))
  const isContent = contentText.length * 2 >= teaserText.length
  const source = isContent ? content : contentText ? summary : content + summary
  const text = cutAtWord(isContent ? contentText : teaserText, MAX_TEXT)
  return { html: sanitizeHtml(source, { baseUrl }), text, summary: summaryText(teaserText || contentText) }
}

const MAX_AUTHORS = 5

/** The names of the authors; an address without a name is nobody's business. */
function authorOf({ authors, author }: ParsedItem): string | null {
  const names = authors.slice(0, MAX_AUTHORS).map(({ name }) => name)
  const plain = (names.some(Boolean) ? names : [author]).map(titleText).map(withoutAddress).filter(Boolean)
  return cutAtWord([...new Set(plain)].join(', '), 200) || null
}

/** RSS 2.0 writes "name@example.org (Name)". */
const withoutAddress = (name: string) =>
  (/^\S+@\S+ \((.{1,100})\)$/.exec(name)?.[1] ?? name).replace(/^\S+@\S+\.\S+$/, '')

/** Earlier dates are placeholders (1970, 1900) of software that knows none. */
const FIRST_FEED_AT = Date.UTC(1990, 0, 1)

function datesOf(
  { published, updated }: ParsedItem,
  seenAt: Instant,
): Pick<NewArticle, 'publishedAt' | 'eventAt'> {
  const saidAt = Date.parse(published ?? updated ?? '')
  const publishedAt = Number.isNaN(saidAt) ? null : saidAt
  const isBelievable = publishedAt !== null && publishedAt >= FIRST_FEED_AT && publishedAt <= seenAt
  return { publishedAt, eventAt: isBelievable ? publishedAt : seenAt }
}
