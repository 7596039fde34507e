import { isIP, type LookupFunction } from 'node:net'
import { buildConnector } from 'undici'
import { isForbiddenAddress, type Range } from './address.ts'
import type { Resolve, ResolvedAddress } from './resolver.ts'

const CONNECT_TIMEOUT_MS = 10_000

/** A host all of whose addresses are forbidden. */
export class RefusedAddressError extends Error {
  readonly code = 'REFUSED_ADDRESS'
}

/**
 * Opens connections to allowed addresses only. A name is judged by the very addresses that are then connected to, so
 * that a name that resolves differently the second time (DNS rebinding) gains nothing.
 */
export function guardedConnector(resolve: Resolve, allowed: readonly Range[]): buildConnector.connector {
  const connect = buildConnector({
    allowH2: false,
    timeout: CONNECT_TIMEOUT_MS,
    autoSelectFamily: true,
    lookup: guardedLookup(resolve, allowed),
  })
  return (options, callback) => {
    if (isIP(options.hostname) && isForbiddenAddress(options.hostname, allowed)) {
      callback(new RefusedAddressError(options.hostname), null)
    } else connect(options, callback)
  }
}

/** The addresses of a host that we may connect to. Throws RefusedAddressError when it has others only. */
export async function allowedAddresses(
  host: string,
  resolve: Resolve,
  allowed: readonly Range[],
): Promise<ResolvedAddress[]> {
  const bare = host.replace(/^\[|\]$/g, '')
  const family = isIP(bare)
  const found = family ? [{ address: bare, family: family as 4 | 6 }] : await resolve(bare)
  const open = found.filter(({ address }) => !isForbiddenAddress(address, allowed))
  if (open.length === 0) throw new RefusedAddressError(bare)
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
