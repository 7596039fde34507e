import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FeedDocument } from '../../src/model/feed-document.ts'
import { parseFeed } from '../../src/parse/parse.ts'
import { renderAtom } from '../../src/render/atom.ts'
import { renderJsonFeed } from '../../src/render/json-feed.ts'
import { renderRss } from '../../src/render/rss.ts'
import { document, entry } from '../render/documents.ts'
import { hostileText, legal } from '../render/hostile.ts'

/** White space at the ends and the kind of line ends are not kept by XML (XML 1.0 §2.11). */
const kept = (text: string) => legal(text).replace(/\r\n?/g, '\n').trim()
const text = hostileText().map(kept).filter(Boolean)
const word = fc.stringMatching(/^[a-zء-ي]{1,12}$/)

const documents: fc.Arbitrary<FeedDocument> = fc
  .record({
    title: text,
    entries: fc.array(
      fc.record({
        n: fc.nat(),
        title: text,
        summary: text,
        keywords: fc.uniqueArray(word, { maxLength: 4 }),
        at: fc.integer({ min: 1, max: 2_000_000_000 }),
      }),
      { minLength: 1, maxLength: 5 },
    ),
  })
  .map(({ title, entries }) =>
    document({
      title,
      entries: entries.map(({ n, at, ...said }) =>
        entry({
          ...said,
          id: `urn:uuid:${n}`,
          url: `https://herald.example/${n}?a=1&b=2`,
          publishedAt: at * 1000,
          updatedAt: at * 1000,
        }),
      ),
    }),
  )

test.each([
  ['RSS', renderRss],
  ['Atom', renderAtom],
  ['JSON Feed', renderJsonFeed],
])('a feed that we write as %s is read back as it was', async (_, render) => {
  await fc.assert(
    fc.asyncProperty(documents, async written => {
      const { feed, items, repairs } = await parseFeed(Buffer.from(render(written)))
      expect({ title: feed.title, repairs }).toEqual({ title: written.title, repairs: [] })
      expect(
        items.map(({ id, title, link, published, categories }) => ({
          id,
          title,
          link,
          published,
          categories,
        })),
      ).toEqual(
        written.entries.map(one => ({
          id: one.id,
          title: one.title,
          link: one.url,
          published: new Date(one.publishedAt).toISOString(),
          categories: one.keywords.map(term => ({ term })),
        })),
      )
    }),
    { numRuns: 200 },
  )
})
