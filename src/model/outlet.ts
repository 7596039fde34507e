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
  /** Its URL is shown nowhere, and its articles only in private topics. */
  private: boolean
}

/** The validators of the last good body, byte for byte as the outlet sent them (RFC 9110 §8.8). */
export type Validators = { etag: string | null; lastModified: string | null }

/** What we remember of an outlet between visits. */
export type OutletState = Validators & {
  id: string
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
