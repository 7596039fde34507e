import type { IdentifiedArticle } from './article.ts'
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
  /** What the outlet's feed listed before; where nothing is known, or all of it is to be read, absent. */
  known?: KnownFeed
}

/** What a reader need not read again: the hashes of items that it read before, and the language that the feed is in. */
export type KnownFeed = { slices: string[]; language: string | null }

/** An item of a body: the hash of its bytes, and the place in `articles` of what it became; null where it was known. */
export type ReadSlice = { hash: string; article: number | null }

/** What a reader made of it. */
export type ReadOutcome =
  | {
      kind: 'feed'
      title: string | null
      siteUrl: string | null
      language: string | null
      /** Without those that were known. */
      articles: IdentifiedArticle[]
      /** Every item of the body; null where it could not be cut with certainty, and was read whole. */
      slices: ReadSlice[] | null
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
