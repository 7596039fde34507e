import { describe, expect, test } from 'vitest'
import { type CoverageArticle, coverage, coverageLines } from '../../src/group/headlines.ts'

const article = (id: number, outletId: string, eventAt: number): CoverageArticle => ({
  id,
  outletId,
  outletTitle: outletId.toUpperCase(),
  title: `Title ${id}`,
  url: `https://${outletId}.example/${id}`,
  language: 'ar',
  direction: 'rtl',
  eventAt,
})
const articles = [
  article(1, 'herald', 10),
  article(2, 'gazette', 40),
  article(3, 'courier', 20),
  article(4, 'gazette', 30),
  article(5, 'herald', 50),
]
const linesOf = (leadId: number, matching?: number[]) =>
  coverageLines(articles, leadId, matching && new Set(matching)).map(({ article, behind }) => [
    article.id,
    ...behind.map(({ id }) => id),
  ])

describe('coverage', () => {
  test('has one line an outlet, earliest first, the outlet’s other articles behind it', () => {
    expect(linesOf(1)).toEqual([[3], [4, 2]])
  })

  test('leaves out what folds behind the lead', () => {
    expect(linesOf(4)).toEqual([[1, 5], [3]])
  })

  test('begins with what the topic asked for', () => {
    expect(linesOf(1, [2])).toEqual([[2, 4], [3]])
  })

  test('is empty where one outlet alone reports', () => {
    expect(coverage([article(1, 'herald', 10), article(5, 'herald', 50)], 1)).toEqual([])
  })

  test('says of each line what a reader is shown', () => {
    expect(coverage(articles, 1)[0]).toEqual({
      kind: 'coverage',
      title: 'Title 3',
      url: 'https://courier.example/3',
      outletId: 'courier',
      outletTitle: 'COURIER',
      language: 'ar',
      direction: 'rtl',
      at: 20,
    })
  })
})
