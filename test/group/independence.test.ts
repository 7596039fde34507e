import { expect, test } from 'vitest'
import { type IndependenceArticle, independentCount, sourcesOf } from '../../src/group/independence.ts'

const REPORT =
  'The ferry left Kesten at dawn with ninety people on board and ran aground on the Hollin bank an hour later. Boats from three villages took everyone off before noon.'
const OWN =
  'Fishermen from Hollin saw the ship stop and lean over. They reached her first, said one of them, and carried the children ashore on their backs.'

let id = 0
const article = (outletId: string, summary: string, change: Partial<IndependenceArticle> = {}) => {
  id++
  return { id, outletId, author: null, title: `${outletId} reports`, summary, eventAt: id, ...change }
}
const owners: Record<string, string> = { gazette: 'Kesten Press', herald: 'Kesten Press' }
const count = (articles: IndependenceArticle[]) =>
  independentCount(articles, outlet => owners[outlet] ?? null)

test.each<[string, IndependenceArticle[], number]>([
  ['two outlets with reports of their own are two', [article('a', REPORT), article('b', OWN)], 2],
  ['two articles of one outlet are one source', [article('a', REPORT), article('a', OWN)], 1],
  ['outlets of one owner are one source', [article('gazette', REPORT), article('herald', OWN)], 1],
  [
    'an agency is one source, however many carry it in their own words',
    [article('a', `${REPORT} (AFP)`), article('b', `KESTEN (AFP) - ${OWN}`)],
    1,
  ],
  ['two agencies are two', [article('a', `${REPORT} (AFP)`), article('b', `${OWN} (Reuters)`)], 2],
  [
    'a copy under another title adds nothing',
    [
      article('a', REPORT, { title: 'Ninety people saved from stranded ferry off Hollin' }),
      article('b', REPORT, { title: 'How a whole coast came out in boats on a cold morning in spring' }),
    ],
    1,
  ],
  ['the beginning of a text is a copy of it', [article('a', REPORT), article('b', REPORT.slice(0, 110))], 1],
  [
    'a text that has half of another is none',
    [article('a', REPORT), article('b', `${REPORT.slice(0, 110)} ${OWN}`)],
    2,
  ],
  [
    'short texts are copies only where they are the same',
    [article('a', 'Ferry aground'), article('b', 'Ferry saved')],
    2,
  ],
  [
    'what an agency turns out to have written was never the outlet’s own',
    [article('a', REPORT), article('b', `${REPORT} (AFP)`), article('c', `${OWN} (AFP)`)],
    1,
  ],
])('%s', (_, articles, expected) => {
  expect(count(articles)).toBe(expected)
  expect(count(articles.toReversed())).toBe(expected)
})

test('says of each article whose report it is', () => {
  const articles = [
    article('gazette', REPORT),
    article('b', REPORT),
    article('c', OWN, { author: 'Reuters' }),
  ]
  expect([...sourcesOf(articles, outlet => owners[outlet]).values()]).toEqual([
    'owner:Kesten Press',
    'owner:Kesten Press',
    'agency:reuters',
  ])
})
