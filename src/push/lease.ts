import type { Instant } from '../model/time.ts'

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const DAY_MS = 24 * 60 * MINUTE_MS

/** What we ask of an outlet's hub, and give a subscriber that leaves it to us: "10 days is a good default" (WebSub §8.2). */
export const LEASE_MS = 10 * DAY_MS
const MIN_LEASE_MS = MINUTE_MS
const MAX_LEASE_MS = 30 * DAY_MS

/** How long our hub pushes to a subscriber that asks for so much. No lease is perpetual (WebSub §5.3.1). */
export function grantedLeaseMs(askedMs: number | null): number {
  return Math.min(Math.max(askedMs ?? LEASE_MS, MIN_LEASE_MS), MAX_LEASE_MS)
}

/** How long we believe a hub that says so: what it forgets to end, our own asking ends. */
export function believedLeaseMs(saidMs: number): number {
  return Math.min(saidMs, MAX_LEASE_MS)
}

/**
 * When to ask a hub for another lease: with a quarter of it left, so that a hub that is down for a while loses us
 * nothing. A hub whose leases end within seconds is asked once a second at most.
 */
export function renewAt(confirmedAt: Instant, leaseMs: number): Instant {
  return confirmedAt + Math.max(Math.floor(leaseMs * 0.75), SECOND_MS)
}
