import type { Instant } from '../model/time.ts'

/** Years are written with four digits; an instant outside them is written as the nearest one inside. */
const EARLIEST = Date.parse('0001-01-01T00:00:00Z')
const LATEST = Date.parse('9999-12-31T23:59:59Z')

/** An instant as Atom and JSON Feed write it (RFC 3339), in UTC, to the millisecond. */
export function rfc3339(at: Instant): string {
  return written(at).toISOString()
}

/**
 * The same with nine digits, of which the last six are the entry's own, made from its id.
 *
 * Entries that came with one visit changed at the same instant, and programs that merge feeds by `<updated>` may take them
 * for one: validators warn of it.
 */
export function ownInstant(at: Instant, id: string): string {
  return rfc3339(at).replace('Z', `${String(hashOf(id) % 1_000_000).padStart(6, '0')}Z`)
}

/** FNV-1a (RFC 9923). */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/** An instant as RSS writes it (RFC 822 with a year of four digits, RFC 2822 §3.3), in GMT, to the second. */
export function rfc822(at: Instant): string {
  return written(at).toUTCString()
}

function written(at: Instant): Date {
  return new Date(Math.min(Math.max(at, EARLIEST), LATEST))
}
