import { describe, expect, test } from 'vitest'
import { errorPage } from '../../../src/serve/pages/error.ts'
import { notFoundPage } from '../../../src/serve/pages/not-found.ts'
import { aFrame, englishSite } from './builders.ts'
import { all, links, outline } from './page-outline.ts'

function badQuery(query: string, at: number, message = 'the bracket is not closed') {
  return errorPage({ ...aFrame(englishSite), problem: { kind: 'bad-query', query, at, message } })
}

describe('a mistaken query', () => {
  test.each([
    ['a letter', 'طالبان (روسيا', 7, '(', 'character 8'],
    ['a letter together with its marks', 'كُتب', 0, 'كُ', 'character 1'],
    ['a mark, which counts with its letter', 'كُتب', 1, 'كُ', 'character 1'],
    ['a sign of two UTF-16 units', 'a 🗞️ b', 2, '🗞️', 'character 3'],
    ['the end', 'taliban AND', 11, '\u00a0', 'at the end'],
    ['a place past the end', 'taliban', 99, '\u00a0', 'at the end'],
    ['an empty query', '', 0, '\u00a0', 'at the end'],
  ])('is marked at its place: %s', async (_, query, at, marked, place) => {
    const { elements } = await outline(badQuery(query, at))
    expect(elements.find(({ name }) => name === 'mark')?.text).toBe(marked)
    expect(elements.find(({ attributes }) => attributes.class === 'place')?.text).toContain(place)
    expect(elements.find(({ name }) => name === 'pre')?.text.trimEnd()).toBe(query)
  })

  test('is said in words, and is never markup', async () => {
    const page = badQuery('<img src=x onerror=alert(1)>', 3, '<b>no</b>')
    const { elements } = await outline(page)
    expect(elements.find(({ attributes }) => attributes.class === 'problem')?.text).toBe('<b>no</b>')
    expect(elements.flatMap(({ attributes }) => Object.keys(attributes))).not.toContain('onerror')
  })
})

test.each([
  ['a page that never was', notFoundPage({ ...aFrame(), kind: 'not-found' }), 'لا توجد صفحة هنا'],
  ['a page that is gone', notFoundPage({ ...aFrame(), kind: 'gone' }), 'لم تعد هذه الصفحة موجودة'],
  ['a failure of ours', errorPage({ ...aFrame(), problem: { kind: 'failed' } }), 'حدث خطأ لدينا'],
  [
    'a request that we cannot read',
    errorPage({ ...aFrame(), problem: { kind: 'bad-request', message: 'limit: 1 to 200' } }),
    'طلب غير مفهوم',
  ],
])('%s says what happened and leads to the latest stories', async (_, page, title) => {
  expect((await all(page, 'h1')).map(({ text }) => text)).toEqual([title])
  expect((await links(page))['إلى آخر الأخبار']).toBe('/')
})
