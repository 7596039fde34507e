import Parser from 'rss-parser'
import type { ParsedFeedInfo, ParsedItem } from '../model/parsed-feed.ts'
import type { Canonical } from './canonical.ts'
import { FieldReader, type Fields } from './fields.ts'
import { NotAFeedError } from './not-a-feed.ts'
import { readFeedInfo } from './read-feed-info.ts'
import { readItem } from './read-item.ts'

export type DateReader = (text: string | undefined) => string | undefined

/** Items handed to rss-parser at once: its tree of a feed of 10 MB would take 100 MB. */
const BATCH = 100

/** Reads a canonical document with rss-parser, in parts; its items are taken from it meanwhile. */
export async function readCanonical(
  { feed, items, tags, said }: Canonical,
  readDate: DateReader,
): Promise<{ feed: ParsedFeedInfo; items: ParsedItem[] }> {
  const reader = new FieldReader(said)
  const nextPart = (head = '') => readPart(head + items.splice(0, BATCH).join(''), tags)
  const head = await nextPart(feed)
  const read = head.items.map(item => readItem(item, reader, readDate))
  while (items.length > 0) {
    const part = await nextPart()
    for (const item of part.items) read.push(readItem(item, reader, readDate))
  }
  return { feed: readFeedInfo(head, reader, readDate), items: read }
}

/**
 * One parser a document: one that has met a document without a root never answers again. The attribute keeps xml2js
 * from making text of an empty channel.
 */
async function readPart(elements: string, tags: Canonical['tags']): Promise<Fields & { items: Fields[] }> {
  const parser = new Parser<Fields, Fields>({ customFields: customFields(tags) })
  const xml = `<rss version="2.0"><channel n="0">${elements}</channel></rss>`
  const read = await parser.parseString(xml).catch((cause: Error) => {
    throw new NotAFeedError('its repaired form cannot be read', { cause })
  })
  return read as unknown as Fields & { items: Fields[] }
}

/** All elements of a name, as xml2js has them. Each is looked up in every item, so none that is nowhere. */
function customFields(tags: Canonical['tags']): object {
  const whole = Array.from(tags, ([name, tag]) => [tag, name, { keepArray: true }])
  return { feed: whole, item: whole }
}
