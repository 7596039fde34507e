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
  aDocument,
  aFrame,
  aHeadline,
  anEnglishEntry,
  anEntry,
  anOutletRow,
  arabicSite,
  aTopic,
  aVisit,
  englishSite,
  feedLinks,
} from './builders.ts'

const paging = { before: null, older: 'MTIz' }
const entries = [
  anEntry({
    image: 'https://nahar.example/77.jpg',
    headlines: [aHeadline(), aHeadline({ kind: 'related', title: 'قمة سابقة' })],
    outletCount: 3,
    independentCount: 2,
    why: [{ clause: 'طالبان', field: 'title', words: ['طالبان'] }],
  }),
  anEnglishEntry(),
]
const allStories = feedLinks('كل الأخبار', '/stories')

const pages: [string, (site: Site) => Markup][] = [
  [
    'the river',
    site =>
      riverPage({
        ...aFrame(site),
        document: aDocument(entries),
        topics: [{ id: 'x', ...feedLinks('روسيا', '/topics/x') }],
        paging,
      }),
  ],
  ['a topic', site => topicPage({ ...aFrame(site), topic: aTopic(), document: aDocument(entries), paging })],
  ...entries.map((entry): [string, (site: Site) => Markup] => [
    `a story in ${entry.language}`,
    site => storyPage({ ...aFrame(site), entry, allStories }),
  ]),
  [
    'the outlets',
    site => outletsPage({ ...aFrame(site), isAdmin: true, outlets: [anOutletRow()], allStories }),
  ],
  [
    'an outlet',
    site =>
      outletPage({
        ...aFrame(site),
        isAdmin: true,
        outlet: anOutletRow(),
        document: aDocument(entries),
        visits: [aVisit()],
      }),
  ],
  ['a page that is not there', site => notFoundPage({ ...aFrame(site), kind: 'not-found' })],
  [
    'a mistaken query',
    site =>
      errorPage({
        ...aFrame(site),
        problem: { kind: 'bad-query', query: 'a (b', at: 2, message: 'unclosed' },
      }),
  ],
]

describe.each(pages)('%s', (_, page) => {
  test.each([
    ['an Arabic site is Arabic and runs from right to left', arabicSite, '<html lang="ar" dir="rtl">'],
    ['an English site is English and runs from left to right', englishSite, '<html lang="en" dir="ltr">'],
  ])('%s', async (_, site, opening) => {
    expect(String(await page(site))).toContain(opening)
  })

  test('has nothing that a strict content security policy forbids', async () => {
    const markup = String(await page(arabicSite))
    expect(markup).not.toMatch(/<script|<style|\sstyle=|\son[a-z]+=|javascript:/i)
  })

  test('has one main heading, and no level is skipped below it', async () => {
    const levels = [...String(await page(arabicSite)).matchAll(/<h([1-6])/g)].map(([, level]) =>
      Number(level),
    )
    expect(levels.filter(level => level === 1)).toHaveLength(1)
    expect(levels[0]).toBe(1)
    for (const [i, level] of levels.entries()) expect(level - (levels[i - 1] ?? 0)).toBeLessThanOrEqual(1)
  })
})
