import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { DueVisits, type DueVisitsDeps } from '../../src/flows/due-visits.ts'
import { openStore } from '../../src/store/open.ts'
import { anOutlet, aRecord, counter, MINUTE, NOON } from '../support/build.ts'

beforeEach(() => void vi.useFakeTimers({ now: NOON }))
afterEach(() => void vi.useRealTimers())

/** Visits to `count` outlets that end when the test says so. */
async function visitsTo(count: number, change: Partial<DueVisitsDeps> = {}) {
  const store = openStore(':memory:')
  const ids = Array.from({ length: count }, (_, n) => `outlet-${String(n).padStart(3, '0')}`)
  await store.outlets.sync(
    ids.map(id => anOutlet({ id })),
    NOON,
    counter(),
  )
  const ends = new Map<string, () => void>()
  const begun: string[] = []
  const visits = new DueVisits({
    outlets: store.outlets,
    visit: async ({ id }) => {
      begun.push(id)
      await new Promise<void>(resolve => ends.set(id, resolve))
      await store.visits.record(aRecord([], { outletId: id, at: Date.now() }))
    },
    most: 4,
    waitingForHost: () => 0,
    leaseMs: MINUTE,
    now: () => Date.now(),
    onError: error => {
      throw error
    },
    ...change,
  })
  const end = async (id: string) => {
    ends.get(id)?.()
    await vi.advanceTimersByTimeAsync(0)
  }
  return { store, ids, visits, begun, end }
}

test('as many outlets are visited at once as there is room for, and more as soon as half of it is free', async () => {
  const { ids, visits, begun, end } = await visitsTo(10)
  await visits.claim()
  expect(begun).toEqual(ids.slice(0, 4))
  await end('outlet-000')
  expect(begun).toHaveLength(4)
  await end('outlet-001')
  expect(begun).toEqual(ids.slice(0, 6))
  for (const id of ids) await end(id)
  for (const id of ids) await end(id)
  expect([begun, visits.size]).toEqual([ids, 0])
})

test('visits that only wait for their host take no room', async () => {
  let waiting = 0
  const { ids, visits, begun } = await visitsTo(10, { waitingForHost: () => waiting })
  await visits.claim()
  waiting = 3
  await visits.claim()
  expect(begun).toEqual(ids.slice(0, 7))
})

test('an outlet that is due within the second is visited then, without another claim', async () => {
  const { store, visits, begun } = await visitsTo(1)
  const record = aRecord([], { outletId: 'outlet-000' })
  await store.visits.record({ ...record, nextVisitAt: NOON + 700 })
  await visits.claim()
  await vi.advanceTimersByTimeAsync(699)
  expect(begun).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  expect(begun).toEqual(['outlet-000'])
})

test('a visit that throws is told, and the others go on', async () => {
  const told: unknown[] = []
  const broken = new Error('broken')
  const { visits } = await visitsTo(3, {
    visit: async ({ id }) => {
      if (id === 'outlet-001') throw broken
    },
    onError: error => told.push(error),
  })
  await visits.claim()
  await vi.advanceTimersByTimeAsync(0)
  expect([told, visits.size]).toEqual([[broken], 0])
})

test('a visit that outlives its lease is not begun again', async () => {
  const { visits, begun } = await visitsTo(2)
  await visits.claim()
  await vi.advanceTimersByTimeAsync(2 * MINUTE)
  await visits.claim()
  expect(begun).toHaveLength(2)
})

test('nobody else visits what is being visited for long, and all of it soon after we were killed', async () => {
  const { store, ids, visits, end } = await visitsTo(2)
  await visits.claim()
  for (const seconds of [30, 60, 90]) {
    vi.setSystemTime(NOON + seconds * 1_000)
    await visits.claim()
    expect(await store.outlets.claimDue(Date.now(), 10, MINUTE)).toEqual([])
  }
  await end('outlet-000')
  expect(await store.outlets.claimDue(NOON + 2.5 * MINUTE - 1, 10, MINUTE)).toEqual([])
  const given = await store.outlets.claimDue(NOON + 2.5 * MINUTE, 10, MINUTE)
  expect(given.map(({ id }) => id)).toEqual(ids.slice(1))
})

test('visits that outlive their leases hide nobody who is due after them', async () => {
  let waiting = 0
  const { store, ids, visits, begun } = await visitsTo(9, { waitingForHost: () => waiting })
  const later = ids.slice(8)
  for (const id of later)
    await store.visits.record({ ...aRecord([], { outletId: id }), nextVisitAt: NOON + MINUTE })
  waiting = 4
  await visits.claim()
  expect(begun).toEqual(ids.slice(0, 8))
  waiting = 8
  vi.setSystemTime(NOON + MINUTE)
  await visits.claim()
  expect(begun).toEqual(ids)
})

test('stopping claims no more, and waits for what is under way', async () => {
  const { visits, begun, end } = await visitsTo(10)
  await visits.claim()
  let isStopped = false
  const stopped = visits.stop().then(() => {
    isStopped = true
  })
  for (const id of begun.slice(0, 3)) await end(id)
  expect(isStopped).toBe(false)
  await end('outlet-003')
  await stopped
  expect(begun).toHaveLength(4)
})
