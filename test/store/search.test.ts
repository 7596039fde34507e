import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isExact } from '../../src/flows/clause-verdicts.ts'
import { clausesOf } from '../../src/query/explain.ts'
import { clauseToFts, toFts } from '../../src/query/fts.ts'
import { holds } from '../../src/query/judge.ts'
import { matches, prepare } from '../../src/query/match.ts'
import { openStore } from '../../src/store/open.ts'
import { articles, queries } from '../query/generated.ts'
import { anArticle, anOutlet, aRecord, HOUR, NOON, seed } from '../support/build.ts'
import { placeApart } from '../support/place-apart.ts'

const LAST = Number.MAX_SAFE_INTEGER

test('the words of the index are listed in their order, some at a time', async () => {
  const store = openStore(':memory:')
  const titles = ['Ferry and ferries', 'A fairy tale', 'Wherry']
  const bare = { summary: '', text: '', html: '', categories: [] }
  await seed(
    store,
    titles.map((title, n) => anArticle({ guid: `${n}`, title, ...bare })),
  )
  expect(await store.search.words('', 4)).toEqual(['a', 'and', 'fairy', 'ferries'])
  expect(await store.search.words('ferries', 4)).toEqual(['ferry', 'tale', 'wherry'])
  expect(await store.search.words('wherry', 4)).toEqual([])
  store.close()
})

test('whatever is stored, the index finds all that a query matches, and for single words nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(queries, fc.array(articles, { minLength: 1, maxLength: 5 }), async (query, given) => {
      const store = openStore(':memory:')
      const kept = given.map(({ seenAt, publishedAt, ...rest }, n) =>
        anArticle({ ...(rest as object), guid: `${n}`, url: null, outletId: 'gazette' }),
      )
      await seed(store, kept)
      const ids = kept.map((_, n) => n + 1)
      const prepared = (await store.search.texts(ids)).map(article => ({
        id: article.id,
        article: prepare(article),
      }))
      const expression = toFts(query)
      const found = expression === null ? ids : await store.search.find(expression, LAST, 10)
      for (const { id, article } of prepared) if (matches(query, article)) expect(found).toContain(id)
      for (const { clause } of clausesOf(query.root, false)) {
        if (clause.kind !== 'words' || !isExact(clause)) continue
        const exact = await store.search.find(clauseToFts(clause), LAST, 10)
        const really = prepared.filter(({ article }) => holds(clause, article, {})).map(({ id }) => id)
        expect(exact.toSorted()).toEqual(really.toSorted())
      }
      store.close()
    }),
    { numRuns: 150 },
  )
})

test('the index follows an article through its edits, and lets it go when it is pruned', async () => {
  const store = openStore(':memory:')
  const find = (word: string) => store.search.find(`title : ("${word}")`, LAST, 10)
  await seed(store, [
    anArticle({ title: 'Ferry' }),
    anArticle({ guid: 'two', title: 'Harbour', eventAt: NOON + HOUR }),
  ])
  expect([await find('ferry'), await find('harbour')]).toEqual([[1], [2]])
  await store.visits.record(aRecord([anArticle({ title: 'Bridge' })], { at: NOON + HOUR }))
  expect([await find('ferry'), await find('bridge')]).toEqual([[], [1]])
  await store.articles.prune(NOON + HOUR / 2, NOON + HOUR)
  expect([await find('bridge'), await find('harbour')]).toEqual([[], [2]])
  store.close()
})

test('ids are found from the highest down, so many at a time', async () => {
  const store = openStore(':memory:')
  await seed(
    store,
    Array.from({ length: 5 }, (_, n) => anArticle({ guid: `${n}`, url: null, title: 'Ferry' })),
  )
  const first = await store.search.find('"ferry"', LAST, 2)
  const then = await store.search.find('"ferry"', first.at(-1) as number, 10)
  expect([first, then]).toEqual([
    [5, 4],
    [3, 2, 1],
  ])
  store.close()
})

test('only placed articles of outlets that are not private have facts, newest first', async () => {
  const store = openStore(':memory:')
  const outlets = [anOutlet(), anOutlet({ id: 'herald' }), anOutlet({ id: 'inside', private: true })]
  const times = [3, 1, 2, 5, 4].map(hours => ({ eventAt: NOON - hours * HOUR }))
  const of = (outletId: string, n: number) => anArticle({ outletId, guid: `${n}`, url: null, ...times[n] })
  await seed(store, [of('gazette', 0), of('gazette', 1), of('herald', 2), of('inside', 3)], outlets)
  await placeApart(store, NOON)
  await store.visits.record(aRecord([of('gazette', 4)], { at: NOON }))
  const newest = async (before: { knownAt: number; id: number }, since?: number) =>
    (await store.search.newest(before, 10, since === undefined ? {} : { since })).map(({ id }) => id)
  expect(await newest({ knownAt: LAST, id: 0 })).toEqual([2, 3, 1])
  expect(await newest({ knownAt: NOON - 2 * HOUR, id: 3 })).toEqual([1])
  expect(await newest({ knownAt: LAST, id: 0 }, NOON - 2 * HOUR)).toEqual([2, 3])
  expect((await store.search.factsOf([1, 2, 3, 4, 5])).map(({ id }) => id).toSorted()).toEqual([1, 2, 3])
  store.close()
})
