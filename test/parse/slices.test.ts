import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseFeed } from '../../src/parse/parse.ts'
import { type Slices, sliceFeed } from '../../src/parse/slices.ts'

const rss = (items: string) => `<?xml version="1.0"?><!-- <item> -->
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>News</title>
<lastBuildDate>Mon, 01 Jan 2024 10:00:00 GMT</lastBuildDate>
${items}
</channel></rss>`

const cut = (text: string) => sliceFeed(text)?.items.map(({ start, end }) => text.slice(start, end))

test.each([
  [
    'RSS',
    rss('<item><title>a</title></item>\n<item><title>b</title></item>'),
    ['<item><title>a</title></item>', '<item><title>b</title></item>'],
  ],
  [
    'Atom',
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id></entry> <entry/></feed>',
    ['<entry><id>1</id></entry>', '<entry/>'],
  ],
  [
    'RDF',
    '<rdf:RDF xmlns="http://purl.org/rss/1.0/"><channel><items/></channel><item about="1"></item></rdf:RDF>',
    ['<item about="1"></item>'],
  ],
  [
    'a prefix of its own',
    '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry>x</a:entry></a:feed>',
    ['<a:entry>x</a:entry>'],
  ],
  [
    'CDATA with other tags',
    rss('<item><description><![CDATA[<p>a</p>]]></description></item>'),
    ['<item><description><![CDATA[<p>a</p>]]></description></item>'],
  ],
  ['no items', rss(''), []],
])('the items of %s are cut whole', (_, text, expected) => {
  expect(cut(text)).toEqual(expected)
})

test.each([
  [
    'a CDATA section that holds an item tag',
    rss('<item><description><![CDATA[a </item> b]]></description></item>'),
  ],
  ['an element that is not closed', rss('<item><title>a</item>')],
  ['HTML that is not escaped or closed', rss('<item><description>a<br>b</description></item>')],
  ['a document that was cut', rss('<item><title>a</title></item>').slice(0, -12)],
  ['an element between two items', rss('<item>a</item><ttl>5</ttl><item>b</item>')],
  ['text between two items', rss('<item>a</item> and <item>b</item>')],
  ['a bare less-than', rss('<item><title>a < b</title></item>')],
  ['an HTML page', '<html><body>a</body></html>'],
  ['JSON', '{"items":[]}'],
  ['nothing', ''],
])('%s is not cut', (_, text) => {
  expect(sliceFeed(text)).toBeNull()
})

test('what can change how items are read is told from what changes with every build', () => {
  const { context, prolog } = sliceFeed(rss('<item>a</item>')) as Slices
  expect(context).toBe('<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>')
  expect(prolog).toContain('lastBuildDate')
})

const text = fc.stringMatching(/^[^<>&\]\p{C}]{0,20}$/u)
const item = fc
  .tuple(text, text)
  .map(
    ([title, body]) =>
      `<item><title>t${title}</title><dc:creator>${body}</dc:creator><description><![CDATA[${body}]]></description></item>`,
  )

test('any of the items between prolog and tail are read as in the whole', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(item, { minLength: 1, maxLength: 6 }), fc.nat(5), async (items, n) => {
      const whole = rss(items.join('\n'))
      const { prolog, items: ranges, tail } = sliceFeed(whole) as Slices
      const chosen = n % ranges.length
      const range = ranges[chosen] as { start: number; end: number }
      const part = prolog + whole.slice(range.start, range.end) + tail
      const [all, one] = await Promise.all([whole, part].map(xml => parseFeed(Buffer.from(xml))))
      expect(one?.items).toEqual([all?.items[chosen]])
      expect(one?.feed).toEqual(all?.feed)
    }),
    { numRuns: 50 },
  )
})
