import type { Enclosure } from '../model/article.ts'
import type { ParsedItem } from '../model/parsed-feed.ts'
import { absoluteUrl } from './url.ts'

const MAX_ENCLOSURES = 20

export function enclosuresOf(item: ParsedItem, baseUrl: string | null): Enclosure[] {
  const found = new Map<string, Enclosure>()
  for (const { url, type, length } of item.enclosures) {
    const address = absoluteUrl(url, baseUrl)
    if (!address || found.has(address) || found.size === MAX_ENCLOSURES) continue
    const isLength = length !== undefined && Number.isSafeInteger(length) && length > 0
    found.set(address, { url: address, type: mediaType(type), length: isLength ? length : null })
  }
  return [...found.values()]
}

/** A media type without parameters (RFC 6838 §4.2); null for what is none. */
function mediaType(type: string | undefined): string | null {
  const plain = type?.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  return /^[a-z0-9][a-z0-9!#$&^_.+-]{0,60}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,60}$/.test(plain) ? plain : null
}

/** The picture of an article: the one the item names, an attached one, a thumbnail, else the first of its body. */
export function imageOf(
  item: ParsedItem,
  enclosures: Enclosure[],
  html: string,
  baseUrl: string | null,
): string | null {
  const attached = enclosures.find(
    ({ url, type }) => type?.startsWith('image/') || (!type && PICTURE.test(url)),
  )
  const named = absoluteUrl(item.image?.url, baseUrl) ?? attached?.url
  return named ?? absoluteUrl(item.media?.thumbnails[0]?.url, baseUrl) ?? firstPicture(html)
}

const PICTURE = /\.(jpe?g|png|webp|gif|avif)(\?|$)/i

/** Of HTML that `sanitizeHtml` wrote: its form is known. */
function firstPicture(html: string): string | null {
  const src = /<img\b[^>]*? src="([^"]+)"/.exec(html)?.[1]
  return absoluteUrl(src?.replace(/&quot;/g, '"').replace(/&amp;/g, '&'))
}
