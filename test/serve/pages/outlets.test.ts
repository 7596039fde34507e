import { describe, expect, test } from 'vitest'
import type { OutletState } from '../../../src/flows/outlet-state.ts'
import type { Site } from '../../../src/model/config.ts'
import type { Visit } from '../../../src/model/outlet.ts'
import type { Markup } from '../../../src/serve/pages/layout.ts'
import { outletPage } from '../../../src/serve/pages/outlet.ts'
import type { OutletSort } from '../../../src/serve/pages/outlet-words.ts'
import { outletsPage } from '../../../src/serve/pages/outlets.ts'
import type { OutletRow } from '../../../src/serve/pages/views.ts'
import {
  aDocument,
  aFrame,
  anEnglishEntry,
  anOutletRow,
  arabicSite,
  aVisit,
  englishSite,
  feedLinks,
  HOUR_MS,
  MINUTE_MS,
  now,
} from './builders.ts'
import { all, links } from './page-outline.ts'

const allStories = feedLinks('كل الأخبار', '/stories')
const broken = aVisit({
  outcome: 'failed',
  status: 502,
  problem: 'https://courier.example/rss?key=s3cret answered 502',
  newArticles: 0,
  changedArticles: 0,
})

type Asked = {
  isAdmin?: boolean
  site?: Site
  state?: OutletState['kind'] | null
  sort?: OutletSort
  page?: number
}

function outlets(rows: Partial<OutletRow>[], asked: Asked = {}) {
  const { isAdmin = false, site = englishSite, state = null, sort = 'state', page = 1 } = asked
  const named = rows.map((row, i) =>
    anOutletRow({ card: { id: `o${i}`, title: `O${i}`, siteUrl: null, language: null }, ...row }),
  )
  return outletsPage({ ...aFrame(site), isAdmin, outlets: named, state, sort, page, allStories })
}

function outlet(isAdmin: boolean, lastVisit: Visit | null = broken, row: Partial<OutletRow> = moved) {
  const document = aDocument([anEnglishEntry()], '/outlets/courier')
  const visits = lastVisit === null ? [] : [lastVisit]
  return outletPage({
    ...aFrame(englishSite),
    isAdmin,
    outlet: anOutletRow({ ...row, lastVisit, failures: 4 }),
    document,
    visits,
  })
}

async function cells(page: ReturnType<typeof outlets>): Promise<string[]> {
  return (await all(page, 'td')).map(({ text }) => text.replaceAll(/\s+/g, ' ').trim())
}

const failing: OutletState = { kind: 'failing', since: now - 3 * 24 * HOUR_MS, isLong: false }
const gone: OutletState = { kind: 'gone', since: now - 30 * 24 * HOUR_MS }

async function names(page: Markup): Promise<string[]> {
  return (await all(page, 'th')).flatMap(({ text, attributes }) => (attributes.scope === 'row' ? text : []))
}

describe('the outlets', () => {
  test.each<[string, Partial<OutletRow>, string]>([
    ['that was read', { state: { kind: 'well' } }, 'well'],
    [
      'that had to be mended',
      {
        state: { kind: 'repaired', repairs: [] },
        repairs: [
          { kind: 'bare-ampersand', count: 2 },
          { kind: 'of-a-later-version', count: 1 },
        ],
      },
      'read, after repair & that begins nothing (2), of-a-later-version (1)',
    ],
    [
      'that asked for time',
      { state: { kind: 'asked-to-wait', until: now + HOUR_MS } },
      'asked us to wait until March 14, 2026 at 1:00 PM',
    ],
    ['that is closed', { state: gone }, 'closed for good since February 12, 2026'],
    [
      'that is down',
      { state: failing, failures: 4 },
      'cannot be reached since March 11, 2026 4 failures in a row',
    ],
    [
      'that sends something else',
      { state: { ...failing, kind: 'not-a-feed' } },
      'not a feed since March 11, 2026',
    ],
    ['that is new', { state: { kind: 'waiting' }, lastVisit: null }, 'not visited yet'],
  ])('an outlet %s says so in words', async (_, row, words) => {
    expect((await cells(outlets([row])))[0]).toBe(words)
  })

  test('each says what it published, its last and next visit and its articles', async () => {
    expect((await cells(outlets([{}]))).slice(1)).toEqual([
      'The last 14 days: 30 articles, 9 at most in a day',
      '10 minutes ago',
      'in 5 minutes',
      '1,234',
    ])
  })

  test('an outlet that published nothing draws a line, and says so', async () => {
    const page = String(await outlets([{ perDay: [0, 0, 0] }]))
    expect(page).toContain('The last 3 days: none')
    expect(page).not.toContain('NaN')
  })

  const rows = [
    { articleCount: 5 },
    { state: failing, articleCount: 9 },
    { state: gone, lastVisit: aVisit({ at: now - MINUTE_MS }) },
  ]
  test.each<[string, Asked, string[]]>([
    ['those in trouble first', {}, ['O2', 'O1', 'O0']],
    ['by name', { sort: 'name' }, ['O0', 'O1', 'O2']],
    ['the last visited first', { sort: 'visit' }, ['O2', 'O0', 'O1']],
    ['those with most articles first', { sort: 'articles' }, ['O2', 'O1', 'O0']],
    ['those of one state alone', { state: 'failing' }, ['O1']],
    ['none where none is in that state', { state: 'waiting' }, []],
  ])('are listed %s', async (_, asked, expected) => {
    expect(await names(outlets(rows, asked))).toEqual(expected)
  })

  test('a long list comes in parts', async () => {
    const many = Array.from({ length: 120 }, () => ({}))
    const asked: Asked = { sort: 'name', state: 'well' }
    expect(Buffer.byteLength(String(await outlets(many, asked)))).toBeLessThan(60_000)
    expect((await names(outlets(many, asked))).length).toBe(50)
    expect((await names(outlets(many, { ...asked, page: 3 }))).length).toBe(20)
    expect(await links(outlets(many, { ...asked, page: 2 }))).toMatchObject({
      'Outlets before': '/outlets?state=well&sort=name',
      'Further outlets': '/outlets?state=well&sort=name&page=3',
    })
    expect(await names(outlets(many, { ...asked, page: 9 }))).toEqual([])
  })

  test('their states are counted, and each leads to those in it, in the order that was asked for', async () => {
    const found = await links(outlets(rows, { sort: 'name' }))
    expect(found).toMatchObject({
      'All 3': '/outlets?sort=name',
      'cannot be reached 1': '/outlets?state=failing&sort=name',
      'well 1': '/outlets?state=well&sort=name',
      articles: '/outlets?sort=articles',
    })
    expect(Object.keys(found)).not.toContain('not visited yet 0')
  })

  test.each([
    [englishSite, '3 outlets: 2 outlets are well, 1 outlet is in trouble'],
    [arabicSite, '3 مصادر: مصدران يعملان، مصدر واحد متعثّر'],
  ])('are counted as a whole', async (site, words) => {
    const page = outlets([{}, { state: { kind: 'repaired', repairs: [] } }, { state: failing }], { site })
    const [lede] = (await all(page, 'p')).filter(({ attributes }) => attributes.class === 'lede')
    expect(lede?.text).toBe(words)
  })
})

const moved: Partial<OutletRow> = {
  lastVisit: broken,
  state: { ...failing, isLong: true },
  movedTo: 'https://courier.example/new?key=s3cret',
}

describe.each([
  ['the outlets', (isAdmin: boolean) => outlets([moved], { isAdmin })],
  ['an outlet', (isAdmin: boolean) => outlet(isAdmin)],
])('%s', (_, page) => {
  test('shows addresses and errors to the admin alone', async () => {
    expect(String(await page(true))).toContain('https://courier.example/rss?key=s3cret')
    expect(String(await page(true))).toContain('answered 502')
    expect(String(await page(true))).toContain('https://courier.example/new')
    expect(String(await page(true))).toContain('Look for another address')
    expect(String(await page(false))).not.toMatch(/s3cret|502|Look for another/)
  })
})

describe('an outlet', () => {
  test('leads to its site, its articles and its feeds', async () => {
    const found = await links(outlet(false))
    expect(found['courier.example']).toBe('https://courier.example/')
    expect(found['Tidal power station feeds its first electricity to the grid']).toBe(
      'https://courier.example/science/tides',
    )
    expect(found.Atom).toBe('/outlets/courier.atom')
  })

  test('tells how often in a row it failed', async () => {
    expect((await all(outlet(false), 'dd'))[0]?.text.trim()).toBe(
      'cannot be reached since March 11, 2026 4 failures in a row',
    )
  })

  test.each<[string, Partial<Visit>, string[]]>([
    ['that brought articles', {}, ['read', '3 new articles, 1 changed article', '340 ms', '48.2 kB']],
    [
      'that brought nothing',
      { outcome: 'unchanged', newArticles: 0, changedArticles: 0, bytes: 0, tookMs: 20_500 },
      ['nothing new', '—', '20.5 sec', '—'],
    ],
  ])('shows a visit %s', async (_, change, expected) => {
    expect((await cells(outlet(false, aVisit(change)))).slice(1)).toEqual(expected)
  })
})
