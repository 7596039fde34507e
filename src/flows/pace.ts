import { freshForMs } from '../fetch/freshness.ts'
import type { FetchLimits } from '../model/config.ts'
import type { Fetched } from '../model/fetched.ts'
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
  /** How many articles of the last week it has, and the time of the oldest of them; null where that does not matter. */
  published: { count: number; since: Instant | null } | null
}

/** Whether the visits of an outlet follow how often it publishes. */
export const isAdaptive = (outlet: Outlet, limits: Pick<FetchLimits, 'adaptive'>): boolean =>
  outlet.adaptive ?? limits.adaptive

/** When an outlet is visited next, by what came of this visit and what it publishes. */
export function paceAfter(
  fetched: Fetched,
  { outlet, visitedAt, failures, hints, published }: VisitedOutlet,
  limits: Pick<FetchLimits, 'minIntervalMs' | 'adaptive'>,
  jitter: number,
): Instant {
  // nothing was sent: its turn is only put off
  if (fetched.kind === 'refused' && fetched.boundByHost) return fetched.retryAt ?? visitedAt
  const freshMs = 'headers' in fetched ? freshForMs(fetched.headers, visitedAt) : 0
  return nextVisitAt(visitedAt, {
    everyMs: outlet.everyMs,
    minIntervalMs: limits.minIntervalMs,
    adaptive: isAdaptive(outlet, limits),
    publishingGapMs:
      published?.since == null ? null : publishingGapMs(published.count, published.since, visitedAt),
    askedToWaitMs: askedToWaitMs(freshMs, hints),
    retryAt: fetched.kind === 'refused' ? fetched.retryAt : null,
    failures,
    jitter,
    skipHours: hints.skipHours ?? [],
    skipDays: hints.skipDays ?? [],
  })
}
