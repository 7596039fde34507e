import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FeedEntry } from '../../../src/model/feed-document.ts'
import type { Markup } from '../../../src/serve/pages/layout.ts'
import { riverPage } from '../../../src/serve/pages/river.ts'
import type { RiverView } from '../../../src/serve/pages/views.ts'
import {
  aHeadline,
  anEnglishEntry,
  anEntry,
  aRiver,
  arabicSite,
  englishSite,
  feedLinks,
  MINUTE_MS,
  now,
} from './builders.ts'
import { all, links, outline } from './page-outline.ts'

function river(entries: FeedEntry[], change: Partial<RiverView> = {}): Markup {
  return riverPage({ ...aRiver(entries), ...change })
}

async function firstStory(entry: FeedEntry, change: Partial<RiverView> = {}): Promise<string> {
  return (await all(river([entry], change), 'article'))[0]?.text.replaceAll(/\s+/g, ' ').trim() ?? ''
}

describe('a story of the river', () => {
  test('stands in its own language and direction, whatever the site is in', async () => {
    const stories = await all(river([anEntry(), anEnglishEntry(), anEntry({ language: null })]), 'article')
    expect(stories.map(({ attributes: { lang, dir } }) => [lang, dir])).toEqual([
      ['ar', 'rtl'],
      ['en', 'ltr'],
      ['', 'rtl'],
    ])
  })

  test('says its outlet, when, and how many outlets report it, in the words of the site', async () => {
    const entry = anEnglishEntry({ outletCount: 5, independentCount: 2 })
    expect(await firstStory(entry)).toMatch(/^The Courier قبل 45 دقيقة 5 مصادر، منها اثنان مستقلان/)
    expect(await firstStory(entry, { site: englishSite })).toMatch(
      /^The Courier 45 minutes ago 5 outlets, 2 independent/,
    )
  })

  test('leads to the outlet by its title, and to its own page by its time', async () => {
    const found = await links(river([anEntry()]))
    expect(found['موسكو تستضيف جولة جديدة من المحادثات مع وفد من طالبان']).toBe(
      'https://nahar.example/world/77',
    )
    expect(found['قبل 45 دقيقة']).toBe('/stories/0195947e-0000-7000-8000-000000000001')
    expect(found['نهار اليوم']).toBe('/outlets/nahar')
  })

  test('tells the exact time, in the timezone of the site', async () => {
    const times = await all(river([anEntry()]), 'time')
    expect(times.map(({ attributes }) => attributes.datetime)).toEqual(['2026-03-14T11:15:00Z'])
    expect(times[0]?.attributes.title).toBe('14 مارس 2026 في 2:15 م')
  })

  test('lists its headlines by outlet, related ones after', async () => {
    const headlines = [
      aHeadline({ kind: 'related', title: 'R', outletTitle: 'ثالث', outletId: 'c' }),
      aHeadline({ title: 'A1', outletTitle: 'أول', outletId: 'a' }),
      aHeadline({ title: 'B1', outletTitle: 'ثان', outletId: 'b' }),
      aHeadline({ title: 'A2', outletTitle: 'أول', outletId: 'a' }),
    ]
    const found = await links(river([anEntry({ headlines })]))
    expect(Object.keys(found).filter(text => /^[ABR]\d?$/.test(text))).toEqual(['A1', 'A2', 'B1', 'R'])
    expect(await firstStory(anEntry({ headlines }))).toMatch(/أول A1 .*A2 .*ثان B1 .*أخبار ذات صلة ثالث R/)
  })

  test('shows six headlines of its coverage, and leads to the rest', async () => {
    const headlines = Array.from({ length: 9 }, (_, i) =>
      aHeadline({ title: `T${i}`, outletId: `o${i}`, at: now - i * MINUTE_MS }),
    )
    const found = await links(river([anEntry({ headlines })]))
    expect(Object.keys(found).filter(text => text.startsWith('T'))).toHaveLength(6)
    expect(found['و3 عناوين أخرى']).toBe('/stories/0195947e-0000-7000-8000-000000000001')
  })

  test('loads its picture late, in a box that is already there, and tells the outlet nothing', async () => {
    const images = await all(river([anEntry({ image: 'https://nahar.example/77.jpg' })]), 'img')
    expect(images.map(({ attributes }) => attributes)).toContainEqual(
      expect.objectContaining({
        src: 'https://nahar.example/77.jpg',
        width: '240',
        height: '160',
        loading: 'lazy',
        referrerpolicy: 'no-referrer',
      }),
    )
  })

  test('cuts a summary that is a whole article', async () => {
    const summary = 'كلمة طويلة '.repeat(2000)
    const [shown] = (await all(river([anEntry({ summary })]), 'p')).filter(
      ({ attributes }) => attributes.class === 'summary',
    )
    expect(shown?.text).toMatch(/طويلة…$|كلمة…$/)
    expect(shown?.text.length).toBeLessThanOrEqual(321)
  })
})

describe('what an outlet sends', () => {
  test.each([
    ['script', 'javascript:alert(1)'],
    ['script in capitals and blanks', ' JaVaScRiPt:alert(1)'],
    ['a document of its own', 'data:text/html,<script>alert(1)</script>'],
    ['a file of the machine', 'file:///etc/passwd'],
    ['a path of ours', '/api/outlets'],
    ['nothing that is a URL', 'http://['],
  ])('a link to %s is shown as text', async (_, url) => {
    const entry = anEntry({ url, image: url, headlines: [aHeadline({ url, title: 'خطر' })] })
    const { elements } = await outline(river([entry]))
    const addresses = elements.flatMap(({ attributes }) =>
      [attributes.href ?? [], attributes.src ?? []].flat(),
    )
    expect(addresses).not.toContain(url)
    expect(addresses.filter(address => !/^(\/|#|https:\/\/news\.example)/.test(address))).toEqual([])
    expect(elements.some(({ text }) => text.includes('خطر'))).toBe(true)
  })

  test('is text wherever it stands, never markup', async () => {
    const benign = await outline(riverSaying('x'))
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: fc.constantFrom(...'<>"\'&/= a\u200fb!-') }), async hostile => {
        const said = await outline(riverSaying(`x${hostile}`))
        expect(said.elements.map(({ name }) => name)).toEqual(benign.elements.map(({ name }) => name))
        expect(said.elements.find(({ name }) => name === 'h2')?.text).toBe(`x${hostile}`)
      }),
    )
  })
})

function riverSaying(text: string): Markup {
  const source = { id: text, title: text, siteUrl: null, feedUrl: null }
  const headlines = [aHeadline({ title: text, outletTitle: text, outletId: text, language: text })]
  const entry = anEntry({ title: text, summary: text, source, headlines, keywords: [text], language: text })
  return river([entry], { topics: [{ id: text, ...feedLinks(text, '/topics/x') }] })
}

describe('the river', () => {
  test('offers every topic as a page and as three feeds', async () => {
    const topics = [{ id: 'روسيا', ...feedLinks('روسيا وطالبان', '/topics/r') }]
    const page = river([], { topics })
    expect((await links(page))['روسيا وطالبان']).toBe('/topics/%D8%B1%D9%88%D8%B3%D9%8A%D8%A7')
    const feeds = (await all(page, 'a')).flatMap(({ attributes }) => (attributes.type ? attributes.href : []))
    expect(feeds).toEqual([
      ...['/stories.rss', '/stories.atom', '/stories.json'],
      ...['/topics/r.rss', '/topics/r.atom', '/topics/r.json'],
    ])
  })

  test('tells feed readers of all its feeds', async () => {
    const alternates = (await all(river([]), 'link')).filter(
      ({ attributes }) => attributes.rel === 'alternate',
    )
    expect(alternates.map(({ attributes }) => [attributes.type, attributes.href])).toEqual([
      ['application/rss+xml', '/stories.rss'],
      ['application/atom+xml', '/stories.atom'],
      ['application/feed+json', '/stories.json'],
    ])
  })

  test.each([
    ['has no way on where it is short', { before: null, older: null }, {}],
    ['leads to older stories', { before: null, older: 'a+b/c=' }, { 'أخبار أقدم': '?before=a%2Bb%2Fc%3D' }],
    ['leads back to the newest from the last page', { before: 'x', older: null }, { 'عُد إلى الأحدث': '?' }],
  ])('%s', async (_, paging, expected) => {
    const found = await links(river([], { paging }))
    const ways = Object.entries(found).filter(([, href]) => href.startsWith('?'))
    expect(Object.fromEntries(ways)).toEqual(expected)
  })

  test('says so when there is nothing yet', async () => {
    expect(String(await river([], { site: arabicSite }))).toContain('لا أخبار هنا بعد.')
  })

  test('is within 60 KB at twenty stories of five headlines', async () => {
    const headlines = Array.from({ length: 5 }, (_, i) => aHeadline({ outletId: `o${i}` }))
    const entries = Array.from({ length: 20 }, () =>
      anEntry({ headlines, image: 'https://nahar.example/7.jpg' }),
    )
    expect(Buffer.byteLength(String(await river(entries)))).toBeLessThan(60_000)
  })
})
