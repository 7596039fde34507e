import { Parser } from 'htmlparser2'

/** A page says where its feed is in its first half million characters, or nowhere. */
const MAX_LENGTH = 500_000
const MAX_CANDIDATES = 20
/** Links to feeds in the text of a page; more are a list of them, and any is as good as another. */
const MAX_ANCHORS = 3

/** What feeds are served as; JSON Feed 1.1 registers the second-last, 1.0 was served as the last. */
const FEED_TYPES = new Set([
  'application/rss+xml',
  'application/atom+xml',
  'application/rdf+xml',
  'application/x-rss+xml',
  'application/feed+json',
  'application/json',
  'application/xml',
  'text/xml',
])

/** Where common software keeps its feed: WordPress and its like first, then site generators, Blogger. */
const COMMON_PATHS = [
  'feed',
  'rss',
  'rss.xml',
  'feed.xml',
  'atom.xml',
  'index.xml',
  'feeds/posts/default',
  'feed.json',
  'ar/rss.xml',
]

/** Comments and oEmbed are no news. */
const UNWANTED = /comments?\b|التعليقات|oembed|wp-json|opensearch/i

/**
 * The addresses where an HTML page's feed may be, likeliest first, at most 20: what its `<link rel="alternate">`
 * elements name (rel is a token list, `<base>` counts: HTML §4.6.7.1), its links that look like feeds, then the common
 * paths. Nothing is fetched. An address that is no http(s) URL has none.
 */
export function findFeedLinks(html: string, url: string): string[] {
  if (!isHttp(URL.parse(url))) return []
  const page = readPage(html.slice(0, MAX_LENGTH), url)
  const directory = new URL('.', url).href
  const common = [
    new URL('/', url).href,
    ...(directory === new URL('/', url).href ? [] : [directory]),
  ].flatMap(root => COMMON_PATHS.map(path => new URL(path, root).href))
  const wanted = page.links.filter(({ isUnwanted }) => !isUnwanted)
  const unwanted = page.links.filter(({ isUnwanted }) => isUnwanted)
  const named = [...wanted, ...unwanted].map(({ href }) => href)
  const candidates = [...named, ...page.anchors, ...common]
  return [...new Set(candidates)].filter(href => href !== url).slice(0, MAX_CANDIDATES)
}

/** Takes every element for a void one: a stack of open ones is what makes hostile pages slow. */
class FlatParser extends Parser {
  protected override isVoidElement(): boolean {
    return true
  }
}

type Page = { links: { href: string; isUnwanted: boolean }[]; anchors: string[] }

function readPage(html: string, url: string): Page {
  const page: Page = { links: [], anchors: [] }
  let base = url
  const resolve = (href: string | undefined) => {
    const address = URL.parse(href?.trim() ?? '', base)
    return href?.trim() && isHttp(address) ? address.href : null
  }
  const parser = new FlatParser({
    onopentag(name, { rel = '', type = '', href, title = '' }) {
      if (name === 'base' && base === url) base = resolve(href) ?? base
      const address = name === 'link' || name === 'a' ? resolve(href) : null
      if (!address || page.links.length >= MAX_CANDIDATES) return
      if (name === 'a' && page.anchors.length < MAX_ANCHORS && looksLikeFeed(address))
        page.anchors.push(address)
      if (name === 'link' && isFeedLink(rel, type, address)) {
        page.links.push({ href: address, isUnwanted: UNWANTED.test(address) || UNWANTED.test(title) })
      }
    },
  })
  parser.end(html)
  return page
}

function isFeedLink(rel: string, type: string, address: string): boolean {
  const tokens = rel.toLowerCase().split(/\s+/)
  const mediaType = type.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  const isFeed = mediaType ? FEED_TYPES.has(mediaType) : looksLikeFeed(address)
  // HTML once had rel="feed"; a stylesheet that is an alternate one is no feed
  if (tokens.includes('stylesheet')) return false
  return tokens.includes('feed') || (tokens.includes('alternate') && isFeed)
}

/** "/rss", "/rss.php?x=1", "/ar/rss/all.xml", "/feeds/": the word alone, not "/feedback" or "/feed-the-world". */
const looksLikeFeed = (address: string) =>
  /[./](rss|atom|rdf|feeds?)([./?]|$)/i.test(new URL(address).pathname.slice(0, 300)) &&
  !UNWANTED.test(address)

const isHttp = (url: URL | null): url is URL => url?.protocol === 'http:' || url?.protocol === 'https:'
