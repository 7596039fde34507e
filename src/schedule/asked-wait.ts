import type { FeedHints } from '../model/outlet.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

const PERIOD_MS: Record<string, number> = {
  hourly: 60 * MINUTE_MS,
  daily: DAY_MS,
  weekly: 7 * DAY_MS,
  monthly: 30 * DAY_MS,
  yearly: 365 * DAY_MS,
}

/**
 * For how many milliseconds an outlet asks not to be visited: the longest of what its answer (`freshForMs`, RFC 9111)
 * and its feed say (RSS 2.0 `ttl`; RSS 1.0 Syndication module). A day at most.
 */
export function askedToWaitMs(freshForMs: number, hints: FeedHints): number {
  return Math.min(Math.max(freshForMs, ttlMs(hints), updatePeriodMs(hints)), DAY_MS)
}

function ttlMs({ ttl = 0 }: FeedHints): number {
  return Number.isFinite(ttl) ? Math.max(ttl, 0) * MINUTE_MS : 0
}

/** The module's own defaults: daily where only the frequency is given, once where only the period is. */
function updatePeriodMs({ updatePeriod, updateFrequency }: FeedHints): number {
  if (updatePeriod === undefined && updateFrequency === undefined) return 0
  const period = (updatePeriod ?? 'daily').trim().toLowerCase()
  const periodMs = Object.hasOwn(PERIOD_MS, period) ? (PERIOD_MS[period] ?? 0) : 0
  const times = updateFrequency !== undefined && updateFrequency >= 1 ? updateFrequency : 1
  return periodMs / times
}
