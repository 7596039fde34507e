/**
 * How the contents of an element are read.
 *
 * - `text`: text, with what markup it holds
 * - `html`: HTML, escaped or not; relative URLs in it are made absolute
 * - `construct`: Atom's text construct (RFC 4287 §3.1, and Atom 0.3 `mode`), as its `type` says
 * - `url`: an address
 * - `id`: an identifier, which may be one
 * - `empty`: attributes only, contents are passed over
 * - `record`: elements of its own, or text
 * - `through`: attributes, and elements that belong to its parent
 */
export type Kind = 'text' | 'html' | 'construct' | 'url' | 'id' | 'empty' | 'record' | 'through'

/** What becomes of an element: its canonical name, and its attributes that are kept, by their canonical names. */
export type Rule = {
  as: string
  kind: Kind
  attributes?: Record<string, string>
  fixed?: Record<string, string>
}

const LINK = {
  href: 'href',
  url: 'href',
  rel: 'rel',
  type: 'type',
  title: 'title',
  hreflang: 'hreflang',
  length: 'length',
}
const CATEGORY = { domain: 'scheme', scheme: 'scheme', term: 'term', label: 'label', text: 'term' }
const MEDIA = { url: 'url', href: 'url', type: 'type', medium: 'medium', width: 'width', fileSize: 'length' }
const LIST = { list: 'yes' }
const ITUNES = 'http://www.itunes.com/'
const MRSS = 'http://search.yahoo.com/mrss/category_schema'

const text = (as: string): Rule => ({ as, kind: 'text' })
const html = (as: string): Rule => ({ as, kind: 'html' })
const construct = (as: string): Rule => ({
  as,
  kind: 'construct',
  attributes: { type: 'type', mode: 'mode' },
})
const url = (as: string): Rule => ({ as, kind: 'url' })
const record = (as: string): Rule => ({ as, kind: 'record' })
const link = (kind: Kind, fixed?: Record<string, string>): Rule => ({
  as: 'link',
  kind,
  attributes: LINK,
  ...(fixed && { fixed }),
})
const category = (fixed?: Record<string, string>): Rule => ({
  as: 'category',
  kind: 'text',
  attributes: CATEGORY,
  ...(fixed && { fixed }),
})

/**
 * Every element that is read, by our prefix and its local name; the rest is passed over. What says the same becomes
 * one canonical element, in the document's order: all links `link`, all persons `author`, all subjects `category`.
 */
const RULES: Record<string, Rule> = {
  // RSS 0.9x, 1.0 and 2.0, and what publishers put there unprefixed.
  title: html('title'),
  link: link('url'),
  description: html('abstract'),
  summary: html('summary'),
  content: {
    as: 'content',
    kind: 'construct',
    attributes: { type: 'type', mode: 'mode' },
    fixed: { rss: 'yes' },
  },
  body: html('content'),
  fullitem: html('content'),
  guid: { as: 'key', kind: 'text', attributes: { isPermaLink: 'isPermaLink', ispermalink: 'isPermaLink' } },
  pubDate: text('published'),
  lastBuildDate: text('updated'),
  author: record('author'),
  managingEditor: record('author'),
  webMaster: record('webMaster'),
  category: category(),
  tags: category(LIST),
  keywords: category(LIST),
  comments: url('comments'),
  copyright: html('rights'),
  language: text('language'),
  ttl: text('ttl'),
  skipHours: record('skipHours'),
  hour: text('hour'),
  skipDays: record('skipDays'),
  day: text('day'),
  image: {
    as: 'image',
    kind: 'record',
    attributes: { url: 'url', href: 'url', 'rdf:resource': 'url', src: 'url' },
  },
  thumbnail: { as: 'media:thumbnail', kind: 'url', attributes: MEDIA },
  source: { as: 'source', kind: 'record', attributes: { url: 'url' } },
  enclosure: link('empty', { rel: 'enclosure' }),
  url: url('url'),
  name: text('name'),
  email: text('email'),
  // Atom 1.0, and 0.3 under the names of 1.0.
  'atom:title': construct('title'),
  'atom:subtitle': construct('abstract'),
  'atom:tagline': construct('abstract'),
  'atom:summary': construct('summary'),
  'atom:content': construct('content'),
  'atom:rights': construct('rights'),
  'atom:copyright': construct('rights'),
  'atom:link': link('url'),
  'atom:id': { as: 'id', kind: 'id' },
  'atom:published': text('published'),
  'atom:issued': text('published'),
  'atom:created': text('created'),
  'atom:updated': text('updated'),
  'atom:modified': text('updated'),
  'atom:author': record('author'),
  'atom:category': category(),
  'atom:icon': url('icon'),
  'atom:logo': url('logo'),
  'atom:source': record('source'),
  'atom:name': text('name'),
  'atom:email': text('email'),
  'atom:uri': url('uri'),
  'atom:url': url('uri'),
  'atom:homepage': url('uri'),
  // Dublin Core.
  'dc:title': html('otherTitle'),
  'dc:description': html('dc:description'),
  'dc:creator': record('author'),
  'dc:author': record('author'),
  'dc:subject': category(),
  'dc:date': text('dated'),
  'dc:language': text('language'),
  'dc:rights': html('rights'),
  'dcterms:created': text('created'),
  'dcterms:issued': text('published'),
  'dcterms:modified': text('updated'),
  // Modules of RSS.
  'content:encoded': html('content'),
  'xhtml:body': html('content'),
  'xhtml:div': html('content'),
  'sy:updatePeriod': text('updatePeriod'),
  'sy:updateFrequency': text('updateFrequency'),
  'feedburner:origLink': url('feedburner:origLink'),
  'cc:license': {
    as: 'link',
    kind: 'url',
    attributes: { 'rdf:resource': 'href', resource: 'href' },
    fixed: { rel: 'license' },
  },
  'itunes:author': record('author'),
  'itunes:owner': record('itunes:owner'),
  'itunes:name': text('name'),
  'itunes:email': text('email'),
  'itunes:title': html('otherTitle'),
  'itunes:summary': html('itunes:summary'),
  'itunes:subtitle': html('itunes:subtitle'),
  'itunes:image': { as: 'itunes:image', kind: 'url', attributes: MEDIA },
  'itunes:link': link('empty'),
  'itunes:category': { ...category({ scheme: ITUNES }), kind: 'through' },
  'itunes:keywords': category({ scheme: ITUNES, ...LIST }),
  'media:group': { as: '', kind: 'through' },
  'media:content': { as: 'media:content', kind: 'through', attributes: MEDIA },
  'media:thumbnail': { as: 'media:thumbnail', kind: 'url', attributes: MEDIA },
  'media:title': { as: 'otherTitle', kind: 'construct', attributes: { type: 'type' } },
  'media:description': { as: 'media:description', kind: 'construct', attributes: { type: 'type' } },
  'media:category': category({ scheme: MRSS }),
  'media:keywords': category(LIST),
}

const BY_NAME = new Map(Object.entries(RULES))
const BY_LOWER_NAME = new Map(Object.entries(RULES).map(([name, rule]) => [name.toLowerCase(), rule]))

/**
 * The rule for an element, by our prefix and local name. RSS elements are known in an Atom document and Atom's in an
 * RSS document, as publishers mix them up.
 */
export function ruleFor(name: string): Rule | undefined {
  return BY_NAME.get(name) ?? BY_NAME.get(inOtherVocabulary(name))
}

/** The same for a name in odd letter case, such as `pubdate` or `GUID`. */
export function ruleForAnyCase(name: string): Rule | undefined {
  const lower = name.toLowerCase()
  return BY_LOWER_NAME.get(lower) ?? BY_LOWER_NAME.get(inOtherVocabulary(lower))
}

function inOtherVocabulary(name: string): string {
  if (name.startsWith('atom:')) return name.slice(5)
  return name.includes(':') ? name : `atom:${name}`
}

/** Elements that HTML does not have: where one begins inside a text, the text before was not closed. */
const NEVER_IN_HTML = new Set([
  ...[
    'guid',
    'pubDate',
    'enclosure',
    'description',
    'category',
    'comments',
    'lastBuildDate',
    'content:encoded',
  ],
  ...['dc:creator', 'dc:date', 'dc:subject', 'atom:published', 'atom:updated', 'atom:id'],
])

/** Whether an element cannot be part of the value of another: `<title>Storm<link>…` has lost a `</title>`. */
export function endsValue(name: string, open: Rule): boolean {
  if (open.kind === 'construct') return false
  return NEVER_IN_HTML.has(name) || (name === 'link' && open.as === 'title')
}
