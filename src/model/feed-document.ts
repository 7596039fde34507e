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
  urls: FeedUrls
  /** The greatest updatedAt of the entries; for an empty feed the time its topic came to be. */
  updatedAt: Instant
  entries: FeedEntry[]
  /** WebSub hubs that push this feed. */
  hubs?: string[]
  /** How long a poller may wait, in minutes. */
  ttlMinutes?: number
  /** A picture of the feed, and a small square one. */
  image?: string
  icon?: string
  /** The neighbours of one page of a feed that is read in pages (RFC 5005 §3). */
  pages?: { first?: FeedUrls; previous?: FeedUrls; next?: FeedUrls; last?: FeedUrls }
  /** Where the feed's older entries are kept for good (RFC 5005 §4); archives are Atom, whatever links to them. */
  archive?: ArchiveLinks
  /** Entries that were in the feed and left it (RFC 6721). */
  deleted?: DeletedEntry[]
}

/** One feed's address in each format. */
export type FeedUrls = { rss: string; atom: string; json: string }

export type ArchiveLinks = {
  /** True for an archive page itself, which never changes again. */
  isArchive: boolean
  /** The archive page just older, and just newer, than this document. */
  previous?: string
  next?: string
  /** The feed that the archive belongs to. */
  current?: string
}

export type DeletedEntry = { id: string; at: Instant }

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
