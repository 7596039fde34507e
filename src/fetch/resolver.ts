import { lookup, Resolver } from 'node:dns/promises'
import { LRUCache } from 'lru-cache'

export type ResolvedAddress = { address: string; family: 4 | 6 }

/** Finds the addresses of a name; rejects with a DNS error that bears a `code`. */
export type Resolve = (name: string) => Promise<ResolvedAddress[]>

const KEPT_NAMES = 5_000
const FOUND_MS = 5 * 60_000
const NOT_FOUND_MS = 30_000

/** Remembers what `resolve` found for five minutes, and that it found nothing for half a minute; asks once at a time. */
export function cachedResolver(resolve: Resolve, clock: { now(): number } = performance): Resolve {
  const asked = new LRUCache<string, Promise<ResolvedAddress[]>>({
    max: KEPT_NAMES,
    ttl: FOUND_MS,
    ttlResolution: 0,
    perf: clock,
  })
  return name => {
    const known = asked.get(name)
    if (known) return known
    const found = resolve(name)
    asked.set(name, found)
    found.catch(() => asked.set(name, found, { ttl: NOT_FOUND_MS }))
    return found
  }
}

/**
 * Asks the name servers directly: `getaddrinfo` would hold one of the process's four threads for as long as a dead
 * name server takes, and four dead names would stall every other outlet. It is asked only for names that the servers
 * do not know, as those of /etc/hosts, of a search domain, or of a machine without a name server.
 */
export function systemResolver(): Resolve {
  const resolver = new Resolver({ timeout: 3_000, tries: 2 })
  return async name => {
    if (isLocalhost(name)) return LOOPBACK
    const [ipv4, ipv6] = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)])
    const found: ResolvedAddress[] = []
    if (ipv4.status === 'fulfilled')
      found.push(...ipv4.value.map(address => ({ address, family: 4 as const })))
    if (ipv6.status === 'fulfilled')
      found.push(...ipv6.value.map(address => ({ address, family: 6 as const })))
    if (found.length > 0) return found
    const problem = ipv4.status === 'rejected' ? ipv4.reason : null
    if (problem?.code === 'ETIMEOUT') throw problem
    return (await lookup(name, { all: true })) as ResolvedAddress[]
  }
}

/** RFC 6761 §6.3: these names are the machine itself, whatever a name server says. */
function isLocalhost(name: string): boolean {
  return /(^|\.)localhost\.?$/i.test(name)
}

const LOOPBACK: ResolvedAddress[] = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
]
