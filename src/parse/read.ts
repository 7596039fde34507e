import Parser from 'rss-parser'
import type { ParsedFeedInfo, ParsedItem } from '../model/parsed-feed.ts'
import type { Canonical } from './canonical.ts'
import { FieldReader, type Fields } from './fields.ts'
import { NotAFeedError } from './not-a-feed.ts'
import { readFeedInfo } from './read-feed-info.ts'
import { readItem } from './read-item.ts'

const SHARED = [
  'title',
  'otherTitle',
  'link',
  'abstract',
  'dc:description',
  'language',
  'lang',
  'rights',
  'published',
  'created',
  'updated',
  'dated',
  'author',
  'category',
  'itunes:image',
  'itunes:summary',
  'itunes:subtitle',
  'about',
  'id',
  'image',
  'media:thumbnail',
  'media:content',
]
const HINTS = ['ttl', 'updatePeriod', 'updateFrequency', 'skipHours', 'skipDays']
const FEED = [...SHARED, ...HINTS, 'icon', 'logo', 'itunes:owner', 'webMaster']
const ITEM = [
  ...SHARED,
  'key',
  'summary',
  'content',
  'comments',
  'source',
  'feedburner:origLink',
  'media:description',
]

/**
 * `customFields` come after rss-parser's own and so replace them: all elements of a name, as xml2js has them. It treats
 * `description` and `guid` otherwise, so canonical documents call them `abstract` and `key`.
 */
const whole = (names: string[]) => names.map(name => [name, name, { keepArray: true }])
const CUSTOM_FIELDS = { feed: whole(FEED), item: whole(ITEM) } as object

export type DateReader = (text: string | undefined) => string | undefined

/** Items handed to rss-parser at once: its tree of a feed of 10 MB would take 100 MB. */
const BATCH = 100

/** Reads a canonical document with rss-parser, in parts; its items are taken from it meanwhile. */
export async function readCanonical(
  { feed, items, aside }: Canonical,
  readDate: DateReader,
): Promise<{ feed: ParsedFeedInfo; items: ParsedItem[] }> {
  const reader = new FieldReader(aside)
  const head = await readPart(feed)
  const read: ParsedItem[] = []
  while (items.length > 0) {
    const part = await readPart(items.splice(0, BATCH).join(''))
    for (const item of part.items) read.push(readItem(item, reader, readDate))
  }
  return { feed: readFeedInfo(head, reader, readDate), items: read }
}

/**
 * One parser a document: one that has met a document without a root never answers again. The attribute keeps xml2js
 * from making text of an empty channel.
 */
async function readPart(elements: string): Promise<Fields & { items: Fields[] }> {
  const parser = new Parser<Fields, Fields>({ customFields: CUSTOM_FIELDS })
  const xml = `<rss version="2.0"><channel n="0">${elements}</channel></rss>`
  const read = await parser.parseString(xml).catch((cause: Error) => {
    throw new NotAFeedError('its repaired form cannot be read', { cause })
  })
  return read as unknown as Fields & { items: Fields[] }
}
