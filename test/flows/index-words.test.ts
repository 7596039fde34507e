import { expect, test } from 'vitest'
import { indexWords } from '../../src/flows/index-words.ts'
import { preview } from '../../src/flows/preview.ts'
import { searchStories } from '../../src/flows/search.ts'
import { ftsRow } from '../../src/query/fts.ts'
import { openStore } from '../../src/store/open.ts'
import { anArticle, HOUR, NOON, seed } from '../support/build.ts'
import { aConfig } from '../support/newsroom.ts'
import { placeApart } from '../support/place-apart.ts'

const going = new AbortController().signal

async function archive() {
  const store = openStore(':memory:')
  const titles = [
    'Ferry crews end their strike',
    'Bridge opens',
    'Ferry fares rise',
    'Cheese fair',
    'Ferry sinks',
  ]
  const articles = titles.map((title, n) => {
    const at = NOON - n * HOUR
    return anArticle({ guid: title, url: null, title, summary: '', seenAt: at, eventAt: at, publishedAt: at })
  })
  await seed(store, articles)
  await placeApart(store, NOON)
  const deps = { store, config: aConfig(), now: NOON, check: () => {} }
  const search = async (query: string) => {
    const found = await searchStories({ query, before: null, limit: 10 }, deps)
    return found.kind === 'found' ? found.document.entries.map(({ title }) => title) : found.kind
  }
  const previewed = async (query: string) => {
    const found = await preview({ query, days: 2, against: null, asker: 'operator' }, deps)
    if (found.kind !== 'preview') throw new Error(found.kind)
    const { matching, entries, clauses } = found
    return { matching, entries, found: clauses.map(clause => clause.found) }
  }
  const indexed = () => store.search.find('"ferry"', Number.MAX_SAFE_INTEGER, 10)
  return { store, search, previewed, indexed }
}

test('an index that another tokeniser made is made anew, once', async () => {
  const { store, indexed } = await archive()
  await store.search.beginIndex('of an earlier version')
  expect(await indexed()).toEqual([])
  expect(await indexWords(store, going)).toBe(5)
  expect(await indexed()).toEqual([5, 3, 1])
  expect(await indexWords(store, going)).toBe(0)
  expect(await store.search.unindexedBelow()).toBe(0)
})

test.each([0, 3, 6])('searches find everything while ids below %i are not indexed yet', async below => {
  const { store, search, previewed, indexed } = await archive()
  const all = [await search('ferry'), await search('* -ferry'), await previewed('ferry OR "cheese fair"')]
  await store.search.beginIndex('of an earlier version')
  const texts = await store.search.texts([1, 2, 3, 4, 5].filter(id => id >= below))
  const rows = texts.map(text => ({ id: text.id, words: ftsRow(text) }))
  await store.search.index(rows, below)
  expect(await indexed()).toEqual([5, 3, 1].filter(id => id >= below))
  const now = [await search('ferry'), await search('* -ferry'), await previewed('ferry OR "cheese fair"')]
  expect(now).toEqual(all)
})

test('what comes while the index is made anew is in it from the start', async () => {
  const { store, indexed } = await archive()
  await store.search.beginIndex('of an earlier version')
  await seed(store, [anArticle({ guid: 'late', url: null, title: 'Ferry late' })])
  expect(await indexed()).toEqual([6])
  const stopped = AbortSignal.abort()
  expect(await indexWords(store, stopped)).toBe(0)
  expect(await indexWords(store, going)).toBe(6)
  expect(await indexed()).toEqual([6, 5, 3, 1])
})
