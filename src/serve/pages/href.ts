import type { Site } from '../../model/config.ts'

const WEB = new Set(['http:', 'https:'])

/**
 * Gives an outlet's URL as it may stand in `href` or `src`, or null where it must be shown as text: anything but
 * absolute http(s) could run script (`javascript:`, `data:`) or lead to us (a relative path).
 */
export function outsideHref(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null
  const parsed = new URL(url)
  return WEB.has(parsed.protocol) ? parsed.href : null
}

/** Gives a path of ours as links write it: behind the path of the site's own URL, where it has one. */
export function ourPath(site: Site, path: string): string {
  return `${new URL(site.url).pathname.replace(/\/$/, '')}${path}`
}

/**
 * Gives the path of an absolute URL of ours, so that a page works under whatever name it was reached. A URL
 * elsewhere stays as it is, if it may be linked at all; else it leads to the river.
 */
export function ourHref(site: Site, url: string): string {
  const home = new URL(site.url)
  if (!URL.canParse(url, home)) return ourPath(site, '/')
  const parsed = new URL(url, home)
  if (parsed.origin === home.origin) return `${parsed.pathname}${parsed.search}${parsed.hash}`
  return outsideHref(parsed.href) ?? ourPath(site, '/')
}
