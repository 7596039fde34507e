import * as z from 'zod'
import type { ParsedFeedInfo, ParsedItem, Person } from '../../model/parsed-feed.ts'
import { NotAFeedError } from '../not-a-feed.ts'

const text = z.coerce.string().optional().catch(undefined)
const number = z.coerce.number().nonnegative().optional().catch(undefined)
const person = z.object({ name: text, url: text })
/** A list of which single broken members are dropped, as publishers break them one by one. */
const listOf = <T extends z.ZodType>(member: T) =>
  z
    .array(z.unknown())
    .catch([])
    .transform(members =>
      members.flatMap(one => {
        const read = member.safeParse(one)
        return read.success ? [read.data] : []
      }),
    )

const attachment = z.object({ url: z.string(), mime_type: text, title: text, size_in_bytes: number })
const item = z.object({
  id: text,
  url: text,
  external_url: text,
  title: text,
  content_html: text,
  content_text: text,
  summary: text,
  image: text,
  banner_image: text,
  date_published: text,
  date_modified: text,
  language: text,
  author: person.optional().catch(undefined),
  authors: listOf(person),
  tags: listOf(z.coerce.string()),
  attachments: listOf(attachment),
})
const document = z.object({
  version: text,
  title: text,
  description: text,
  home_page_url: text,
  feed_url: text,
  language: text,
  icon: text,
  favicon: text,
  author: person.optional().catch(undefined),
  authors: listOf(person),
  hubs: listOf(z.object({ url: z.string() })),
  items: listOf(item),
})

/** Reads a JSON Feed, version 1.0 or 1.1 (jsonfeed.org/version/1.1). */
export function readJsonFeed(
  json: string,
  url: string | undefined,
  date: (written: string | undefined) => string | undefined,
): { feed: ParsedFeedInfo; items: ParsedItem[] } {
  let parsed: unknown
  try {
    parsed = JSON.parse(json)
  } catch (cause) {
    throw new NotAFeedError('it is neither XML nor JSON that can be read', { cause })
  }
  const read = document.safeParse(parsed)
  if (!read.success || !(typeof parsed === 'object' && parsed !== null && 'items' in parsed))
    throw new NotAFeedError('it is JSON, but no JSON Feed: it has no items')
  const absolute = (href: string | undefined) =>
    href && URL.canParse(href, url) ? new URL(href, url).href : href
  const people = (
    one: Person | undefined,
    many: { name?: string | undefined; url?: string | undefined }[],
  ): Person[] =>
    (many.length ? many : one ? [one] : []).map(({ name, url }) => ({
      ...(name && { name }),
      ...(url && { url }),
    }))
  const {
    title,
    description,
    home_page_url,
    feed_url,
    language,
    icon,
    favicon,
    author,
    authors,
    hubs,
    items,
  } = read.data
  const feedAuthors = people(author as Person | undefined, authors)
  return {
    feed: {
      ...defined({
        id: feed_url,
        title,
        description,
        link: absolute(home_page_url),
        language,
        icon: absolute(favicon),
        logo: absolute(icon),
        author: feedAuthors[0]?.name,
      }),
      authors: feedAuthors,
      categories: [],
      links: [
        ...(home_page_url ? [{ rel: 'alternate', href: absolute(home_page_url) as string }] : []),
        ...(feed_url ? [{ rel: 'self', href: absolute(feed_url) as string }] : []),
        ...hubs.map(hub => ({ rel: 'hub', href: hub.url })),
      ],
    },
    items: items.map(one => {
      const itemAuthors = people(one.author as Person | undefined, one.authors)
      const link = absolute(one.url ?? one.external_url)
      return {
        ...defined({
          id: one.id ?? one.url,
          title: one.title,
          link,
          summary: one.summary,
          content: one.content_html ?? (one.content_text && escapeText(one.content_text)),
          published: date(one.date_published),
          updated: date(one.date_modified),
          author: itemAuthors[0]?.name,
          language: one.language,
        }),
        authors: itemAuthors,
        categories: one.tags.map(term => ({ term })),
        links: link ? [{ rel: 'alternate', href: link }] : [],
        enclosures: one.attachments.map(({ url, mime_type, size_in_bytes }) => ({
          url: absolute(url) as string,
          ...(mime_type && { type: mime_type }),
          ...(size_in_bytes !== undefined && { length: size_in_bytes }),
        })),
        ...((one.image ?? one.banner_image) && {
          image: { url: absolute(one.image ?? one.banner_image) as string },
        }),
      }
    }),
  }
}

const escapeText = (plain: string) =>
  plain.replace(/[&<>]/g, c => (c === '&' ? '&amp;' : c === '<' ? '&lt;' : '&gt;'))

const defined = (record: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(record).filter((pair): pair is [string, string] => Boolean(pair[1])))
