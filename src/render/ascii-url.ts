import { dropForbidden } from './characters.ts'

/** What RFC 2396 has no place for: RSS and Atom readers, and validators, take no other characters in an address. */
const OUTSIDE = /[^\w;/?:@&=+$.\-!~*'()%,#]/gu

/** An address in ASCII: the host in Punycode, what else no URI may hold percent-encoded. */
export function asciiUrl(url: string): string {
  if (url.search(OUTSIDE) === -1) return url
  const href = URL.parse(url)?.href ?? url
  const path = href.indexOf('/', href.indexOf('://') + 3)
  if (!href.includes('://') || path === -1) return encode(href)
  return href.slice(0, path) + encode(href.slice(path))
}

function encode(text: string): string {
  return dropForbidden(text).replace(OUTSIDE, encodeURIComponent)
}
