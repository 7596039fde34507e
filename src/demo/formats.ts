import type { Instant } from '../model/time.ts'
import { escapeText } from './article-html.ts'
import type { DatedArticle, Edition } from './edition.ts'
import { FOGHORN } from './foghorn.ts'

const RSS_PREFIXES = [
  'xmlns:atom="http://www.w3.org/2005/Atom"',
  'xmlns:content="http://purl.org/rss/1.0/modules/content/"',
  'xmlns:dc="http://purl.org/dc/elements/1.1/"',
  'xmlns:media="http://search.yahoo.com/mrss/"',
].join(' ')

/** RSS 2.0 without a fault. `hoursEast` is the zone that its dates are written in. */
export function rss(edition: Edition, { encoding = 'utf-8', hoursEast = 0 } = {}): string {
  const { outlet, siteUrl, feedUrl, articles } = edition
  const items = articles.map(article =>
    lines('<item>', ...rssItem(article), element('pubDate', rssDate(article.at, hoursEast)), '</item>'),
  )
  return lines(
    `<?xml version="1.0" encoding="${encoding}"?>`,
    `<rss version="2.0" ${RSS_PREFIXES}>`,
    '<channel>',
    element('title', outlet.title),
    element('link', siteUrl),
    element('description', outlet.description),
    element('language', outlet.language),
    element('lastBuildDate', rssDate(newestOf(articles), hoursEast)),
    `<atom:link href="${feedUrl}" rel="self" type="application/rss+xml"/>`,
    ...items,
    '</channel>',
    '</rss>',
  )
}

function rssItem(article: DatedArticle): string[] {
  return [
    element('title', article.title),
    element('link', article.url),
    `<guid isPermaLink="false">${article.id}</guid>`,
    element('description', article.summary),
    article.html === null ? '' : `<content:encoded><![CDATA[${article.html}]]></content:encoded>`,
    article.author === null ? '' : element('dc:creator', article.author),
    ...article.categories.map(term => element('category', term)),
    article.imageUrl === null
      ? ''
      : `<media:content url="${article.imageUrl}" type="image/png" medium="image" width="480" height="270"/>`,
    article.audioUrl === null
      ? ''
      : `<enclosure url="${article.audioUrl}" type="audio/wav" length="${FOGHORN.length}"/>`,
  ]
}

/** RSS 2.0 as a hand-made template writes it: prefixes and entities that nobody declared, bare ampersands. */
export function brokenRss(edition: Edition): string {
  const articles = edition.articles.map(article => ({
    ...article,
    url: `${article.url}?utm_source=rss&utm_medium=feed`,
  }))
  return rss({ ...edition, articles })
    .replace(` ${RSS_PREFIXES}`, '')
    .replaceAll('&amp;', '&')
    .replaceAll('’', '&rsquo;')
    .replaceAll('—', '&mdash;')
    .replaceAll('£', '&pound;')
}

/** RSS 1.0, with Dublin Core and content modules. */
export function rdf({ outlet, siteUrl, feedUrl, articles }: Edition): string {
  return lines(
    '<?xml version="1.0" encoding="utf-8"?>',
    '<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"',
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">',
    `<channel rdf:about="${feedUrl}">`,
    element('title', outlet.title),
    element('link', siteUrl),
    element('description', outlet.description),
    element('dc:language', outlet.language),
    element('dc:date', isoDate(newestOf(articles))),
    '<items><rdf:Seq>',
    ...articles.map(({ url }) => `<rdf:li rdf:resource="${url}"/>`),
    '</rdf:Seq></items>',
    '</channel>',
    ...articles.map(article => lines(`<item rdf:about="${article.url}">`, ...rdfItem(article), '</item>')),
    '</rdf:RDF>',
  )
}

function rdfItem(article: DatedArticle): string[] {
  return [
    element('title', article.title),
    element('link', article.url),
    element('description', article.summary),
    article.html === null ? '' : `<content:encoded>${escapeText(article.html)}</content:encoded>`,
    article.author === null ? '' : element('dc:creator', article.author),
    ...article.categories.map(term => element('dc:subject', term)),
    element('dc:date', isoDate(article.at)),
  ]
}

/** Atom 1.0 with its content as inline XHTML. */
export function atomXhtml(edition: Edition): string {
  return atom(
    edition,
    html => `<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">${html}</div></content>`,
  )
}

/** Atom 1.0 in which every link, those in the content too, is relative to the feed's xml:base. */
export function atomRelative(edition: Edition): string {
  const base = edition.siteUrl
  const feed = atom(edition, html => `<content type="html">${escapeText(html)}</content>`)
  return feed.replaceAll(base, '').replace('<feed ', `<feed xml:base="${base}" `)
}

function atom({ outlet, siteUrl, feedUrl, articles }: Edition, content: (html: string) => string): string {
  return lines(
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${outlet.language}">`,
    `<id>tag:${outlet.id}.example,2024:feed</id>`,
    element('title', outlet.title),
    element('subtitle', outlet.description),
    `<link rel="alternate" type="text/html" href="${siteUrl}"/>`,
    `<link rel="self" type="application/atom+xml" href="${feedUrl}"/>`,
    element('updated', isoDate(newestOf(articles))),
    ...articles.map(article =>
      lines(
        article.language === outlet.language ? '<entry>' : `<entry xml:lang="${article.language}">`,
        ...atomEntry(outlet.id, article),
        article.html === null ? '' : content(article.html),
        '</entry>',
      ),
    ),
    '</feed>',
  )
}

function atomEntry(outletId: string, article: DatedArticle): string[] {
  return [
    `<id>tag:${outletId}.example,2024:${article.id}</id>`,
    element('title', article.title),
    `<link rel="alternate" type="text/html" href="${article.url}"/>`,
    article.author === null ? '' : `<author>${element('name', article.author)}</author>`,
    ...article.categories.map(term => `<category term="${escapeText(term)}"/>`),
    element('published', isoDate(article.at)),
    element('updated', isoDate(article.at)),
    element('summary', article.summary),
  ]
}

/** JSON Feed 1.1. */
export function jsonFeed({ outlet, siteUrl, feedUrl, articles }: Edition): string {
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title: outlet.title,
    description: outlet.description,
    home_page_url: siteUrl,
    feed_url: feedUrl,
    language: outlet.language,
    items: articles.map(article => ({
      id: article.id,
      url: article.url,
      title: article.title,
      summary: article.summary,
      // An item needs content_html or content_text (JSON Feed 1.1, "Items").
      ...(article.html === null ? { content_text: article.summary } : { content_html: article.html }),
      ...(article.imageUrl === null ? {} : { image: article.imageUrl }),
      ...(article.author === null ? {} : { authors: [{ name: article.author }] }),
      tags: article.categories,
      date_published: isoDate(article.at),
    })),
  }
  return JSON.stringify(feed, null, 2)
}

function element(name: string, text: string): string {
  return `<${name}>${escapeText(text)}</${name}>`
}

function lines(...parts: string[]): string {
  return parts.filter(part => part !== '').join('\n')
}

function newestOf(articles: DatedArticle[]): Instant {
  return Math.max(...articles.map(({ at }) => at))
}

function isoDate(at: Instant): string {
  return new Date(at).toISOString()
}

/** RFC 822 with a four-digit year, as RSS 2.0 wants it; to the second. */
function rssDate(at: Instant, hoursEast: number): string {
  const zone = hoursEast === 0 ? 'GMT' : `+${String(hoursEast).padStart(2, '0')}00`
  return new Date(at + hoursEast * 3_600_000).toUTCString().replace('GMT', zone)
}
