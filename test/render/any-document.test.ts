import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FeedDocument, FeedEntry, FeedUrls } from '../../src/model/feed-document.ts'
import type { Headline } from '../../src/model/story.ts'
import { renderAtom } from '../../src/render/atom.ts'
import { renderJsonFeed } from '../../src/render/json-feed.ts'
import { renderOpml } from '../../src/render/opml.ts'
import { renderRss } from '../../src/render/rss.ts'
import { hostileText, legal } from './hostile.ts'
import { elements, readXml, texts } from './strict-xml.ts'

const text = hostileText()
const perhaps = fc.option(text)
const direction = fc.constantFrom('rtl' as const, 'ltr' as const)
const at = fc.integer({ min: -8_640_000_000_000_000, max: 8_640_000_000_000_000 })
const count = fc.nat(1000)
const urls: fc.Arbitrary<FeedUrls> = fc.record({ rss: text, atom: text, json: text })

const headline: fc.Arbitrary<Headline> = fc.record({
  kind: fc.constantFrom('coverage', 'related'),
  title: text,
  url: perhaps,
  outletId: text,
  outletTitle: text,
  language: perhaps,
  direction,
  at,
})

const entry: fc.Arbitrary<FeedEntry> = fc.record({
  id: text,
  url: perhaps,
  pageUrl: text,
  title: text,
  summary: text,
  html: text,
  author: perhaps,
  language: perhaps,
  direction,
  keywords: fc.array(text, { maxLength: 3 }),
  image: perhaps,
  enclosures: fc.array(
    fc.record({ url: text, type: perhaps, length: fc.option(fc.oneof(fc.integer(), fc.double())) }),
    { maxLength: 3 },
  ),
  publishedAt: at,
  updatedAt: at,
  source: fc.record({ id: text, title: text, siteUrl: perhaps, feedUrl: perhaps }),
  headlines: fc.array(headline, { maxLength: 4 }),
  articleCount: count,
  outletCount: count,
  independentCount: count,
  why: fc.array(fc.record({ clause: text, field: text, words: fc.array(text, { maxLength: 2 }) }), {
    maxLength: 2,
  }),
})

const feedDocument: fc.Arbitrary<FeedDocument> = fc.record(
  {
    id: text,
    title: text,
    description: perhaps,
    language: perhaps,
    direction,
    homeUrl: text,
    urls,
    updatedAt: at,
    entries: fc.array(entry, { maxLength: 4 }),
    hubs: fc.array(text, { maxLength: 2 }),
    ttlMinutes: fc.nat(),
    image: text,
    icon: text,
    pages: fc.record({ first: urls, previous: urls, next: urls, last: urls }, { requiredKeys: [] }),
    archive: fc.record(
      { isArchive: fc.boolean(), previous: text, next: text, current: text },
      { requiredKeys: ['isArchive'] },
    ),
    deleted: fc.array(fc.record({ id: text, at }), { maxLength: 2 }),
  },
  {
    requiredKeys: [
      'id',
      'title',
      'description',
      'language',
      'direction',
      'homeUrl',
      'urls',
      'updatedAt',
      'entries',
    ],
  },
)
const content = fc.constantFrom('full' as const, 'summary' as const, 'none' as const)

const properties = { numRuns: 200 }

test('any feed is well-formed RSS in which every title is read back', () => {
  fc.assert(
    fc.property(feedDocument, content, (document, content) => {
      const items = elements(readXml(renderRss(document, { content })), 'item')
      expect(items.map(item => texts(item, 'guid')[0])).toEqual(document.entries.map(({ id }) => legal(id)))
      expect(items.map(item => texts(item, 'title')[0] ?? '')).toEqual(titles(document))
    }),
    properties,
  )
})

test('any feed is well-formed Atom in which every title is read back', () => {
  fc.assert(
    fc.property(feedDocument, content, (document, content) => {
      const root = readXml(renderAtom(document, { content }))
      const entries = elements(root, 'entry')
      expect(texts(root, 'title')).toEqual([legal(document.title)])
      expect(entries.map(entry => texts(entry, 'title')[0])).toEqual(titles(document))
      expect(entries.map(entry => texts(entry, 'id')[0])).toEqual(document.entries.map(({ id }) => legal(id)))
    }),
    properties,
  )
})

test('any feed is valid JSON in which every title is read back and no text is half a character', () => {
  fc.assert(
    fc.property(feedDocument, content, (document, content) => {
      const rendered = renderJsonFeed(document, { content })
      const strings: string[] = []
      const feed = JSON.parse(rendered, (_, value) => {
        if (typeof value === 'string') strings.push(value)
        return value
      })
      expect(strings.filter(value => value !== legal(value))).toEqual([])
      expect(feed.items.map(({ title }: { title?: string }) => title ?? '')).toEqual(titles(document))
    }),
    properties,
  )
})

test('a feed that has not changed is the same text', () => {
  fc.assert(
    fc.property(feedDocument, content, (document, content) => {
      for (const render of [renderRss, renderAtom, renderJsonFeed]) {
        expect(render(structuredClone(document), { content })).toBe(render(document, { content }))
      }
    }),
    { numRuns: 50 },
  )
})

test('any subscription list is well-formed OPML with every outline in it', () => {
  const outline = fc.record({ title: text, xmlUrl: text, htmlUrl: perhaps, category: perhaps })
  fc.assert(
    fc.property(text, fc.array(outline), (title, outlines) => {
      const root = readXml(renderOpml({ title, outlines }))
      const feeds = elements(root, 'outline').filter(({ attributes }) => attributes.type === 'rss')
      expect(feeds.map(({ attributes }) => attributes.text).toSorted()).toEqual(
        outlines.map(({ title }) => legal(title)).toSorted(),
      )
    }),
    properties,
  )
})

function titles(document: FeedDocument): string[] {
  return document.entries.map(({ title }) => legal(title))
}
