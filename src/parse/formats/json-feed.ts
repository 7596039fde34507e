import * as z from 'zod'
import type { HtmlMember, ParsedFeedInfo, ParsedItem, ParsedLink, Person } from '../../model/parsed-feed.ts'
import { withoutControls } from '../controls.ts'
import { escapeText } from '../entities.ts'
import { defined } from '../fields.ts'
import { absoluteHtml, absoluteUrl } from '../html-urls.ts'
import { NotAFeedError } from '../not-a-feed.ts'
import { nameOf } from '../people.ts'
import type { DateReader } from '../read.ts'
import type { Tally } from '../repairs.ts'

const MAX_ITEMS = 20_000
const MAX_MEMBERS = 200

/** Publishers write numbers for ids, and null for what is missing; what is neither is as good as missing. */
const text = z
  .union([z.string().transform(said => said.trim() || undefined), z.number().transform(String)])
  .optional()
  .catch(undefined)
const number = z.coerce.number().nonnegative().optional().catch(undefined)

/** A list of which single members are dropped where they are broken. */
const listOf = <T extends z.ZodType>(member: T, max = MAX_MEMBERS) =>
  z
    .array(z.unknown())
    .catch([])
    .transform(members => members.slice(0, max).flatMap(one => member.safeParse(one).data ?? []))

const person = z.object({ name: text, url: text })
const people = { author: person.optional().catch(undefined), authors: listOf(person) }
const attachment = z.object({ url: z.string(), mime_type: text, size_in_bytes: number })
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
  ...people,
  tags: listOf(z.string()),
  attachments: listOf(attachment),
})
const document = z.object({
  title: text,
  description: text,
  home_page_url: text,
  feed_url: text,
  language: text,
  icon: text,
  favicon: text,
  ...people,
  hubs: listOf(z.object({ url: z.string() })),
  items: z.array(z.unknown()).pipe(listOf(item, MAX_ITEMS)),
})
type Document = z.infer<typeof document>
type Item = z.infer<typeof item>
type People = Pick<Document, 'author' | 'authors'>

type Context = { base: string | undefined; readDate: DateReader }

/**
 * Reads a JSON Feed, version 1.0 or 1.1 (jsonfeed.org/version/1.1).
 *
 * @throws {NotAFeedError} where it is no JSON, or has no items
 */
export function readJsonFeed(
  json: string,
  base: string | undefined,
  readDate: DateReader,
  tally: Tally,
): { feed: ParsedFeedInfo; items: ParsedItem[] } {
  const read = document.safeParse(parseJson(json, tally))
  if (!read.success) throw new NotAFeedError('it is JSON, but no JSON Feed: it has no items')
  const context = { base, readDate }
  return { feed: feedInfo(read.data, context), items: read.data.items.map(one => parsedItem(one, context)) }
}

/** Control characters are dropped as they are in XML, which can hold none. */
function parseJson(json: string, tally: Tally): unknown {
  try {
    return JSON.parse(json, (_, value) => (typeof value === 'string' ? withoutControls(value, tally) : value))
  } catch (cause) {
    throw new NotAFeedError('it is neither XML nor JSON that can be read', { cause })
  }
}

function feedInfo(said: Document, { base }: Context): ParsedFeedInfo {
  const authors = peopleOf(said)
  const links = [
    link('alternate', said.home_page_url, base),
    link('self', said.feed_url, base),
    ...said.hubs.map(hub => link('hub', hub.url, base)),
  ].flat()
  return defined({
    id: said.feed_url,
    title: said.title,
    description: said.description,
    link: absolute(said.home_page_url, base),
    language: said.language,
    icon: absolute(said.favicon, base),
    logo: absolute(said.icon, base),
    authors,
    author: authors[0] && nameOf(authors[0]),
    categories: [],
    links,
    plainText: plainText({ title: said.title, description: said.description }),
  }) as ParsedFeedInfo
}

function parsedItem(said: Item, { base, readDate }: Context): ParsedItem {
  const authors = peopleOf(said)
  const url = said.url ?? said.external_url
  const image = absolute(said.image ?? said.banner_image, base)
  return defined({
    id: said.id ?? url,
    title: said.title,
    link: absolute(url, base),
    summary: said.summary,
    content: contentOf(said, base),
    published: readDate(said.date_published),
    updated: readDate(said.date_modified),
    authors,
    author: authors[0] && nameOf(authors[0]),
    categories: said.tags.map(term => ({ term })),
    links: link('alternate', url, base),
    enclosures: said.attachments.map(one =>
      defined({ url: absoluteUrl(one.url, base), type: one.mime_type, length: one.size_in_bytes }),
    ),
    image: image === undefined ? undefined : { url: image },
    language: said.language,
    plainText: plainText({ title: said.title, summary: said.summary }),
  }) as ParsedItem
}

/** Plain text becomes HTML, its lines paragraphs of it. */
function contentOf({ content_html, content_text }: Item, base: string | undefined): string | undefined {
  if (content_html !== undefined) return absoluteHtml(content_html, base)
  return content_text && escapeText(content_text).replaceAll('\n', '<br>\n')
}

/** Titles and summaries are no HTML here. */
function plainText(members: { [M in HtmlMember]?: string | undefined }): HtmlMember[] | undefined {
  const named = (Object.keys(members) as HtmlMember[]).filter(member => members[member]?.includes('<'))
  return named.length > 0 ? named : undefined
}

/** Version 1.0 had one author. */
function peopleOf({ author, authors }: People): Person[] {
  const all = authors.length > 0 || author === undefined ? authors : [author]
  return all.map(one => defined(one) as Person).filter(one => nameOf(one) !== undefined)
}

function link(rel: string, href: string | undefined, base: string | undefined): ParsedLink[] {
  return href === undefined ? [] : [{ rel, href: absoluteUrl(href, base) }]
}

const absolute = (href: string | undefined, base: string | undefined) =>
  href === undefined ? undefined : absoluteUrl(href, base)
