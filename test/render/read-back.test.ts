import { parseAtomFeed, parseJsonFeed, parseOpml, parseRssFeed } from 'feedsmith'
import RssParser from 'rss-parser'
import { expect, test } from 'vitest'
import type { FeedDocument } from '../../src/model/feed-document.ts'
import { parseFeed } from '../../src/parse/parse.ts'
import { renderAtom } from '../../src/render/atom.ts'
import { OUTPUT_FORMATS } from '../../src/render/formats.ts'
import { renderJsonFeed } from '../../src/render/json-feed.ts'
import { renderOpml } from '../../src/render/opml.ts'
import { renderRss } from '../../src/render/rss.ts'
import { documents } from './documents.ts'
import { legal } from './hostile.ts'

/** What every reader must get out of every format. */
type Read = { id: unknown; title: unknown; link: unknown; published: number; categories: unknown[] }

const cases = Object.entries(documents).filter(([, { entries }]) => entries.length > 0)

test.each(cases)('feedsmith reads the %s feed as RSS', (_, document) => {
  const items = parseRssFeed(renderRss(document)).items ?? []
  const read = items.map(({ guid, title, link, pubDate, categories = [] }) => ({
    id: guid?.value,
    title,
    link,
    published: Date.parse(String(pubDate)),
    categories: categories.map(({ name }) => name),
  }))
  expect(read).toEqual(toTheSecond(written(document)))
})

test.each(cases)('feedsmith reads the %s feed as Atom', (_, document) => {
  const entries = parseAtomFeed(renderAtom(document)).entries ?? []
  const read = entries.map(({ id, title, links = [], published, categories = [] }) => ({
    id,
    title: title?.value,
    link: links.find(({ rel }) => rel === 'alternate')?.href,
    published: Date.parse(String(published)),
    categories: categories.map(({ term }) => term),
  }))
  expect(read).toEqual(written(document))
})

test.each(cases)('feedsmith reads the %s feed as JSON Feed', (_, document) => {
  const items = parseJsonFeed(renderJsonFeed(document)).items ?? []
  const read = items.map(({ id, title, url, date_published, tags = [] }) => ({
    id,
    title,
    link: url,
    published: Date.parse(String(date_published)),
    categories: tags,
  }))
  expect(read).toEqual(written(document))
})

test.each(cases)('rss-parser reads the %s feed as RSS and as Atom', async (_, document) => {
  const withoutCategories = written(document).map(({ categories: _, ...rest }) => rest)
  expect(await readWithRssParser(renderRss(document))).toEqual(toTheSecond(withoutCategories))
  expect(await readWithRssParser(renderAtom(document))).toEqual(withoutCategories)
})

async function readWithRssParser(rendered: string): Promise<Omit<Read, 'categories'>[]> {
  const { items } = await new RssParser<object, { id?: string }>().parseString(rendered)
  return items.map(({ id, guid, title, link, isoDate }) => ({
    id: guid ?? id,
    title,
    link,
    published: Date.parse(String(isoDate)),
  }))
}

const formats = Object.entries(OUTPUT_FORMATS)
const ourCases = cases.flatMap(([name, document]) =>
  formats.map(([format, { render }]) => [name, format, document, render] as const),
)

test.each(ourCases)('we read back our own %s feed as %s', async (_, format, document, render) => {
  const parsed = await parseFeed(new TextEncoder().encode(render(document)), { url: document.homeUrl })
  expect(parsed.format).toBe(format)
  expect(parsed.feed.title).toBe(document.title)
  const read = parsed.items.map(({ id, title, link, published, categories }) => ({
    id,
    title,
    link,
    published: Date.parse(String(published)),
    categories: categories.map(({ term }) => term),
  }))
  expect(read).toEqual(format === 'rss' ? toTheSecond(written(document)) : written(document))
})

test('feedsmith reads a subscription list with its folders', () => {
  const outlines = [
    { title: 'A & <B>', xmlUrl: 'https://a.example/rss?x=1&y=2', htmlUrl: 'https://a.example/' },
    { title: 'ب', xmlUrl: 'https://b.example/rss', category: 'عربي' },
  ]
  const opml = parseOpml(renderOpml({ title: 'All', outlines }))
  expect(opml.body?.outlines).toMatchObject([
    {
      type: 'rss',
      text: 'A & <B>',
      xmlUrl: 'https://a.example/rss?x=1&y=2',
      htmlUrl: 'https://a.example/',
    },
    { text: 'عربي', outlines: [{ type: 'rss', text: 'ب', xmlUrl: 'https://b.example/rss' }] },
  ])
})

function written(document: FeedDocument): Read[] {
  return document.entries.map(({ id, title, url, pageUrl, publishedAt, keywords }) => ({
    id,
    title: legal(title),
    link: new URL(url ?? pageUrl).href,
    published: publishedAt,
    categories: keywords.filter(keyword => keyword !== ''),
  }))
}

/** RSS has no fractions of a second. */
function toTheSecond<T extends { published: number }>(reads: T[]): T[] {
  return reads.map(read => ({ ...read, published: Math.floor(read.published / 1000) * 1000 }))
}
