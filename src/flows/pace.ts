import { freshForMs } from '../fetch/freshness.ts'
import type { FetchLimits } from '../model/config.ts'
import type { Fetched } from '../model/fetched.ts'
import type { Outlet } from '../model/outlet.ts'
import type { Instant } from '../model/time.ts'
import { askedToWaitMs } from '../schedule/asked-wait.ts'
import { nextVisitAt } from '../schedule/next-visit.ts'
import { publishingGapMs } from '../schedule/publishing-gap.ts'

export type VisitedOutlet = {
  outlet: Outlet
  visitedAt: Instant
  failures: number
  /** `<ttl>` of the feed that was read; null where it says none. */
  ttlMinutes: number | null
  /** How many articles of the last week it has, and the time of the oldest of them. */
  published: { count: number; since: Instant | null }
}

/** When an outlet is visited next, by what came of this visit and what it publishes. */
export function paceAfter(
  fetched: Fetched,
  { outlet, visitedAt, failures, ttlMinutes, published }: VisitedOutlet,
  { minIntervalMs, adaptive }: Pick<FetchLimits, 'minIntervalMs' | 'adaptive'>,
  jitter: number,
): Instant {
  const freshMs = 'headers' in fetched ? freshForMs(fetched.headers, visitedAt) : 0
  return nextVisitAt(visitedAt, {
    everyMs: outlet.everyMs,
    minIntervalMs,
    adaptive,
    publishingGapMs:
      published.since === null ? null : publishingGapMs(published.count, published.since, visitedAt),
    askedToWaitMs: askedToWaitMs(freshMs, { ttl: ttlMinutes ?? undefined }),
    retryAt: fetched.kind === 'refused' ? fetched.retryAt : null,
    failures,
    jitter,
  })
}
