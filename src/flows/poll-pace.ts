import type { Instant } from '../model/time.ts'

const MIN_S = 60
const MAX_S = 900
/** Of a topic that has hardly changed yet, nothing is known. */
const UNKNOWN_S = 300

/**
 * For how many seconds a poller need not come back: half of the mean time between a topic's latest changes, from one
 * minute to fifteen.
 *
 * `changedAt` is newest first. Nothing else counts, so that it stays the same until something changes.
 */
export function pollAfterS(changedAt: readonly Instant[]): number {
  const [newest, oldest] = [changedAt[0], changedAt.at(-1)]
  if (newest === undefined || oldest === undefined || changedAt.length < 2) return UNKNOWN_S
  const gapMs = (newest - oldest) / (changedAt.length - 1)
  return Math.min(MAX_S, Math.max(MIN_S, Math.round(gapMs / 2 / 1_000)))
}
