import type { Subscription } from '../model/push.ts'
import type { Instant } from '../model/time.ts'

const DAY_MS = 24 * 3_600_000
const TIMES_LONGER = 8

/** How many visits in a row may find what was not pushed: a visit can be quicker than a push. */
const MAX_MISSES = 2

/** Whether the hub pushes as it should: the lease runs, and what visits found had been pushed. */
export function isPushing({ leaving, leaseUntil, misses, pushedAt }: Subscription, now: Instant): boolean {
  // a hub that never pushed anything has no credit
  const most = pushedAt === null ? 1 : MAX_MISSES
  return !leaving && leaseUntil !== null && leaseUntil > now && misses < most
}

/**
 * When to visit an outlet whose hub pushes: eight times later than without, and within a day and the lease. It never
 * comes sooner than `ownVisitAt`, which holds all that the outlet asked for.
 */
export function backupVisitAt(visitedAt: Instant, ownVisitAt: Instant, leaseUntil: Instant): Instant {
  const slowAt = visitedAt + (ownVisitAt - visitedAt) * TIMES_LONGER
  return Math.max(ownVisitAt, Math.min(slowAt, visitedAt + DAY_MS, leaseUntil))
}
