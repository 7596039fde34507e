import { asciiUrl } from './ascii-url.ts'
import { lines, type Xml, xml, xmlDocument } from './xml.ts'

/** One feed of a subscription list. */
export type OpmlOutline = {
  title: string
  xmlUrl: string
  htmlUrl?: string | null
  category?: string | null
  /** The id of an outlet, for ourselves: other programs pass over it. */
  id?: string | null
}

/** A subscription list: outlets, or the feeds of topics. */
export type OpmlDocument = { title: string; outlines: readonly OpmlOutline[] }

/**
 * Writes a subscription list as OPML 2.0.
 *
 * A category becomes a folder, as readers import and export them, in the order of its first feed; feeds without one
 * stand beside the folders.
 */
export function renderOpml({ title, outlines }: OpmlDocument): string {
  const folders = Map.groupBy(outlines, ({ category }) => category || null)
  const ours = outlines.some(({ id }) => id) ? NAMESPACE : null
  return xmlDocument`<opml version="2.0" xmlns:khulasa="${ours}">
<head>
<title>${title}</title>
</head>
<body>
${lines([...folders].map(([category, feeds]) => (category === null ? feeds.map(feed) : folder(category, feeds))))}
</body>
</opml>`
}

/** OPML 2.0 takes attributes of others in a namespace of their own. */
const NAMESPACE = 'urn:khulasa:opml'

function folder(title: string, feeds: readonly OpmlOutline[]): Xml {
  return xml`<outline text="${title}">
${lines(feeds.map(feed))}
</outline>`
}

/** `type` is "rss" for every format: OPML 2.0 says so, and readers skip others. */
function feed({ title, xmlUrl, htmlUrl, id }: OpmlOutline): Xml {
  return xml`<outline type="rss" text="${title}" title="${title}" xmlUrl="${asciiUrl(xmlUrl)}" htmlUrl="${htmlUrl ? asciiUrl(htmlUrl) : null}" khulasa:id="${id || null}"/>`
}
