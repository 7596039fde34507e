import { parseFeed } from 'feedsmith'
import { describe, expect, test } from 'vitest'
import { sampleFeed } from '../../src/demo/feed-of.ts'
import { OUTLETS } from '../../src/demo/outlets.ts'

const ORIGIN = 'http://127.0.0.1:8089'
const newestAt = Date.parse('2026-03-14T09:26:53.589Z')

function textOf(outletId: string, encoding = 'utf-8'): string {
  return new TextDecoder(encoding, { fatal: true }).decode(sampleFeed(outletId, ORIGIN, newestAt).body)
}

/** Title and date of every item, read by a foreign parser. */
function itemsOf(outletId: string): [string | undefined, number][] {
  const { format, feed } = parseFeed(textOf(outletId, outletId === 'sariya' ? 'windows-1256' : 'utf-8'))
  if (format === 'json') return (feed.items ?? []).map(({ title, date_published: date }) => [title, at(date)])
  if (format === 'atom')
    return (feed.entries ?? []).map(({ title, published }) => [title?.value, at(published)])
  if (format === 'rdf') return (feed.items ?? []).map(({ title, dc }) => [title, at(dc?.dates?.[0])])
  return (feed.items ?? []).map(({ title, pubDate }) => [title, at(pubDate)])
}

function at(date: unknown): number {
  return Date.parse(String(date))
}

describe('a sample feed', () => {
  const wellFormed = OUTLETS.filter(({ format }) => format !== 'rss-broken')

  test.each(wellFormed.map(({ id, format }) => [format, id]))(
    '%s of %s lists its articles, each dated',
    (format, id) => {
      const articles = OUTLETS.find(outlet => outlet.id === id)?.articles ?? []
      const tick = format.startsWith('rss') ? 1000 : 1
      expect(itemsOf(id)).toEqual(
        articles.map(({ title, minutesAgo }) => {
          const exactAt = newestAt - minutesAgo * 60_000
          return [title, exactAt - (exactAt % tick)]
        }),
      )
    },
  )

  test('has the newest article of all outlets exactly at the instant asked for', () => {
    const newest = wellFormed.flatMap(({ id }) => itemsOf(id)).map(([, date]) => date)
    expect(Math.max(...newest)).toBe(newestAt)
  })

  test('is the same bytes whenever it is written', () => {
    for (const { id } of OUTLETS)
      expect(sampleFeed(id, ORIGIN, newestAt)).toEqual(sampleFeed(id, ORIGIN, newestAt))
  })

  test('of an unknown outlet is a mistake of the caller', () => {
    expect(() => sampleFeed('times', ORIGIN, newestAt)).toThrow('no sample outlet is called times')
  })
})

describe('a format', () => {
  test('windows-1256 is declared in the document alone, and is not UTF-8', () => {
    expect(sampleFeed('sariya', ORIGIN, newestAt).contentType).toBe('application/xml')
    expect(() => textOf('sariya')).toThrow()
    const text = textOf('sariya', 'windows-1256')
    expect(text).toMatch(/^<\?xml version="1.0" encoding="windows-1256"\?>/)
    expect(text).toContain('<title>السارية</title>')
    expect(text).toContain('«مدينتنا»')
    expect(text).not.toContain('&#')
  })

  test.each([
    ['bare ampersands', / & /],
    ['a bare ampersand in a link', /utm_source=rss&utm_medium=feed<\/link>/],
    ['entities that nobody declared', /&mdash;.*&rsquo;|&rsquo;.*&mdash;/s],
    ['pounds by their HTML name', /&pound;14m/],
    ['prefixes that nobody declared', /<dc:creator>[\s\S]*<media:content /],
  ])('the broken RSS has %s', (_, fault) => {
    expect(textOf('courier')).toMatch(fault)
    expect(textOf('courier')).not.toContain('xmlns')
  })

  test('the Atom of the agency carries XHTML inline', () => {
    expect(textOf('masar')).toContain(
      '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><figure>',
    )
  })

  test('the relative Atom names its base once and no other address', () => {
    const text = textOf('northwire')
    expect(text.split(ORIGIN)).toHaveLength(2)
    expect(text).toContain(`xml:base="${ORIGIN}/northwire/"`)
    expect(text).toContain('href="hudhud-3-reaches-orbit"')
    expect(text).toContain('&lt;img src=&quot;pictures/night.png&quot;')
  })

  test('the relative Atom marks its Arabic dispatch', () => {
    expect(textOf('northwire')).toMatch(/<entry xml:lang="ar">\n<id>[^<]*<\/id>\n<title>وفد طالبان/)
  })

  test('the JSON Feed is of version 1.1, and every item has a body', () => {
    const feed = JSON.parse(textOf('meridian'))
    expect(feed.version).toBe('https://jsonfeed.org/version/1.1')
    expect(feed.items).toHaveLength(10)
    for (const item of feed.items) expect(item.content_html ?? item.content_text).toMatch(/\w/)
  })

  test('one recording is enclosed', () => {
    expect(textOf('lantern').match(/<enclosure [^>]*>/g)).toEqual([
      `<enclosure url="${ORIGIN}/lantern/harbour-hour.wav" type="audio/wav" length="24044"/>`,
    ])
  })

  test('the page with keywords has its list and its related headlines in the feed too', () => {
    const text = textOf('nawafith')
    expect(text).toContain(
      'كلمات مفتاحية:&lt;/strong&gt; طالبان ، روسيا ، موسكو ، أفغانستان ، الدولة الإسلامية',
    )
    expect(text.match(/&lt;li&gt;/g)).toHaveLength(10)
  })
})
