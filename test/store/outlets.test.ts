import { expect, test } from 'vitest'
import { openStore } from '../../src/store/open.ts'
import { anArticle, anOutlet, aRecord, aVisit, counter, HOUR, MINUTE, NOON, seed } from '../support/build.ts'

const outlets = [anOutlet({ id: 'a' }), anOutlet({ id: 'b' }), anOutlet({ id: 'c' })]
const idsOf = (found: { id: string }[]) => found.map(({ id }) => id).sort()

async function stocked() {
  const store = openStore(':memory:')
  await store.outlets.sync(outlets, NOON, counter())
  return store
}

test('a new outlet is due at once', async () => {
  const store = await stocked()
  expect(idsOf(await store.outlets.claimDue(NOON, 10, MINUTE))).toEqual(['a', 'b', 'c'])
})

test('what one claimed no other gets until the lease is over', async () => {
  const store = await stocked()
  const first = await store.outlets.claimDue(NOON, 2, MINUTE)
  const second = await store.outlets.claimDue(NOON, 10, MINUTE)
  expect(first).toHaveLength(2)
  expect(second).toHaveLength(1)
  expect(await store.outlets.claimDue(NOON + MINUTE - 1, 10, MINUTE)).toEqual([])
  expect(idsOf(await store.outlets.claimDue(NOON + MINUTE, 10, MINUTE))).toEqual(['a', 'b', 'c'])
})

test('a lease is renewed where there still is one', async () => {
  const store = await stocked()
  await store.outlets.claimDue(NOON, 10, MINUTE)
  await store.outlets.release(['b'])
  await store.outlets.renew(['a', 'b'], NOON + MINUTE / 2, MINUTE)
  expect(idsOf(await store.outlets.claimDue(NOON + MINUTE, 10, MINUTE))).toEqual(['b', 'c'])
})

test('an outlet that is given back is due again', async () => {
  const store = await stocked()
  await store.outlets.claimDue(NOON, 10, MINUTE)
  await store.outlets.release(['b'])
  expect(idsOf(await store.outlets.claimDue(NOON, 10, MINUTE))).toEqual(['b'])
})

test('named outlets are claimed before their time, removed ones never', async () => {
  const store = await stocked()
  for (const id of ['a', 'b', 'c']) await store.visits.record(aRecord([], { outletId: id }))
  await store.outlets.sync(outlets.slice(0, 2), NOON, counter())
  expect(await store.outlets.claimDue(NOON, 10, MINUTE)).toEqual([])
  expect(idsOf(await store.outlets.claim(['a', 'c'], NOON, MINUTE))).toEqual(['a'])
  expect(idsOf(await store.outlets.claim(null, NOON, MINUTE))).toEqual(['b'])
})

test('validators, failures and the next visit survive, byte for byte', async () => {
  const store = await stocked()
  await store.visits.record({ ...aRecord([], { outletId: 'a' }), failures: 0 })
  const [due] = await store.outlets.claim(['a'], NOON, MINUTE)
  expect(due).toMatchObject({ etag: 'W/"a,b"', lastModified: 'yesterday', nextVisitAt: NOON + 15 * MINUTE })
})

test('outlets that were told to wait are known while they are to', async () => {
  const store = await stocked()
  const visit = aVisit({ outletId: 'a', outcome: 'refused', status: 429 })
  await store.visits.record({ visit, failures: 1, nextVisitAt: NOON + HOUR, retryAt: NOON + HOUR })
  await store.visits.record(aRecord([], { outletId: 'b' }))
  expect(await store.outlets.refused(NOON + HOUR - 1)).toEqual([
    { url: outlets[0]?.url, retryAt: NOON + HOUR },
  ])
  expect(await store.outlets.refused(NOON + HOUR)).toEqual([])
})

test.each([
  ['https://reader:hunter2@paper.example/feed?a=1', 'https://paper.example/feed?a=1'],
  ['https://token@paper.example/', 'https://paper.example/'],
  ['HTTPS://Paper.example', 'HTTPS://Paper.example'],
  ['file:///tmp/feed.xml', 'file:///tmp/feed.xml'],
])('what is shown of an outlet holds no name and no password: %s', async (url, shown) => {
  const store = openStore(':memory:')
  await store.outlets.sync([anOutlet({ id: 'a', url })], NOON, counter())
  expect((await store.outlets.find('a'))?.url).toBe(shown)
  expect((await store.outlets.list())[0]?.url).toBe(shown)
})

test('visits that are too old are forgotten, but for the last of each outlet', async () => {
  const store = await stocked()
  for (const [outletId, hour] of [
    ['a', 0],
    ['a', 1],
    ['a', 5],
    ['b', 0],
    ['b', 2],
  ] as const) {
    const visit = aVisit({ outletId, at: NOON + hour * HOUR, outcome: 'failed' })
    await store.visits.record({ visit, failures: 1, nextVisitAt: NOON + 9 * HOUR })
  }
  expect(await store.visits.prune(NOON + 3 * HOUR)).toBe(3)
  const hoursOf = async (id: string) => (await store.visits.recent(id, 9)).map(({ at }) => (at - NOON) / HOUR)
  expect([await hoursOf('a'), await hoursOf('b')]).toEqual([[5], [2]])
})

test('a failed visit keeps the validators and counts', async () => {
  const store = await stocked()
  await store.visits.record(aRecord([], { outletId: 'a' }))
  const visit = aVisit({ outletId: 'a', at: NOON + HOUR, outcome: 'failed', status: 500, problem: 'broken' })
  await store.visits.record({ visit, failures: 1, nextVisitAt: NOON + 2 * HOUR })
  const health = await store.outlets.find('a')
  expect(health).toMatchObject({
    failures: 1,
    lastGoodAt: NOON,
    lastVisit: { problem: 'broken', status: 500 },
  })
  expect((await store.outlets.claim(['a'], NOON, MINUTE))[0]).toMatchObject({
    etag: 'W/"a,b"',
    bodyHash: 'hash',
  })
})

test('a changed address keeps the id and drops what belonged to the old one', async () => {
  const store = await stocked()
  await store.visits.record(aRecord([], { outletId: 'a' }))
  const before = await store.outlets.find('a')
  await store.outlets.sync([anOutlet({ id: 'a', url: 'https://other.example/feed' })], NOON + HOUR, counter())
  const [due] = await store.outlets.claimDue(NOON + HOUR, 10, MINUTE)
  expect(due).toMatchObject({ id: 'a', etag: null, lastModified: null, bodyHash: null })
  expect((await store.outlets.find('a'))?.publicId).toBe(before?.publicId)
})

test('a removed outlet keeps its articles', async () => {
  const store = openStore(':memory:')
  await seed(store, [anArticle()])
  await store.outlets.sync([], NOON, counter())
  expect(await store.outlets.list()).toEqual([])
  expect(await store.articles.ofOutlet('gazette', 10)).toHaveLength(1)
})
