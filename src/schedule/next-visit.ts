import type { Instant } from '../model/time.ts'

/** All that decides when an outlet is visited next. */
export type Pace = {
  /** The interval to start from, as configured. */
  everyMs: number
  /** No interval is shorter. */
  minIntervalMs: number
  /** Whether the interval follows what the outlet publishes. */
  adaptive: boolean
  /** Between two of its articles, on average (see `publishingGapMs`); null while not known. */
  publishingGapMs: number | null
  /** How long its feed asks to be left alone (see `askedToWaitMs`). */
  askedToWaitMs: number
  /** When a refusal (429, 503) lets us come back; null where it did not say, or there was none. */
  retryAt: Instant | null
  /** Visits in a row that failed or were refused. */
  failures: number
  /** A random number in 0..1: spreads the outlets of a host that failed together. */
  jitter: number
  /** Hours of the day (0–23, UTC) in which the feed asks not to be visited. */
  skipHours?: readonly number[]
  /** Days of the week, by English name, in UTC. */
  skipDays?: readonly string[]
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** How much longer a wait after a failure may get by chance. */
const JITTER = 0.25

/**
 * Says when an outlet should next be visited, `visitedAt` being the end of the visit before.
 *
 * An article waits half its outlet's usual gap at most, so we come twice a gap. Each failure in a row doubles the wait,
 * so a dead outlet costs little. What the outlet asks for (Retry-After, max-age, ttl: RFC 9110 §10.2.3, RFC 9111 §5.2)
 * only lengthens it. Nothing waits more than a day (or `everyMs`, where that is longer), but to leave out the hours and
 * days that the feed names.
 */
export function nextVisitAt(visitedAt: Instant, pace: Pace): Instant {
  const longestMs = Math.max(DAY_MS, pace.everyMs)
  const backoffMs = intervalMs(pace) * backoff(pace)
  const retryMs = pace.retryAt === null ? 0 : pace.retryAt - visitedAt
  const waitMs = Math.min(Math.max(backoffMs, pace.askedToWaitMs, retryMs), longestMs)
  return pastSkipped(visitedAt + Math.ceil(waitMs), pace)
}

function intervalMs({ everyMs, minIntervalMs, adaptive, publishingGapMs }: Pace): number {
  if (!adaptive || publishingGapMs === null) return Math.max(everyMs, minIntervalMs)
  return Math.min(Math.max(publishingGapMs / 2, minIntervalMs), Math.max(DAY_MS, everyMs))
}

function backoff({ failures, jitter }: Pace): number {
  return failures === 0 ? 1 : 2 ** failures * (1 + JITTER * jitter)
}

/** Goes on to the first hour that is left open; a feed that closes all of them means none. */
function pastSkipped(at: Instant, { skipHours = [], skipDays = [] }: Pace): Instant {
  if (skipHours.length === 0 && skipDays.length === 0) return at
  const hours = new Set(skipHours.map(hour => hour % 24))
  const days = new Set(skipDays.map(day => day.trim().toLowerCase()))
  const isSkipped = (moment: Instant) => {
    const date = new Date(moment)
    return hours.has(date.getUTCHours()) || days.has(WEEKDAYS[date.getUTCDay()] ?? '')
  }
  for (let open = at, tried = 0; tried <= 7 * 24; tried++) {
    if (!isSkipped(open)) return open
    open = (Math.floor(open / HOUR_MS) + 1) * HOUR_MS
  }
  return at
}

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
