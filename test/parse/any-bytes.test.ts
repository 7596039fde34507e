import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NotAFeedError, parseFeed } from '../../src/parse/parse.ts'

const tag = fc.constantFrom(
  ...[
    '<rss>',
    '<rss version="2.0">',
    '</rss>',
    '<channel>',
    '</channel>',
    '<item>',
    '</item>',
    '<feed>',
    '</feed>',
    '<entry>',
    '</entry>',
  ],
  ...[
    '<rdf:RDF>',
    '<title>',
    '</title>',
    '<link>',
    '</link>',
    '<link href="a"/>',
    '<author>',
    '<name>',
    '</author>',
    '<guid>',
    '<description>',
  ],
  ...[
    '</description>',
    '<content type="xhtml">',
    '</content>',
    '<div>',
    '</div>',
    '<media:group>',
    '<media:content url="b"/>',
    '<image>',
    '<url>',
  ],
  ...[
    '<pubDate>',
    '</pubDate>',
    '<source>',
    '<![CDATA[',
    ']]>',
    '<!--',
    '-->',
    '<?xml',
    '?>',
    '<!DOCTYPE html>',
    '<!DOCTYPE r [',
    ']>',
  ],
  ...[
    '<category term="x"/>',
    '<enclosure url="',
    '<__proto__>',
    '&',
    '&amp;',
    '&#0;',
    '&nbsp;',
    '<',
    '>',
    '"',
    '\0',
    'text',
    'عربي',
    '<br>',
    '<CHANNEL HREF="x">',
  ],
)

/** Whatever is no feed is said to be none; nothing else is ever thrown. */
async function expectFeedOrNot(bytes: Uint8Array, contentType?: string): Promise<void> {
  const outcome = await parseFeed(bytes, {
    url: 'https://a.example/',
    ...(contentType && { contentType }),
  }).catch((thrown: unknown) => thrown)
  if (outcome instanceof Error) expect(outcome).toBeInstanceOf(NotAFeedError)
  else expect(outcome).toMatchObject({ items: expect.any(Array) })
}

test('any bytes are a feed or none', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 200 }),
      fc.option(fc.string(), { nil: undefined }),
      expectFeedOrNot,
    ),
    { numRuns: 300 },
  )
})

test('any heap of tags is a feed or none', async () => {
  const document = fc.array(tag, { maxLength: 40 }).map(parts => Buffer.from(parts.join('')))
  await fc.assert(
    fc.asyncProperty(document, bytes => expectFeedOrNot(bytes)),
    { numRuns: 600 },
  )
})

test('a feed begun by any root and filled with any heap of tags is read', async () => {
  const document = fc.tuple(
    fc.constantFrom('<rss>', '<feed>', '<rdf:RDF>', '<channel>'),
    fc.array(tag, { maxLength: 40 }),
  )
  await fc.assert(
    fc.asyncProperty(document, async ([root, parts]) => {
      const { items } = await parseFeed(Buffer.from(root + parts.join('')))
      expect(items.every(item => Array.isArray(item.links))).toBe(true)
    }),
    { numRuns: 600 },
  )
})

test('any JSON with items is a feed', async () => {
  const member = fc.dictionary(
    fc.constantFrom(
      'id',
      'url',
      'title',
      'content_html',
      'tags',
      'authors',
      'attachments',
      'date_published',
      'image',
    ),
    fc.jsonValue(),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(member), fc.jsonValue(), async (items, title) => {
      const read = await parseFeed(Buffer.from(JSON.stringify({ title, items })))
      expect(read.items).toHaveLength(items.length)
    }),
  )
})

test('a cut feed is read up to the last whole item, wherever it is cut', async () => {
  const items = Array.from(
    { length: 5 },
    (_, i) => `<item><title>${i}</title><description><![CDATA[<p>${i}</p>]]></description></item>`,
  )
  const start = '<rss version="2.0"><channel><title>t</title>'
  const xml = start + items.join('')
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: start.length, max: xml.length }), async length => {
      // The last `>` may be missing.
      const whole = items.filter((_, i) => start.length + items.slice(0, i + 1).join('').length <= length + 1)
      const read = await parseFeed(Buffer.from(xml.slice(0, length)))
      expect(read.items.map(({ title }) => title)).toEqual(whole.map((_, i) => String(i)))
    }),
  )
})
