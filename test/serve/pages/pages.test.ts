import { describe, expect, test } from 'vitest'
import type { Site } from '../../../src/model/config.ts'
import { errorPage } from '../../../src/serve/pages/error.ts'
import type { Markup } from '../../../src/serve/pages/layout.ts'
import { notFoundPage } from '../../../src/serve/pages/not-found.ts'
import { outletPage } from '../../../src/serve/pages/outlet.ts'
import { outletsPage } from '../../../src/serve/pages/outlets.ts'
import { riverPage } from '../../../src/serve/pages/river.ts'
import { storyPage } from '../../../src/serve/pages/story.ts'
import { topicPage } from '../../../src/serve/pages/topic.ts'
import {
  aCoverageItem,
  aDocument,
  aFrame,
  aHeadline,
  anEnglishEntry,
  anEntry,
  anOutletRow,
  aRiver,
  arabicSite,
  aStoryView,
  aTopicView,
  aVisit,
  englishSite,
  feedLinks,
} from './builders.ts'
import { all, outline } from './page-outline.ts'

const paging = { before: 'OTk', older: 'MTIz' }
const allStories = feedLinks('كل الأخبار', '/stories')
const arabic = anEntry({
  image: 'https://nahar.example/77.jpg',
  headlines: [aHeadline(), aHeadline({ kind: 'related', title: 'قمة سابقة' })],
  outletCount: 3,
  independentCount: 2,
  why: [{ clause: 'طالبان', field: 'title', words: ['طالبان'] }],
})
const document = aDocument([arabic, anEnglishEntry()])
const topics = [{ id: 'x', ...feedLinks('روسيا', '/topics/x') }]
const badQuery = { kind: 'bad-query' as const, query: 'a (b', at: 2, message: 'unclosed' }
const isAdmin = true
const outlet = anOutletRow()

const pages: [string, (site: Site) => Markup][] = [
  ['the river', site => riverPage({ ...aRiver([], site), document, topics, paging })],
  ['the river with nothing in it', site => riverPage(aRiver([], site))],
  ['a topic', site => topicPage({ ...aTopicView({}, site), document, paging })],
  [
    'a story in Arabic',
    site =>
      storyPage({
        ...aStoryView({}, site),
        entry: arabic,
        splitPath: '/stories/x/split',
        coverage: [aCoverageItem(), aCoverageItem({ articleId: 3 })],
      }),
  ],
  ['a story in English', site => storyPage({ ...aStoryView({}, site), entry: anEnglishEntry() })],
  [
    'the outlets',
    site =>
      outletsPage({
        ...aFrame(site),
        isAdmin,
        outlets: [outlet],
        state: null,
        sort: 'state',
        page: 1,
        allStories,
      }),
  ],
  ['an outlet', site => outletPage({ ...aFrame(site), isAdmin, outlet, document, visits: [aVisit()] })],
  ['a page that never was', site => notFoundPage({ ...aFrame(site), kind: 'not-found' })],
  ['a page that is gone', site => notFoundPage({ ...aFrame(site), kind: 'gone' })],
  ['a mistaken query', site => errorPage({ ...aFrame(site), problem: badQuery })],
  ['a failure of ours', site => errorPage({ ...aFrame(site), problem: { kind: 'failed' } })],
]

describe.each(pages)('%s', (_, page) => {
  test.each([
    ['is Arabic and runs from right to left on an Arabic site', arabicSite, { lang: 'ar', dir: 'rtl' }],
    ['is English and runs from left to right on an English site', englishSite, { lang: 'en', dir: 'ltr' }],
  ])('%s', async (_, site, attributes) => {
    expect((await all(page(site), 'html')).map(element => element.attributes)).toEqual([attributes])
  })

  test('closes every element that it opens, and uses an id once', async () => {
    const { elements, unclosed } = await outline(page(arabicSite))
    const ids = elements.flatMap(({ attributes }) => attributes.id ?? [])
    expect(unclosed).toEqual([])
    expect(ids).toEqual([...new Set(ids)])
    expect(ids).toContain('main')
  })

  test('has nothing that a strict content security policy forbids', async () => {
    const { elements } = await outline(page(arabicSite))
    const attributes = elements.flatMap(element => Object.keys(element.attributes))
    for (const { name, text, attributes } of elements.filter(element => element.name === 'script')) {
      expect([name, text, attributes.type]).toEqual(['script', '', 'module'])
      expect(attributes.src).toMatch(/^\/static\/v1\/[a-z-]+\.js$/)
    }
    expect(elements.map(({ name }) => name)).not.toContain('style')
    expect(attributes.filter(name => name === 'style' || name.startsWith('on'))).toEqual([])
  })

  test('asks nobody else for anything but images', async () => {
    const { elements } = await outline(page(arabicSite))
    const fetched = elements.filter(
      ({ name, attributes }) => name === 'link' && attributes.rel !== 'alternate',
    )
    expect(fetched.map(({ attributes }) => attributes.href)).toEqual([
      '/static/v1/favicon.svg',
      '/static/v1/vazirmatn.woff2',
      '/static/v1/style.css',
    ])
  })

  test('has one main heading, and skips no level below it', async () => {
    const { elements } = await outline(page(arabicSite))
    const levels = elements.flatMap(({ name }) => (/^h[1-6]$/.test(name) ? Number(name[1]) : []))
    expect(levels.filter(level => level === 1)).toHaveLength(1)
    expect(levels[0]).toBe(1)
    for (const [i, level] of levels.entries()) expect(level - (levels[i - 1] ?? 0)).toBeLessThanOrEqual(1)
  })

  test('has its landmarks, and a way past the navigation first of all', async () => {
    const { elements } = await outline(page(arabicSite))
    const names = elements.map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['header', 'nav', 'main', 'footer']))
    expect(names.filter(name => name === 'main')).toHaveLength(1)
    expect(elements.find(({ name }) => name === 'a')?.attributes.href).toBe('#main')
  })

  test('keeps to the path that the site is published under', async () => {
    const behindProxy = { ...arabicSite, url: 'https://news.example/khulasa' }
    const addresses = (await all(page(behindProxy), 'a')).map(({ attributes }) => attributes.href)
    expect(addresses).toEqual(expect.arrayContaining(['/khulasa/', '/khulasa/outlets']))
    expect(addresses).not.toContain('/outlets')
  })
})
