import { expect, test } from 'vitest'
import { KeywordLookups } from '../../src/flows/keyword-lookups.ts'
import { relate } from '../../src/flows/relate.ts'
import type { SearchStore } from '../../src/store/store.ts'
import { anArticle, aRecord, NOON } from '../support/build.ts'
import { openNewsroom } from '../support/newsroom.ts'

const WHO = ['روسيا', 'طالبان', 'البرلمان', 'Norland', 'Parliament', 'Hestbreen', 'وزير المالية']
const WHAT = ['تبحث الموازنة', 'يناقش قانون المرور', 'closes the tunnel', 'debates fuel prices', 'في موسكو']

/** An archive of so many articles, all placed. */
async function openArchive(size: number) {
  const room = await openNewsroom()
  const add = async (from: number, to: number) => {
    const articles = Array.from({ length: to - from }, (_, i) => {
      const n = from + i
      const title = `${WHO[n % 7]} ${WHAT[(n >> 2) % 5]} ${n} x${(n * 7_919) % 400} ${(n * 31) % 97}y`
      const summary = `${WHO[(n * 5) % 7]} z${(n * 13) % 60}`
      return anArticle({ guid: `n${n}`, url: null, title, summary, eventAt: NOON - 9e8 + n * 60_000 })
    })
    await room.store.visits.record(aRecord(articles, { at: NOON }))
    await room.arrange()
  }
  await add(0, size)
  return { ...room, add }
}

/** The same store, counting how often its index is asked. */
function counting(search: SearchStore) {
  const asked: string[] = []
  const find: SearchStore['find'] = (expression, ...rest) => {
    asked.push(expression)
    return search.find(expression, ...rest)
  }
  return { asked, search: { ...search, find } }
}

const always = () => true

test('what was looked up for one story serves the next, and comes to the same', async () => {
  const { store } = await openArchive(600)
  const { asked, search } = counting(store.search)
  const lookups = new KeywordLookups(search)
  const stories = WHO.flatMap((who, n) =>
    WHAT.map((what, m) => ({
      id: -1,
      title: `${who} ${what}`,
      keywords: [who, `z${m + n}`, `x${m * 40}`, 'Norland', 'موسكو'],
    })),
  )
  const categories = [...WHO, 'موسكو']
  for (const story of stories) {
    const anew = await relate(story, categories, store, new KeywordLookups(store.search))
    expect(await relate(story, categories, store, lookups)).toEqual(anew)
  }
  expect(new Set(asked).size).toBe(asked.length)
})

test('in a small archive the newest article is always found', async () => {
  const { store, add } = await openArchive(50)
  const lookups = new KeywordLookups(store.search)
  const before = await lookups.find('"Norland"', await store.search.size(), always)
  await add(50, 60)
  const after = await lookups.find('"Norland"', await store.search.size(), always)
  expect(after?.count).toBeGreaterThan(before?.count ?? 0)
})

test('in a large one what was found is good until a hundredth of it came since', async () => {
  const { store, add } = await openArchive(800)
  const { asked, search } = counting(store.search)
  const lookups = new KeywordLookups(search)
  const find = async () => lookups.find('"x7"', await store.search.size(), always)
  const first = await find()
  await add(800, 807)
  expect(await find()).toBe(first)
  expect(asked).toHaveLength(1)
  await add(807, 820)
  expect(await find()).not.toBe(first)
  expect(asked).toHaveLength(2)
})

test('what stands in every other article is not looked for in titles', async () => {
  const { store } = await openArchive(600)
  const lookups = new KeywordLookups(store.search)
  const found = await lookups.find('"Norland"', await store.search.size(), () => false)
  expect(found?.inTitle.size).toBe(0)
  expect(found?.inArticle.size).toBeGreaterThan(100)
})

test('the titles are those that the index finds', async () => {
  const { store } = await openArchive(600)
  const lookups = new KeywordLookups(store.search)
  for (const word of ['طالبان', 'Hestbreen', 'وزير المالية', 'x119']) {
    const found = await lookups.find(`"${word}"`, await store.search.size(), always)
    const expected = await store.search.texts([...(found?.inArticle ?? [])])
    const titled = expected.filter(({ title }) => title.includes(word)).map(({ id }) => id)
    expect([word, new Set(titled)]).toEqual([word, found?.inTitle])
  }
})
