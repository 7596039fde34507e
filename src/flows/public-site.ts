import { isForbiddenAddress, readAddress } from '../fetch/address.ts'
import type { Site } from '../model/config.ts'
import type { Outlet } from '../model/outlet.ts'

/** Names that lead nowhere from outside: RFC 2606, 6761, 6762, 8375, 9476, and what home routers hand out. */
const LOCAL_NAME =
  /(?:^|\.)(?:localhost|local|localdomain|internal|intranet|lan|home|home\.arpa|test|example|invalid|onion|alt)\.?$/

/** Whether hubs can reach us: `site.url` names a host of the open network. */
export function isPublicSite(url: string): boolean {
  const { hostname } = new URL(url)
  if (readAddress(hostname)) return !isForbiddenAddress(hostname, [])
  return hostname.includes('.') && !LOCAL_NAME.test(hostname)
}

/**
 * Whether an outlet's hub is asked to push it: as the operator says, else where the hub can reach us. An outlet whose
 * address nobody is to know is not named to a hub unasked.
 */
export function wantsHub(outlet: Outlet, { url }: Pick<Site, 'url'>): boolean {
  if (outlet.websub !== undefined) return outlet.websub
  const { username, password } = new URL(outlet.url)
  return !outlet.private && !username && !password && isPublicSite(url)
}
