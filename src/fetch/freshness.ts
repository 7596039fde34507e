import type { FetchedHeaders } from '../model/fetched.ts'
import type { Instant } from '../model/time.ts'

const SECOND_MS = 1_000

/** No answer binds us longer than a day: a mistyped year would silence an outlet for good. */
const MAX_MS = 24 * 60 * 60 * SECOND_MS

/**
 * For how many milliseconds an answer calls itself fresh, so that asking again before is useless: max-age less Age,
 * else Expires less Date (RFC 9111 §4.2). 0 where it says nothing, or wants to be asked each time (`no-cache`).
 */
export function freshForMs(headers: FetchedHeaders, now: Instant): number {
  const directives = readDirectives(headers['cache-control'] ?? '')
  if (directives.has('no-cache') || directives.has('no-store')) return 0
  const maxAgeMs = secondsAsMs(directives.get('max-age'))
  if (maxAgeMs !== null) return bounded(maxAgeMs - (secondsAsMs(headers.age) ?? 0))
  const expires = readHttpDate(headers.expires)
  if (expires === null) return 0
  return bounded(expires - (readHttpDate(headers.date) ?? now))
}

/** When Retry-After (RFC 9110 §10.2.3: seconds or a date) lets us come back; null where it says nothing readable. */
export function readRetryAfter(value: string | undefined, now: Instant): Instant | null {
  const waitMs = secondsAsMs(value)
  if (waitMs !== null) return now + bounded(waitMs)
  const at = readHttpDate(value)
  return at === null ? null : now + bounded(at - now)
}

function bounded(ms: number): number {
  return Math.min(Math.max(ms, 0), MAX_MS)
}

function secondsAsMs(value: string | undefined): number | null {
  const digits = value?.trim() ?? ''
  return /^\d{1,300}$/.test(digits) ? Number(digits) * SECOND_MS : null
}

/** The directives of Cache-Control by lower-cased name, quotes removed; the first of a name counts. */
function readDirectives(value: string): Map<string, string> {
  const directives = new Map<string, string>()
  for (const part of value.split(',')) {
    const [name = '', argument = ''] = part.split('=', 2)
    const key = name.trim().toLowerCase()
    if (!directives.has(key)) directives.set(key, argument.trim().replaceAll('"', ''))
  }
  return directives
}

/** RFC 9110 §5.6.7, all three formats; asctime names no zone and means GMT. Values as `0` and `-1` are no dates. */
function readHttpDate(value: string | undefined): Instant | null {
  const text = (value ?? '').trim()
  if (text.length > 64 || !/^[a-z]{3,9},? .*\d:\d\d:\d\d/i.test(text)) return null
  const at = Date.parse(/[a-z]$|[+-]\d{4}$/i.test(text) ? text : `${text} GMT`)
  return Number.isNaN(at) ? null : at
}
