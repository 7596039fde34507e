import type { FeedDocument, FeedEntry } from '../model/feed-document.ts'
import { asciiUrl } from './ascii-url.ts'
import { rfc822 } from './dates.ts'
import { type CleanEnclosure, cleanEnclosures, UNKNOWN_TYPE } from './enclosures.ts'
import { type ContentChoice, type RenderOptions, renderEntryHtml } from './entry-html.ts'
import { type FeedLink, feedLinks } from './feed-links.ts'
import { cdata, escapeText, hexText, lines, type Xml, xml, xmlDocument } from './xml.ts'

/**
 * Writes a feed as RSS 2.0 by the RSS Advisory Board's Best Practices Profile.
 *
 * Plain text (titles, categories) has `&` and `<` as hexadecimal references, an item's description is HTML (the escaped
 * summary) and comes before its body, `content:encoded`. One enclosure an item is all that readers agree on: the first;
 * the image and the other enclosures are `media:content`.
 */
export function renderRss(document: FeedDocument, { content = 'full' }: RenderOptions = {}): string {
  return xmlDocument`<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:fh="http://purl.org/syndication/history/1.0" xmlns:media="http://search.yahoo.com/mrss/">
<channel>
${lines(
  channel(document),
  document.entries.map(entry => item(entry, content)),
)}
</channel>
</rss>`
}

function channel(document: FeedDocument): Xml {
  const { language, ttlMinutes, image } = document
  const title = xml`<title>${hexText(document.title)}</title>`
  const link = xml`<link>${asciiUrl(document.homeUrl)}</link>`
  return lines(
    title,
    link,
    xml`<description>${hexText(document.description || document.title)}</description>`,
    language && xml`<language>${language}</language>`,
    xml`<lastBuildDate>${rfc822(document.updatedAt)}</lastBuildDate>`,
    xml`<generator>Khulasa</generator>`,
    ttlMinutes !== undefined && xml`<ttl>${ttlMinutes}</ttl>`,
    image && xml`<image><url>${asciiUrl(image)}</url>${title}${link}</image>`,
    document.archive?.isArchive && xml`<fh:archive/>`,
    feedLinks(document, 'rss').map(atomLink),
  )
}

function atomLink({ rel, type, href }: FeedLink): Xml {
  return xml`<atom:link rel="${rel}" type="${type}" href="${asciiUrl(href)}"/>`
}

function item(entry: FeedEntry, content: ContentChoice): Xml {
  const html = renderEntryHtml(entry, content)
  const summary = content === 'none' ? '' : entry.summary
  const [enclosure, ...otherEnclosures] = cleanEnclosures(entry.enclosures)
  return xml`<item>
${lines(
  entry.title && xml`<title>${hexText(entry.title)}</title>`,
  xml`<link>${asciiUrl(entry.url ?? entry.pageUrl)}</link>`,
  xml`<guid isPermaLink="false">${entry.id}</guid>`,
  xml`<pubDate>${rfc822(entry.publishedAt)}</pubDate>`,
  entry.author && xml`<dc:creator>${entry.author}</dc:creator>`,
  entry.language && xml`<dc:language>${entry.language}</dc:language>`,
  source(entry),
  entry.keywords.map(keyword => keyword && xml`<category>${hexText(keyword)}</category>`),
  (summary || html) && xml`<description>${escapeText(summary)}</description>`,
  html && xml`<content:encoded>${cdata(html)}</content:encoded>`,
  enclosure && enclosureElement(enclosure),
  entry.image && xml`<media:content url="${asciiUrl(entry.image)}" medium="image"/>`,
  otherEnclosures.map(mediaContent),
)}
</item>`
}

/** `<source>` requires the address of the outlet's feed; where that is not shown, its site is named instead. */
function source({ source: { title, feedUrl, siteUrl } }: FeedEntry): Xml | null {
  const url = feedUrl ?? siteUrl
  return url === null ? null : xml`<source url="${asciiUrl(url)}">${hexText(title)}</source>`
}

/** A length of 0 says that it is not known, as the profile asks. */
function enclosureElement({ url, type, length }: CleanEnclosure): Xml {
  return xml`<enclosure url="${url}" length="${length ?? 0}" type="${type ?? UNKNOWN_TYPE}"/>`
}

function mediaContent({ url, type, length }: CleanEnclosure): Xml {
  return xml`<media:content url="${url}" type="${type}" fileSize="${length}"/>`
}
