import type { Direction, Enclosure } from './article.ts'
import type { Why } from './entry.ts'
import type { Headline } from './story.ts'
import type { Instant } from './time.ts'

/** A feed as renderers take it, whatever the format. All URLs are absolute. */
export type FeedDocument = {
  /** Permanent id of the feed (Atom `<id>`): never an address that may change. */
  id: string
  title: string
  description: string | null
  language: string | null
  direction: Direction
  /** The page for people. */
  homeUrl: string
  /** The same feed in each format. */
  urls: { rss: string; atom: string; json: string }
  /** The greatest updatedAt of the entries; for an empty feed the time its topic came to be. */
  updatedAt: Instant
  entries: FeedEntry[]
}

export type FeedEntry = {
  /** `urn:uuid:…`. */
  id: string
  /** The lead article at its outlet; null where the outlet gave none. */
  url: string | null
  /** The story's page with us. */
  pageUrl: string
  title: string
  summary: string
  /** Safe HTML of the lead article, without the headlines. */
  html: string
  author: string | null
  language: string | null
  direction: Direction
  keywords: string[]
  image: string | null
  enclosures: Enclosure[]
  publishedAt: Instant
  updatedAt: Instant
  /** The outlet of the lead article. Its feed's URL is null where the outlet is private. */
  source: { id: string; title: string; siteUrl: string | null; feedUrl: string | null }
  headlines: Headline[]
  articleCount: number
  outletCount: number
  independentCount: number
  why: Why
}
