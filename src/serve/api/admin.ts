import type { Context } from 'hono'
import { isAdmin } from '../who.ts'

/**
 * Whether the API may show or change what is the admin's alone.
 *
 * Its answers may be read by any page (CORS), and a browser on this machine is trusted by its address: so a request that
 * another site's page makes is nobody's.
 */
export function isAdminHere(context: Context, token: string | undefined): boolean {
  return isAdmin(context, token) && !isForeign(context)
}

function isForeign(context: Context): boolean {
  if (context.req.header('sec-fetch-site') === 'cross-site') return true
  const origin = context.req.header('origin')
  return origin !== undefined && URL.parse(origin)?.host !== context.req.header('host')
}
