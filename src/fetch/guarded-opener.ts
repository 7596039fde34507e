import { connect, isIP, type LookupFunction, Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { LRUCache } from 'lru-cache'
import { isForbiddenAddress, type Range } from './address.ts'
import { bareHost, type Opener, tlsOptions } from './opener.ts'
import type { Resolve, ResolvedAddress } from './resolver.ts'

const MAX_SESSIONS = 100
const NONE = {}

/** A host all of whose addresses are forbidden. */
export class RefusedAddressError extends Error {
  readonly code = 'REFUSED_ADDRESS'
}

/**
 * Opens connections to allowed addresses only. A name is judged by the very addresses that are then connected to, so
 * that a name that resolves differently the second time (DNS rebinding) gains nothing.
 */
export function guardedOpener(resolve: Resolve, allowed: readonly Range[]): Opener {
  const reach = { lookup: guardedLookup(resolve, allowed), autoSelectFamily: true, noDelay: true }
  const sessions = new LRUCache<string, Buffer>({ max: MAX_SESSIONS })
  return {
    open(url, { note }) {
      const host = bareHost(url)
      // an address is not looked up
      if (isIP(host) && isForbiddenAddress(host, allowed))
        return note(new Socket()).destroy(new RefusedAddressError(host))
      if (url.protocol === 'http:') return note(connect({ ...reach, host, port: Number(url.port || 80) }))
      const session = sessions.get(url.origin)
      const to = { ...reach, ...tlsOptions(host), host, port: Number(url.port || 443) }
      const socket = connectTls(session ? { ...to, session } : to)
      return note(socket.on('session', newer => sessions.set(url.origin, newer)))
    },
    target: ({ pathname, search }) => pathname + search,
    headers: () => NONE,
  }
}

/** The addresses of a host that we may connect to. Throws RefusedAddressError when it has others only. */
export async function allowedAddresses(
  host: string,
  resolve: Resolve,
  allowed: readonly Range[],
): Promise<ResolvedAddress[]> {
  const family = isIP(host)
  const found = family ? [{ address: host, family: family as 4 | 6 }] : await resolve(host)
  const open = found.filter(({ address }) => !isForbiddenAddress(address, allowed))
  if (open.length === 0) throw new RefusedAddressError(host)
  return open
}

function guardedLookup(resolve: Resolve, allowed: readonly Range[]): LookupFunction {
  return (host, options, callback) => {
    allowedAddresses(host, resolve, allowed).then(
      open => (options.all ? callback(null, open) : callback(null, open[0]?.address ?? '', open[0]?.family)),
      error => callback(error, ''),
    )
  }
}
