import type { Instant } from '../model/time.ts'

const SECOND_MS = 1_000
const HOUR_MS = 3_600 * SECOND_MS
const FIRST_WAIT_MS = 10 * SECOND_MS
const MAX_WAIT_MS = 2 * HOUR_MS
const JITTER = 0.25
const GIVE_UP_MS = 24 * HOUR_MS

/**
 * When to try again what failed `failures` times in a row: after 10 s, then twice as long each time, up to two hours.
 * `jitter` in 0..1 lengthens the wait by up to a quarter, so that those that failed together do not come back together.
 */
export function retryAt(failedAt: Instant, failures: number, jitter: number): Instant {
  const waitMs = Math.min(FIRST_WAIT_MS * 2 ** (failures - 1), MAX_WAIT_MS)
  return failedAt + Math.ceil(waitMs * (1 + JITTER * jitter))
}

/** Whether something has failed for so long that it is not tried again: a day. */
export function isGivenUp(failingSince: Instant, now: Instant): boolean {
  return now - failingSince >= GIVE_UP_MS
}
