import Parser from 'rss-parser'
import type { ParsedFeedInfo, ParsedItem } from '../model/parsed-feed.ts'
import { readDate } from './date.ts'
import { NotAFeedError } from './not-a-feed.ts'

type Fields = Record<string, unknown>
const KEPT = [
  'guid',
  'id',
  'updated',
  'published',
  'author',
  'category',
  'link',
  'enclosure',
  'media:thumbnail',
  'media:content',
  'content:encoded',
]

/** Reads XML with rss-parser, one parser a document: one that has met a document without a root never answers again. */
export async function readXml(
  xml: string,
  timezone?: string,
): Promise<{ feed: ParsedFeedInfo; items: ParsedItem[] }> {
  const parser = new Parser<Fields, Fields>({
    customFields: {
      feed: ['language', 'ttl', 'copyright'],
      item: KEPT.map(name => [name, `all ${name}`, { keepArray: true }]),
    } as object,
  })
  const read = await parser.parseString(xml).catch((cause: Error) => {
    throw new NotAFeedError(cause.message.split('\n')[0] ?? 'unreadable', { cause })
  })
  const date = (value: unknown) =>
    typeof value === 'string' ? readDate(value, timezone ? { timezone } : {}) : undefined
  return {
    feed: {
      ...text({
        title: read.title,
        description: read.description,
        link: read.link,
        language: read.language,
        rights: read.copyright,
      }),
      authors: [],
      categories: [],
      links: [],
    },
    items: read.items.map(item => {
      const one = item as Fields & typeof item
      const encoded = (one['all content:encoded'] as string[] | undefined)?.[0]
      return {
        ...text({
          id: one.guid ?? one.id,
          title: item.title,
          link: item.link,
          summary: item.summary ?? item.content,
          content: encoded,
          published: date(item.pubDate),
          updated: date(one['all updated']),
          author: item.creator,
        }),
        authors: item.creator ? [{ name: String(item.creator) }] : [],
        categories: ((one['all category'] as unknown[]) ?? []).map(c => ({
          term:
            typeof c === 'string'
              ? c
              : String((c as { _?: string })?._ ?? (c as { $?: Fields })?.$?.term ?? ''),
        })),
        links: item.link ? [{ rel: 'alternate', href: item.link }] : [],
        enclosures: item.enclosure?.url
          ? [{ url: item.enclosure.url, ...(item.enclosure.type && { type: item.enclosure.type }) }]
          : [],
      }
    }),
  }
}

const text = (record: Fields): Record<string, string> =>
  Object.fromEntries(
    Object.entries(record)
      .filter((pair): pair is [string, string] => typeof pair[1] === 'string' && pair[1].trim() !== '')
      .map(([k, v]) => [k, v.trim()]),
  )
