import { isTrackingPixel } from './html-images.ts'
import { absoluteUrl } from './url.ts'

const PLAYER = /<iframe\b([^<>]*)>(?:[^<]*<\/iframe\s*>)?/gi
const ATTRIBUTE = /([a-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi

/**
 * Puts links where videos, posts and maps were embedded: an `<iframe>` runs another site's code and cannot stay, but
 * what it showed is often the point of the article. The link is named by the frame's title, else by its host.
 */
export function linkPlayers(html: string, baseUrl?: string | null): string {
  return html.replace(PLAYER, (_, source: string) => {
    const attribs = attributesOf(source)
    const url = absoluteUrl(attribs['data-src'] ?? attribs.src, baseUrl)
    if (!url || isTrackingPixel(attribs)) return ''
    return `<a href="${url.replace(/&/g, '&amp;')}">${attribs.title?.replace(/[<>]/g, '') || new URL(url).hostname}</a>`
  })
}

function attributesOf(source: string): Record<string, string> {
  const found: [string, string][] = []
  for (const [, name = '', double, single, bare] of source.slice(0, 4_000).matchAll(ATTRIBUTE)) {
    found.push([name.toLowerCase(), (double ?? single ?? bare ?? '').replace(/&amp;/g, '&')])
  }
  return Object.fromEntries(found)
}
