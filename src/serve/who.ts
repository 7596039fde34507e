import { createHash, timingSafeEqual } from 'node:crypto'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'

export const ADMIN_COOKIE = 'khulasa_admin'

const LOOPBACK_PEER = /^(?:127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/
const LOOPBACK_HOST = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?$/i

/**
 * Whether the client may change things, and see outlets' URLs and errors.
 *
 * With a token set, who brings it: as a Bearer, or as the cookie from a page of ours. Without one, only a loopback peer
 * that asked for a loopback Host: a foreign page whose name was rebound to us sends another Host.
 */
export function isAdmin(context: Context, token: string | undefined): boolean {
  if (!token)
    return LOOPBACK_PEER.test(peerOf(context)) && LOOPBACK_HOST.test(context.req.header('host') ?? '')
  const bearer = /^Bearer (.+)$/i.exec(context.req.header('authorization') ?? '')?.[1]
  if (bearer !== undefined) return isSame(bearer, token)
  const cookie = getCookie(context, ADMIN_COOKIE)
  return cookie !== undefined && isSame(cookie, cookieFor(token)) && isOurOrigin(context)
}

/** What the cookie holds: who reads it has not read the token itself. */
export function cookieFor(token: string): string {
  return createHash('sha256').update(`${ADMIN_COOKIE}:${token}`).digest('base64url')
}

/** Cookies come along with requests that other sites cause: what changes things must say that it comes from us. */
export function isOurOrigin(context: Context): boolean {
  if (context.req.method === 'GET' || context.req.method === 'HEAD') return true
  const origin = context.req.header('origin')
  return origin !== undefined && URL.parse(origin)?.host === context.req.header('host')
}

function peerOf(context: Context): string {
  // requests that came over no socket have no peer, so nobody is trusted
  return context.env?.incoming ? (getConnInfo(context).remote.address ?? '') : ''
}

/** In constant time, whatever the lengths. */
export function isSame(given: string, secret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(secret))
}
