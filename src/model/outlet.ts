import type { Repair } from './parsed-feed.ts'
import type { Instant } from './time.ts'

/** A publisher's feed that we poll, as configured, defaults filled in. */
export type Outlet = {
  id: string
  /** An http(s) URL of a feed or a site, or a `file:` URL. */
  url: string
  /** The operator's name for it, else null: the feed's own title is shown. */
  title: string | null
  language: string | null
  /** The IANA zone of dates that name none. */
  timezone: string | null
  everyMs: number
  /** Who owns it: outlets of one owner count as one source. Null where nobody said. */
  owner: string | null
  /** Its URL is shown nowhere, and its articles only in private topics. */
  private: boolean
  /** Whether its hub, if it names one, is asked to push it; where nothing is said, when `site.url` is public. */
  websub?: boolean
  /** Whether visits follow how often it publishes; as for all outlets where nothing is said. */
  adaptive?: boolean
  /** Sent to its own host with each request. */
  headers?: Record<string, string>
}

/** The validators of the last good body, byte for byte as the outlet sent them (RFC 9110 §8.8). */
export type Validators = { etag: string | null; lastModified: string | null }

/** What a feed says about when to come back, as it says it; kept over visits that bring no body. */
export type FeedHints = {
  /** `<ttl>`, in minutes. */
  ttl?: number
  /** `<sy:updatePeriod>`: hourly, daily, weekly, monthly or yearly. */
  updatePeriod?: string
  /** `<sy:updateFrequency>`: how often within a period. */
  updateFrequency?: number
  /** `<skipHours>`: hours of the day (0–23, UTC) in which not to come. */
  skipHours?: number[]
  /** `<skipDays>`: days of the week by English name, in UTC. */
  skipDays?: string[]
  /** `Cache-Control` of the answer that is kept; a 304 that names none leaves it (RFC 9111 §3.2). */
  cacheControl?: string
}

/** An article that an outlet's feed lists, with the hash of its item's bytes; null where items could not be told apart. */
export type ListedItem = [hash: string | null, articleId: number]

/** Where an outlet's feed is asked for, other than at its configured address. */
export type OutletAddress = {
  /** The feed that was found behind a site's address. */
  feedUrl: string | null
  /** Where it has moved for good. */
  movedTo: string | null
  /** Where the last visit was sent for good: it has moved there when the next one is, too. */
  moveSeenOnce: string | null
}

/** What we remember of an outlet between visits. */
export type OutletState = Validators &
  OutletAddress & {
    id: string
    hints: FeedHints
    /** The hash of the last body that was parsed; an equal one is not parsed again. */
    bodyHash: string | null
    /** Visits in a row that failed. */
    failures: number
    nextVisitAt: Instant
  }

/** One polling of an outlet, and its outcome. */
export type Visit = {
  outletId: string
  at: Instant
  /** How long it took, in milliseconds. */
  tookMs: number
  outcome: VisitOutcome
  /** HTTP status; null where no answer came. */
  status: number | null
  bytes: number
  newArticles: number
  changedArticles: number
  /** What went wrong, for the operator; null when nothing did. */
  problem: string | null
  repairs: Repair[]
}

export type VisitOutcome =
  | 'read' // a body that was read, whether or not it held anything new
  | 'unchanged' // 304, or the same bytes as last time
  | 'refused' // 429 or 503: asked to wait
  | 'gone' // 410
  | 'failed' // no answer, an error status, too large, too slow
  | 'not-a-feed'

/** An outlet's name as people see it, and where its site is. */
export type OutletCard = { id: string; title: string; siteUrl: string | null; language: string | null }
