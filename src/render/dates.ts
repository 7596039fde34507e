import type { Instant } from '../model/time.ts'

/** Years are written with four digits; an instant outside them is written as the nearest one inside. */
const EARLIEST = Date.parse('0001-01-01T00:00:00Z')
const LATEST = Date.parse('9999-12-31T23:59:59Z')

/** An instant as Atom and JSON Feed write it (RFC 3339), in UTC, to the millisecond. */
export function rfc3339(at: Instant): string {
  return written(at).toISOString()
}

/** An instant as RSS writes it (RFC 822 with a year of four digits, RFC 2822 §3.3), in GMT, to the second. */
export function rfc822(at: Instant): string {
  return written(at).toUTCString()
}

function written(at: Instant): Date {
  return new Date(Math.min(Math.max(at, EARLIEST), LATEST))
}
