import type { DeletedEntry, FeedDocument, FeedEntry } from '../model/feed-document.ts'
import type { Headline } from '../model/story.ts'
import { asciiUrl } from './ascii-url.ts'
import { ownInstant, rfc3339 } from './dates.ts'
import { type CleanEnclosure, cleanEnclosures } from './enclosures.ts'
import { type ContentChoice, coverageFirst, type RenderOptions, renderEntryHtml } from './entry-html.ts'
import { type FeedLink, feedLinks } from './feed-links.ts'
import { cdata, lines, type Xml, xml, xmlDocument } from './xml.ts'

/**
 * Writes a feed as Atom 1.0 (RFC 4287), with paging and archives (RFC 5005) and deleted entries (RFC 6721).
 *
 * The linked headlines are `rel="related"` links; `rel="via"` and `atom:source` say which outlet the entry came from.
 */
export function renderAtom(document: FeedDocument, { content = 'full' }: RenderOptions = {}): string {
  const entries = document.entries.map(entry => atomEntry(entry, content))
  return xmlDocument`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${document.language}">
${lines(head(document), document.deleted?.map(deletedEntry), entries)}
</feed>`
}

function head(document: FeedDocument): Xml {
  return lines(
    xml`<id>${document.id}</id>`,
    xml`<title>${document.title}</title>`,
    document.description && xml`<subtitle>${document.description}</subtitle>`,
    xml`<updated>${rfc3339(document.updatedAt)}</updated>`,
    xml`<generator>Khulasa</generator>`,
    document.icon && xml`<icon>${asciiUrl(document.icon)}</icon>`,
    document.image && xml`<logo>${asciiUrl(document.image)}</logo>`,
    xml`<link rel="alternate" type="text/html" href="${asciiUrl(document.homeUrl)}"/>`,
    feedLinks(document, 'atom').map(feedLink),
    document.archive?.isArchive && xml`<fh:archive xmlns:fh="http://purl.org/syndication/history/1.0"/>`,
  )
}

function feedLink({ rel, type, href }: FeedLink): Xml {
  return xml`<link rel="${rel}" type="${type}" href="${asciiUrl(href)}"/>`
}

function deletedEntry({ id, at }: DeletedEntry): Xml {
  return xml`<at:deleted-entry xmlns:at="http://purl.org/atompub/tombstones/1.0" ref="${id}" when="${rfc3339(at)}"/>`
}

function atomEntry(entry: FeedEntry, content: ContentChoice): Xml {
  const html = renderEntryHtml(entry, content)
  return xml`<entry xml:lang="${entry.language}">
${lines(
  xml`<id>${entry.id}</id>`,
  xml`<title>${entry.title}</title>`,
  xml`<published>${rfc3339(entry.publishedAt)}</published>`,
  xml`<updated>${ownInstant(entry.updatedAt, entry.id)}</updated>`,
  xml`<author><name>${authorName(entry)}</name></author>`,
  xml`<link rel="alternate" type="text/html" hreflang="${entry.language}" href="${asciiUrl(entry.url ?? entry.pageUrl)}"/>`,
  via(entry),
  coverageFirst(entry.headlines).map(related),
  cleanEnclosures(entry.enclosures).map(enclosure),
  entry.keywords.map(keyword => keyword && xml`<category term="${keyword}"/>`),
  content !== 'none' && entry.summary && xml`<summary>${entry.summary}</summary>`,
  html && xml`<content type="html">${cdata(html)}</content>`,
  source(entry),
)}
</entry>`
}

/** Every entry must have an author (RFC 4287 §4.1.2); where the article names none, it is its outlet. */
function authorName({ author, source }: FeedEntry): string {
  return author || source.title || source.id
}

/** Where the entry came from: the outlet's feed, or its site where the feed is not shown. */
function via({ source: { feedUrl, siteUrl, title } }: FeedEntry): Xml | null {
  const href = feedUrl ?? siteUrl
  return href === null ? null : xml`<link rel="via" title="${title || null}" href="${asciiUrl(href)}"/>`
}

function related({ url, title, language }: Headline): Xml | null {
  return url === null
    ? null
    : xml`<link rel="related" type="text/html" hreflang="${language}" title="${title || null}" href="${asciiUrl(url)}"/>`
}

function enclosure({ url, type, length }: CleanEnclosure): Xml {
  return xml`<link rel="enclosure" type="${type}" length="${length}" href="${url}"/>`
}

/**
 * The outlet's feed, as far as the entry knows it (RFC 4287 §4.2.11): its id is the address that we poll (nothing where
 * that is not shown), and it changed at the latest when it published the article.
 */
function source({ source: { title, feedUrl, siteUrl }, publishedAt }: FeedEntry): Xml {
  const id = feedUrl ?? siteUrl
  return xml`<source>
${lines(
  id && xml`<id>${canonicalUrl(id)}</id>`,
  xml`<title>${title}</title>`,
  xml`<updated>${rfc3339(publishedAt)}</updated>`,
  siteUrl && xml`<link rel="alternate" type="text/html" href="${asciiUrl(siteUrl)}"/>`,
  feedUrl && xml`<link rel="self" href="${asciiUrl(feedUrl)}"/>`,
)}
</source>`
}

/** Ids are compared letter by letter, so they must be written in one way only (RFC 4287 §4.2.6.1). */
function canonicalUrl(url: string): string {
  return asciiUrl(URL.parse(url)?.href ?? url)
}
