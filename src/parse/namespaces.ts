/** Which prefix we write for a namespace, whatever prefix the outlet chose. `''` is RSS's own, unnamed vocabulary. */
const PREFIXES: Record<string, readonly string[]> = {
  '': [
    'purl.org/rss/1.0',
    'my.netscape.com/rdf/simple/0.9',
    'channel.netscape.com/rdf/simple/0.9',
    'backend.userland.com/rss',
    'backend.userland.com/rss2',
    'backend.userland.com/rss091',
    'blogs.law.harvard.edu/tech/rss',
    'purl.org/net/rss1.1',
  ],
  atom: ['w3.org/2005/atom', 'purl.org/atom/ns'],
  dc: ['purl.org/dc/elements/1.1', 'purl.org/dc/elements/1.0'],
  dcterms: ['purl.org/dc/terms'],
  content: ['purl.org/rss/1.0/modules/content'],
  itunes: ['itunes.com/dtds/podcast-1.0.dtd'],
  media: ['search.yahoo.com/mrss', 'video.search.yahoo.com/mrss', 'tools.search.yahoo.com/mrss'],
  feedburner: ['rssnamespace.org/feedburner/ext/1.0'],
  xhtml: ['w3.org/1999/xhtml'],
  rdf: ['w3.org/1999/02/22-rdf-syntax-ns'],
  sy: ['purl.org/rss/1.0/modules/syndication'],
  cc: [
    'web.resource.org/cc',
    'backend.userland.com/creativecommonsrssmodule',
    'cyber.law.harvard.edu/rss/creativecommonsrssmodule.html',
  ],
  psc: ['podlove.org/simple-chapters'],
}

const PREFIX_OF = new Map(
  Object.entries(PREFIXES).flatMap(([prefix, uris]) => uris.map(uri => [uri, prefix] as const)),
)

/** Prefixes that publishers forget to declare, by their customary names. */
const CUSTOMARY = new Map([
  ...Object.keys(PREFIXES).map(prefix => [prefix, prefix] as const),
  ['rss', ''],
  ['a10', 'atom'],
  ['creativeCommons', 'cc'],
] as [string, string][])

/**
 * Our prefix for a namespace. Publishers write namespaces with and without `www.`, a final `/` or `#`, in any letter
 * case and with https, so these do not count.
 */
export function prefixOfNamespace(uri: string): string | undefined {
  const key = uri
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\/(www\.)?/, '')
    .replace(/[/#]+$/, '')
  return PREFIX_OF.get(key)
}

/** Our prefix for one that is undeclared or bound to a namespace that nobody knows. */
export function prefixByCustom(prefix: string): string | undefined {
  return CUSTOMARY.get(prefix)
}
