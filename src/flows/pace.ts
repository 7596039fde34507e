import { freshForMs } from '../fetch/freshness.ts'
import type { FetchLimits } from '../model/config.ts'
import type { Fetched, FetchedHeaders } from '../model/fetched.ts'
import type { FeedHints, Outlet } from '../model/outlet.ts'
import type { Instant } from '../model/time.ts'
import { askedToWaitMs } from '../schedule/asked-wait.ts'
import { nextVisitAt } from '../schedule/next-visit.ts'
import { publishingGapMs } from '../schedule/publishing-gap.ts'

export type VisitedOutlet = {
  outlet: Outlet
  visitedAt: Instant
  failures: number
  /** What its feed says about when to come back, at this visit or at the last one that read it. */
  hints: FeedHints
  /** How many articles of the last week it has, and since when they are known; null where that does not matter. */
  published: { count: number; since: Instant } | null
}

/** Whether the visits of an outlet follow how often it publishes. */
export const isAdaptive = (outlet: Outlet, limits: Pick<FetchLimits, 'adaptive'>): boolean =>
  outlet.adaptive ?? limits.adaptive

const MAX_KEPT = 200

/** What an outlet asks for after a visit: what the feed says that was read, and what the last answer did. */
export function hintsAfter(fetched: Fetched, ofFeed: FeedHints | null, before: FeedHints): FeedHints {
  const { cacheControl: kept, ...feedsBefore } = before
  const isAnswer = fetched.kind === 'body' || fetched.kind === 'unchanged'
  const cacheControl = isAnswer ? keptHeaders(fetched, before)['cache-control']?.slice(0, MAX_KEPT) : kept
  return { ...(ofFeed ?? feedsBefore), ...(cacheControl === undefined ? {} : { cacheControl }) }
}

/** The headers of an answer; a 304 that says nothing of freshness leaves what was said before. */
function keptHeaders({ kind, headers }: Answered, { cacheControl }: FeedHints): FetchedHeaders {
  const isSaid = 'cache-control' in headers || 'expires' in headers
  return kind !== 'unchanged' || isSaid || !cacheControl
    ? headers
    : { ...headers, 'cache-control': cacheControl }
}

type Answered = Extract<Fetched, { headers: FetchedHeaders }>

/** When an outlet is visited next, by what came of this visit and what it publishes. */
export function paceAfter(
  fetched: Fetched,
  { outlet, visitedAt, failures, hints, published }: VisitedOutlet,
  limits: Pick<FetchLimits, 'minIntervalMs' | 'adaptive'>,
  jitter: number,
): Instant {
  // nothing was sent: its turn is only put off
  if (fetched.kind === 'refused' && fetched.boundByHost) return fetched.retryAt ?? visitedAt
  const freshMs = 'headers' in fetched ? freshForMs(keptHeaders(fetched, hints), visitedAt) : 0
  return nextVisitAt(visitedAt, {
    everyMs: outlet.everyMs,
    minIntervalMs: limits.minIntervalMs,
    adaptive: isAdaptive(outlet, limits),
    publishingGapMs: published === null ? null : publishingGapMs(published.count, published.since, visitedAt),
    askedToWaitMs: askedToWaitMs(freshMs, hints),
    retryAt: fetched.kind === 'refused' ? fetched.retryAt : null,
    failures,
    jitter,
    skipHours: hints.skipHours ?? [],
    skipDays: hints.skipDays ?? [],
  })
}
