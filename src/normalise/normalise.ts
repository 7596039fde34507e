import type { NewArticle } from '../model/article.ts'
import type { Outlet } from '../model/outlet.ts'
import type { ParsedFeed, ParsedItem } from '../model/parsed-feed.ts'
import type { Instant } from '../model/time.ts'
import { toArticle } from './article.ts'
import { languageOf, languageTag } from './article-language.ts'
import { htmlToText } from './html-text.ts'
import { altOf, hashOf } from './identity.ts'
import { titleText, withHtmlMembers } from './plain-text.ts'
import { absoluteUrl } from './url.ts'

export type NormalisedFeed = {
  title: string | null
  siteUrl: string | null
  language: string | null
  articles: NewArticle[]
  /** Items that could not become articles, and why. */
  dropped: { title: string; reason: string }[]
}

/** Makes articles of what a feed said: text plain, HTML safe, addresses canonical, each item once. Never throws. */
export function normaliseFeed({ feed, items }: ParsedFeed, outlet: Outlet, seenAt: Instant): NormalisedFeed {
  const siteUrl = absoluteUrl(feed.link, outlet.url)
  const baseUrl = siteUrl ?? absoluteUrl(outlet.url)
  const language = languageTag(outlet.language) ?? languageOf([feed.language], sampleOf(items))
  const dropped: NormalisedFeed['dropped'] = []
  const articles: NewArticle[] = []
  for (const item of items) {
    const article = toArticle(withHtmlMembers(item), { outlet, baseUrl, language, seenAt })
    if (article) articles.push(article)
    else dropped.push({ title: nameOf(item), reason: 'it has neither title nor text' })
  }
  const { distinct, repeated } = tellApart(articles)
  dropped.push(...repeated.map(({ title }) => ({ title, reason: 'the feed lists it twice' })))
  const title = titleText(withHtmlMembers(feed).title) || null
  return { title, siteUrl, language, articles: distinct, dropped }
}

/** An item without a title is known by its address. */
const nameOf = ({ link, id }: ParsedItem) => (link ?? id ?? '').trim().slice(0, 200)

const SAMPLE_ITEMS = 20

function sampleOf(items: ParsedItem[]): string {
  const texts = items
    .slice(0, SAMPLE_ITEMS)
    .map(({ title = '', summary = '' }) => `${title.slice(0, 300)}\n${summary.slice(0, 300)}`)
  return htmlToText(texts.join('\n'))
}

/**
 * Gives articles that share a guid by mistake guids of their own, and leaves out what is listed twice.
 *
 * Some outlets give one guid to all items, or to the new and the old of two. Where both address and title differ they
 * are different articles: each is then known by guid and both, whichever stands first.
 */
function tellApart(articles: NewArticle[]): { distinct: NewArticle[]; repeated: NewArticle[] } {
  const shared = new Set<string>()
  const firsts = new Map<string, NewArticle>()
  for (const article of articles) {
    const first = firsts.get(article.guid)
    if (!first) firsts.set(article.guid, article)
    else if (article.url !== first.url && article.title !== first.title) shared.add(article.guid)
  }
  const told = articles.map(article =>
    shared.has(article.guid) ? { ...article, guid: ownGuid(article) } : article,
  )
  const seen = new Set<string>()
  const distinct = told.filter(({ guid, url, title }) => {
    const keys = [`guid ${guid}`, altOf(url, title)].filter(key => key !== null)
    const isNew = !keys.some(key => seen.has(key))
    for (const key of keys) seen.add(key)
    return isNew
  })
  const kept = new Set(distinct)
  return { distinct, repeated: told.filter(article => !kept.has(article)) }
}

const ownGuid = ({ guid, url, title }: NewArticle) => `${guid} ${hashOf(`${url}\n${title}`)}`
