/** Where a redirect leads, or what is wrong with it. */
export type Redirect =
  | { kind: 'hop'; url: URL; isPermanent: boolean }
  | { kind: 'loop'; why: string }
  | { kind: 'bad'; why: string }

const REDIRECTS = new Set([301, 302, 303, 307, 308])
const MAX_HOPS = 5

export function isRedirect(status: number): boolean {
  return REDIRECTS.has(status)
}

/**
 * Follows one redirect (RFC 9110 §15.4). `visited` holds the addresses asked so far, the last one being that which
 * redirects. Only 301 and 308 are permanent. Credentials that a Location brings are dropped.
 */
export function followRedirect(
  status: number,
  location: string | undefined,
  visited: readonly URL[],
): Redirect {
  const from = visited.at(-1)
  if (!from || location === undefined) return { kind: 'bad', why: 'redirects without saying where to' }
  const url = URL.parse(fromBytes(location), from.href)
  if (!url) return { kind: 'bad', why: 'redirects to what is no address' }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return { kind: 'bad', why: `redirects to ${url.protocol}, where we do not go` }
  }
  const bare = withoutCredentials(url)
  if (visited.some(before => before.href === bare.href)) return { kind: 'loop', why: 'redirects in a circle' }
  if (visited.length > MAX_HOPS) return { kind: 'loop', why: `redirects more than ${MAX_HOPS} times` }
  return { kind: 'hop', url: bare, isPermanent: status === 301 || status === 308 }
}

/** An address without name, password and fragment. */
export function withoutCredentials(url: URL): URL {
  const bare = new URL(url)
  bare.username = ''
  bare.password = ''
  bare.hash = ''
  return bare
}

/** Header bytes are read one a character; outlets that put Arabic into a Location send it as UTF-8. */
function fromBytes(value: string): string {
  return /[\x80-\xff]/.test(value) ? Buffer.from(value, 'latin1').toString() : value
}
