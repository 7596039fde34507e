import type { ArticleWords, NewArticle } from './article.ts'
import type { FeedHints, Outlet } from './outlet.ts'
import type { Repair } from './parsed-feed.ts'
import type { HubLinks } from './push.ts'
import type { Instant } from './time.ts'

/** A fetched body on its way to a reader. */
export type ReadJob = {
  outlet: Outlet
  bytes: Uint8Array
  /** Where the bytes came from, after redirects: the base of relative links. */
  url: string
  contentType: string | null
  headers: Record<string, string>
  seenAt: Instant
}

/** What a reader made of it. */
export type ReadOutcome =
  | {
      kind: 'feed'
      title: string | null
      siteUrl: string | null
      language: string | null
      articles: (NewArticle & { words: ArticleWords })[]
      /** Items that could not become articles, and why. */
      dropped: { title: string; reason: string }[]
      repairs: Repair[]
      /** What the feed itself says about when to come back. */
      hints: FeedHints
      /** The hub that pushes it; null where it names none. */
      hub: HubLinks | null
    }
  /** A page for people: addresses that may be its feed, likeliest first. */
  | { kind: 'page'; candidates: string[] }
  | { kind: 'not-a-feed'; reason: string }
  /** The reader needed more time or memory than it may have, and was ended. */
  | { kind: 'overran'; reason: string }
