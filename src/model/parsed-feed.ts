import type { FeedHints } from './outlet.ts'

/** What one feed document said, read but not yet judged: URLs absolute, dates as ISO strings, HTML as written. */
export type ParsedFeed = {
  /** The character encoding that the bytes were read with, by its WHATWG name. */
  encoding: string
  /** How that encoding was found. */
  encodingFrom: 'bom' | 'http' | 'declaration' | 'detected' | 'default'
  format: FeedFormat
  repairs: Repair[]
  feed: ParsedFeedInfo
  items: ParsedItem[]
}

export type FeedFormat = 'rss' | 'rdf' | 'atom' | 'json' | 'cdf'

/** Something that had to be mended before the document could be read, by a short stable code and how often. */
export type Repair = { kind: string; count: number }

export type ParsedFeedInfo = {
  id?: string
  title?: string
  description?: string
  link?: string
  language?: string
  rights?: string
  published?: string
  updated?: string
  icon?: string
  logo?: string
  /** Minutes, as RSS says it. */
  ttl?: number
  /** All that it asks of those who poll it, `ttl` among it. */
  hints?: FeedHints
  image?: { url?: string; title?: string; link?: string }
  authors: Person[]
  author?: string
  categories: ParsedCategory[]
  links: ParsedLink[]
  /** Members that hold plain text that would mean something else if read as HTML: `a < b` in an Atom `type="text"`. */
  plainText?: HtmlMember[]
}

export type ParsedItem = {
  id?: string
  title?: string
  link?: string
  summary?: string
  content?: string
  published?: string
  updated?: string
  authors: Person[]
  author?: string
  categories: ParsedCategory[]
  links: ParsedLink[]
  enclosures: ParsedEnclosure[]
  image?: { url: string }
  comments?: string
  language?: string
  rights?: string
  source?: { title?: string; id?: string; link?: string; updated?: string }
  media?: { thumbnails: { url: string }[] }
  /** As in `ParsedFeedInfo`. */
  plainText?: HtmlMember[]
}

/** Members that hold HTML, unless `plainText` names them. */
export type HtmlMember = 'title' | 'description' | 'summary' | 'content' | 'rights'

export type Person = { name?: string; email?: string; url?: string }
export type ParsedCategory = { term: string; scheme?: string; label?: string }
export type ParsedLink = { rel?: string; href: string; type?: string; title?: string; hreflang?: string }
export type ParsedEnclosure = { url: string; type?: string; length?: number }
