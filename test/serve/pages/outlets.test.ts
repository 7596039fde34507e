import { describe, expect, test } from 'vitest'
import type { Visit } from '../../../src/model/outlet.ts'
import { outletPage } from '../../../src/serve/pages/outlet.ts'
import { outletsPage } from '../../../src/serve/pages/outlets.ts'
import {
  aDocument,
  aFrame,
  anEnglishEntry,
  anOutletRow,
  arabicSite,
  aVisit,
  englishSite,
  feedLinks,
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

function outlets(visits: (Visit | null)[], isAdmin = false, site = englishSite) {
  const rows = visits.map((lastVisit, i) =>
    anOutletRow({ lastVisit, card: { id: `o${i}`, title: `O${i}`, siteUrl: null, language: null } }),
  )
  return outletsPage({ ...aFrame(site), isAdmin, outlets: rows, allStories })
}

function outlet(isAdmin: boolean, lastVisit: Visit | null = broken) {
  const document = aDocument([anEnglishEntry()], '/outlets/courier')
  const visits = lastVisit === null ? [] : [lastVisit]
  return outletPage({
    ...aFrame(englishSite),
    isAdmin,
    outlet: anOutletRow({ lastVisit, failures: 4 }),
    document,
    visits,
  })
}

async function cells(page: ReturnType<typeof outlets>): Promise<string[]> {
  return (await all(page, 'td')).map(({ text }) => text.replaceAll(/\s+/g, ' ').trim())
}

describe('the outlets', () => {
  test.each<[string, Visit | null, string]>([
    ['that was read', aVisit(), 'well'],
    ['with nothing new', aVisit({ outcome: 'unchanged' }), 'well'],
    ['that asked for time', aVisit({ outcome: 'refused' }), 'asked us to wait'],
    ['that is closed', aVisit({ outcome: 'gone' }), 'closed for good'],
    ['that is down', broken, 'cannot be reached'],
    ['that sends something else', aVisit({ outcome: 'not-a-feed' }), 'not a feed'],
    ['that is new', null, 'not visited yet'],
  ])('an outlet %s says so in words', async (_, visit, words) => {
    expect((await cells(outlets([visit])))[0]).toBe(words)
  })

  test('each says its last and next visit, its articles and its failures', async () => {
    expect((await cells(outlets([aVisit()]))).slice(1)).toEqual([
      '10 minutes ago',
      'in 5 minutes',
      '1,234',
      '0',
    ])
  })

  test('those in trouble come first, the others keep their order', async () => {
    const page = outlets([aVisit(), broken, null, aVisit({ outcome: 'gone' })])
    const names = (await all(page, 'th')).flatMap(({ text, attributes }) =>
      attributes.scope === 'row' ? text : [],
    )
    expect(names).toEqual(['O1', 'O3', 'O0', 'O2'])
  })

  test.each([
    [englishSite, '3 outlets: 2 outlets are well, 1 outlet is in trouble'],
    [arabicSite, '3 مصادر: مصدران يعملان، مصدر واحد متعثّر'],
  ])('are counted as a whole', async (site, words) => {
    const page = outlets([aVisit(), aVisit(), broken], false, site)
    const [lede] = (await all(page, 'p')).filter(({ attributes }) => attributes.class === 'lede')
    expect(lede?.text).toBe(words)
  })
})

describe.each([
  ['the outlets', (isAdmin: boolean) => outlets([broken], isAdmin)],
  ['an outlet', (isAdmin: boolean) => outlet(isAdmin)],
])('%s', (_, page) => {
  test('shows addresses and errors to the admin alone', async () => {
    expect(String(await page(true))).toContain('https://courier.example/rss?key=s3cret')
    expect(String(await page(true))).toContain('answered 502')
    expect(String(await page(false))).not.toMatch(/s3cret|502/)
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
    expect((await all(outlet(false), 'dd'))[0]?.text.trim()).toBe('cannot be reached 4 failures in a row')
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
