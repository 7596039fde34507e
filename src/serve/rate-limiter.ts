import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import type { ServeDeps } from './deps.ts'
import { RateLimit } from './rate-limit.ts'
import { isAdmin } from './who.ts'

/** Answers 429 to a client that asks for too much; undefined for everybody else. */
export type Limiter = (context: Context) => Response | undefined

/** What must be made for one client alone: far more than a reader needs, far less than would be felt by the others. */
const GENEROUS = { burst: 120, perSecond: 4 }

/** Queries of one client: typing one and looking at its pages, not a crawl of the archive. */
export const QUERIES = { burst: 30, perSecond: 0.5 }

const LOCAL_PEER = /^(?:::ffff:)?127\.|^::1$/

/** Limits what each client may have made for itself. The admin may have all there is. */
export function rateLimiter(
  { adminToken, now }: Pick<ServeDeps, 'adminToken' | 'now'>,
  rate = GENEROUS,
): Limiter {
  const limit = new RateLimit(rate)
  return context => {
    if (isAdmin(context, adminToken)) return undefined
    const waitS = limit.take(clientOf(context), now())
    if (waitS === 0) return undefined
    const text = `You ask for more than we can make for one client; try again in ${waitS} s.\n`
    return context.text(text, 429, { 'retry-after': String(waitS), 'cache-control': 'no-store' })
  }
}

/** Behind a proxy on this machine it is whom the proxy names, last in its list; nobody else is believed. */
export function clientOf(context: Context): string {
  const peer = context.env?.incoming ? (getConnInfo(context).remote.address ?? '') : ''
  const named = LOCAL_PEER.test(peer) ? context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : ''
  return networkOf(named || peer)
}

/** Who has one IPv6 address has 2^64 of them (RFC 6177). */
function networkOf(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address.slice(0, 45)
  const [head = '', tail = ''] = address.slice(0, 45).split('::')
  const groups = head.split(':').filter(Boolean)
  const last = tail.split(':').filter(Boolean)
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - last.length) }, () => '0')
  return [...groups, ...zeros, ...last].slice(0, 4).join(':')
}
