import { decodeHTMLAttribute } from 'entities'
import { Parser } from 'htmlparser2'

/** One subscription of a list. */
export type OpmlOutlet = {
  title: string | null
  /** The feed, an http(s) address. */
  url: string
  siteUrl: string | null
  /** The folders that it is in, outermost first, joined by " / "; null for none. */
  folder: string | null
  /** The id that it has with us, where the list is one of ours. */
  id?: string
}

const MAX_OUTLETS = 20_000
const MAX_DEPTH = 20

/**
 * Reads a subscription list (OPML 1.0 and 2.0, http://opml.org/spec2.opml) as programs write it: attributes in any case,
 * bare ampersands, HTML entities, missing end tags. Each feed once, where it stands first; what has no http(s) address is
 * left out. A text that is no OPML has none.
 */
export function parseOpml(text: string): OpmlOutlet[] {
  const found = new Map<string, OpmlOutlet>()
  const folders: (string | null)[] = []
  const parser = new Parser(
    {
      onopentag(name, attribs) {
        if (name !== 'outline') return
        const outlet = outletOf(attribs, folders)
        if (outlet && !found.has(outlet.url) && found.size < MAX_OUTLETS) found.set(outlet.url, outlet)
        folders.push(outlet ? null : nameOf(attribs) || null)
      },
      onclosetag(name) {
        if (name === 'outline') folders.pop()
      },
    },
    { xmlMode: true, decodeEntities: false, lowerCaseTags: true, lowerCaseAttributeNames: true },
  )
  parser.end(text)
  return [...found.values()]
}

type Attributes = Record<string, string>

/** Attributes are read as HTML does: "?a=1&copy=2" in an address has no entity in it (HTML §13.2.5.73). */
const read = (value: string | undefined) =>
  decodeHTMLAttribute(value ?? '')
    .replace(/\s+/g, ' ')
    .trim()

const nameOf = ({ title, text }: Attributes) => read(title) || read(text)

function outletOf(attribs: Attributes, folders: readonly (string | null)[]): OpmlOutlet | null {
  const isFeed = /^(rss|atom|feed)$/i.test(attribs.type ?? '')
  const url = httpUrl(attribs.xmlurl ?? (isFeed ? attribs.url : undefined))
  if (!url) return null
  const folder = folders.filter(Boolean).slice(0, MAX_DEPTH).join(' / ')
  const id = read(attribs['khulasa:id'])
  return {
    title: nameOf(attribs) || null,
    url,
    siteUrl: httpUrl(attribs.htmlurl),
    folder: folder || null,
    ...(id && { id }),
  }
}

/** Some programs escape twice, and browsers once wrote "feed:" for feeds. */
function httpUrl(address: string | undefined): string | null {
  const plain = read(address)
    .replaceAll('&amp;', '&')
    .replace(/^feed:(\/\/)?(?=https?:)/i, '')
    .replace(/^feed:/i, 'http:')
  const url = URL.parse(plain)
  return url?.protocol === 'http:' || url?.protocol === 'https:' ? url.href : null
}
