import Parser from 'rss-parser'
import type { ParsedFeedInfo, ParsedItem } from '../model/parsed-feed.ts'
import type { Canonical } from './canonical.ts'
import { FieldReader, type Fields } from './fields.ts'
import { NotAFeedError } from './not-a-feed.ts'
import { readFeedInfo } from './read-feed-info.ts'
import { readItem } from './read-item.ts'

const SHARED = [
  'title',
  'dc:title',
  'link',
  'description',
  'dc:description',
  'language',
  'lang',
  'rights',
  'published',
  'created',
  'updated',
  'author',
  'category',
  'itunes:image',
  'itunes:summary',
  'itunes:subtitle',
  'about',
  'id',
  'image',
  'media:thumbnail',
  'media:title',
  'media:content',
]
const FEED = [...SHARED, 'ttl', 'icon', 'logo', 'itunes:owner']
const ITEM = [
  ...SHARED,
  'guid',
  'summary',
  'content',
  'comments',
  'source',
  'feedburner:origLink',
  'itunes:title',
  'media:description',
]

const whole = (names: string[]) => names.map(name => [name, `all ${name}`, { keepArray: true }])
const CUSTOM_FIELDS = { feed: whole(FEED), item: whole(ITEM) } as object

export type DateReader = (text: string | undefined) => string | undefined

/**
 * Reads a canonical document with rss-parser; one parser a document, as one that has met a document without a root
 * never answers again.
 */
export async function readCanonical(
  { xml, aside }: Canonical,
  readDate: DateReader,
): Promise<{ feed: ParsedFeedInfo; items: ParsedItem[] }> {
  const parser = new Parser<Record<string, unknown>, Record<string, unknown>>({ customFields: CUSTOM_FIELDS })
  const read = await parser.parseString(xml).catch((cause: Error) => {
    throw new NotAFeedError('its repaired form cannot be read', { cause })
  })
  const reader = new FieldReader(aside)
  return {
    feed: readFeedInfo(fieldsOf(read, FEED), reader, readDate),
    items: read.items.map(item => readItem(fieldsOf(item, ITEM), reader, readDate)),
  }
}

/** What `customFields` made of the elements: all of each name, as xml2js has them. */
function fieldsOf(record: object, names: readonly string[]): Fields {
  const read = record as Record<string, never>
  return Object.fromEntries(
    names.flatMap(name => (read[`all ${name}`] === undefined ? [] : [[name, read[`all ${name}`]]])),
  )
}
