import type { Instant } from '../model/time.ts'

const DAY_MS = 24 * 3_600_000

/** How far back the articles are counted: a whole week, since outlets rest at night and on some days. */
export const PUBLISHING_WINDOW_MS = 7 * DAY_MS

/**
 * How many milliseconds an outlet leaves between two articles, on average.
 *
 * `count` is how many of its articles lie within the window, `since` from when on they are known: the time of the oldest
 * of them, or when the outlet was first visited. The silence since the last one counts, so an outlet that stops
 * publishing is visited less and less. Null where that cannot be told yet: of fewer than two in less than a day.
 */
export function publishingGapMs(count: number, since: Instant, now: Instant): number | null {
  const spanMs = Math.min(now - since, PUBLISHING_WINDOW_MS)
  if (spanMs <= 0 || (count < 2 && spanMs < DAY_MS)) return null
  return spanMs / Math.max(count, 1)
}
