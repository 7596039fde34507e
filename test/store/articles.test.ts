import { expect, test } from 'vitest'
import { openStore } from '../../src/store/open.ts'
import { anArticle, aRead, aRecord, HOUR, MINUTE, NOON, seed } from '../support/build.ts'

const later = { at: NOON + HOUR }

async function stocked(...articles: ReturnType<typeof anArticle>[]) {
  const store = openStore(':memory:')
  await seed(store, articles)
  return store
}

test('the same article listed again is known, and waits once', async () => {
  const store = await stocked(anArticle())
  expect(await store.visits.record(aRecord([anArticle()], later))).toEqual({
    newArticles: 0,
    changedArticles: 0,
  })
  expect(await store.articles.waiting(10)).toHaveLength(1)
})

test('two outlets may use one guid', async () => {
  const store = await stocked(anArticle())
  const counts = await store.visits.record(
    aRecord([anArticle({ outletId: 'herald' })], { outletId: 'herald' }),
  )
  expect(counts.newArticles).toBe(1)
})

test('an article whose outlet changes its guid each time is recognised by address and title', async () => {
  const store = await stocked(anArticle({ guid: 'first' }))
  expect(await store.visits.record(aRecord([anArticle({ guid: 'second' })], later))).toEqual({
    newArticles: 0,
    changedArticles: 0,
  })
})

test('an edited text is a new revision, its earlier one is kept, and it waits with its story as a hint', async () => {
  const store = await stocked(anArticle())
  const [waiting] = await store.articles.waiting(10)
  const placement = { articleId: waiting?.id ?? 0, storyId: 1, founds: true, score: 1, words: [] }
  await store.stories.place(
    [placement],
    [waiting as NonNullable<typeof waiting>],
    new Map([[1, 'urn:uuid:s']]),
    NOON,
  )
  expect(await store.articles.waiting(10)).toEqual([])

  const counts = await store.visits.record(aRecord([anArticle({ title: 'Coast road open again' })], later))
  expect(counts).toEqual({ newArticles: 0, changedArticles: 1 })
  const [edited] = await store.articles.waiting(10)
  expect(edited).toMatchObject({
    revision: 2,
    title: 'Coast road open again',
    hintStoryId: 1,
    seenAt: NOON,
    updatedAt: NOON + HOUR,
  })
})

test('a new picture changes an article without making a new revision', async () => {
  const store = await stocked(anArticle())
  const pictured = { ...anArticle({ image: 'https://gazette.example/a.png' }), contentHash: 'other' }
  expect(await store.visits.record(aRecord([pictured], later))).toEqual({
    newArticles: 0,
    changedArticles: 1,
  })
  expect((await store.articles.waiting(10))[0]).toMatchObject({
    revision: 1,
    image: 'https://gazette.example/a.png',
  })
})

test('a visit is stored whole or not at all', async () => {
  const store = await stocked()
  const broken = { ...anArticle({ guid: 'broken', url: null }), title: null as unknown as string }
  await expect(store.visits.record(aRecord([anArticle({ guid: 'good' }), broken], later))).rejects.toThrow()
  expect(await store.articles.ofOutlet('gazette', 10)).toEqual([])
  expect(await store.visits.recent('gazette', 10)).toHaveLength(1)
})

test('a pruned article does not come back while its outlet lists it, and is forgotten after', async () => {
  const old = anArticle({ guid: 'old', eventAt: NOON - 48 * HOUR, url: null })
  const store = await stocked(old, anArticle())
  expect(await store.articles.prune(NOON - 24 * HOUR, NOON)).toBe(1)
  expect((await store.articles.ofOutlet('gazette', 10)).map(({ guid }) => guid)).toEqual(['one'])
  expect(await store.visits.record(aRecord([old, anArticle()], later))).toEqual({
    newArticles: 0,
    changedArticles: 0,
  })

  await store.visits.record(aRecord([anArticle()], { at: NOON + 2 * HOUR }))
  await store.articles.prune(NOON - 24 * HOUR, NOON + 2 * HOUR)
  expect((await store.outlets.find('gazette'))?.articleCount).toBe(1)
})

test('a delta lists what is new, and what it leaves out is still listed', async () => {
  const old = anArticle({ guid: 'old', eventAt: NOON - 48 * HOUR, url: null })
  const store = await stocked(old)
  const record = aRecord([], later)
  await store.visits.record({ ...record, read: aRead([anArticle()], { bodyHash: null, listsAll: false }) })
  await store.articles.prune(NOON - 24 * HOUR, NOON + HOUR)
  expect(await store.visits.record(aRecord([old, anArticle()], { at: NOON + 2 * HOUR }))).toEqual({
    newArticles: 0,
    changedArticles: 0,
  })
})

test("an outlet's first visit brings articles that could be had before, later ones from when they were seen", async () => {
  const store = await stocked(anArticle({ guid: 'backlog', eventAt: NOON - HOUR, url: null }))
  const fresh = anArticle({ guid: 'fresh', eventAt: NOON + 30 * MINUTE, seenAt: NOON + HOUR })
  await store.visits.record(aRecord([fresh], later))
  const waiting = await store.articles.waiting(10)
  const placements = waiting.map(({ id }, at) => ({
    articleId: id,
    storyId: 1,
    founds: at === 0,
    score: 1,
    words: [],
  }))
  await store.stories.place(placements, waiting, new Map([[1, 'urn:uuid:s']]), NOON + HOUR)
  const [due] = await store.stories.due(NOON + HOUR, 10)
  expect(due?.articles.map(({ knownAt }) => knownAt)).toEqual([NOON - HOUR, NOON + HOUR])
})

test('how much an outlet published is counted since a moment', async () => {
  const store = await stocked(
    anArticle({ eventAt: NOON - 2 * HOUR }),
    anArticle({ guid: 'b', eventAt: NOON - HOUR, url: null }),
  )
  const since = (at: number, firstVisitAt = NOON) => store.articles.published('gazette', at, firstVisitAt)
  expect(await since(NOON - 3 * HOUR)).toEqual({ count: 2, since: NOON - 2 * HOUR })
  // of one alone the silence before it tells more
  expect(await since(NOON - 90 * MINUTE)).toEqual({ count: 1, since: NOON - 2 * HOUR })
  expect(await since(NOON)).toEqual({ count: 0, since: NOON - 2 * HOUR })
  // what the first visit found without a date counts as nothing
  expect(await since(NOON - 3 * HOUR, NOON - 2 * HOUR)).toEqual({ count: 1, since: NOON - HOUR })
  expect(await store.articles.published('nobody', 0, NOON)).toEqual({ count: 0, since: null })
})
