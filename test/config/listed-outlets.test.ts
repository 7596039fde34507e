import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkConfig } from '../../src/config/check.ts'
import { listedOutlets } from '../../src/config/listed-outlets.ts'
import { outletIdFor } from '../../src/config/outlet-id.ts'
import type { OpmlOutlet } from '../../src/parse/opml.ts'

const listed = (title: string | null, url: string, id?: string): OpmlOutlet => ({
  title,
  url,
  siteUrl: null,
  folder: null,
  ...(id && { id }),
})

test.each([
  ['BBC News - World', 'https://feeds.bbci.co.uk/news/world/rss.xml', 'bbc-news-world'],
  ['El País: América', 'https://feeds.elpais.com/rss', 'el-pais-america'],
  ["L'Orient–Le Jour", 'https://lorient.example/rss', 'lorient-le-jour'],
  ['الجزيرة', 'https://www.aljazeera.net/feed', 'aljazeera'],
  ['24', 'https://rss.24.example.ae/all', '24-example'],
  [null, 'https://www.example.org/a.xml', 'example'],
  ['تونس', 'https://أخبار.تونس/rss', 'xn-mgbyb4c'],
  [null, 'http://192.0.2.7/rss', '192-0-2'],
  ['—', 'https://m./', 'outlet'],
])('an outlet that is called %s at %s gets the id %s', (title, url, id) => {
  const found = outletIdFor(title, new URL(url).href)
  if (id === 'xn-mgbyb4c') expect(found).toMatch(/^xn-/)
  else expect(found).toBe(id)
})

test('any outlet gets an id that addresses take, and the same one each time', () => {
  fc.assert(
    fc.property(fc.option(fc.string({ unit: 'binary' })), fc.webUrl(), (title, url) => {
      const id = outletIdFor(title, url)
      expect(id).toMatch(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/)
      expect(outletIdFor(title, url)).toBe(id)
    }),
  )
})

test('of outlets with the same name the later ones are marked by their address, whatever else is listed', () => {
  const [first, second, third] = [
    listed('News', 'https://a.example/rss'),
    listed('News', 'https://b.example/rss'),
    listed('News', 'https://c.example/rss'),
  ] as const
  const ids = listedOutlets([first, second, third]).map(({ id }) => id)
  expect(ids[0]).toBe('news')
  expect(ids[1]).toMatch(/^news-[0-9a-f]{8}$/)
  expect(listedOutlets([first, third]).map(({ id }) => id)).toEqual([ids[0], ids[2]])
})

test('an id that the list says is kept, even by one that stands behind another of its name', () => {
  const found = listedOutlets([
    listed('News', 'https://a.example/rss'),
    listed('Renamed', 'https://b.example/rss', 'news'),
    listed('Bad', 'https://c.example/rss', 'NOT AN ID'),
  ])
  expect(found.map(({ id }) => id)).toEqual([expect.stringMatching(/^news-[0-9a-f]{8}$/), 'news', 'bad'])
})

test('what is configured already is not listed again, and keeps its id', () => {
  const there = [{ id: 'news', url: 'https://a.example/rss' }]
  const found = listedOutlets(
    [listed('Other', 'https://a.example/rss'), listed('News', 'https://b.example/rss', 'news')],
    there,
  )
  expect(found).toEqual([
    { id: expect.stringMatching(/^news-[0-9a-f]{8}$/), url: 'https://b.example/rss', title: 'News' },
  ])
})

test('a list of outlets is as good as those that are written out, and topics may name them', () => {
  const list = [
    listed('The Gazette', 'https://gazette.example/feed'),
    listed(null, 'https://herald.example/feed'),
  ]
  const topics = [{ id: 'all', query: '*', outlets: ['the-gazette', 'herald'] }]
  const verdict = checkConfig({ outletsFrom: 'outlets.opml', topics }, list)
  expect('config' in verdict && verdict.config.outlets).toMatchObject([
    { id: 'the-gazette', title: 'The Gazette', url: 'https://gazette.example/feed', private: false },
    { id: 'herald', title: null, url: 'https://herald.example/feed' },
  ])
})

test('without a single outlet there is nothing to do', () => {
  const verdict = checkConfig({ outletsFrom: 'outlets.opml' }, [])
  expect('problems' in verdict && verdict.problems).toEqual([
    { place: 'outlets', message: 'name at least one outlet' },
  ])
})

test('what is wrong with the outlets that are written out is told as ever', () => {
  const verdict = checkConfig({ outlets: [{ id: 'A!', url: 7 }, null, 'x'] }, [
    listed('B', 'https://b.example/rss'),
  ])
  expect('problems' in verdict && verdict.problems.map(({ place }) => place)).toEqual([
    'outlets[0].id',
    'outlets[0].url',
    'outlets[1]',
    'outlets[2]',
  ])
})
