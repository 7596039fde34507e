import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { noCollector } from '../src/flows/collector-jobs.ts'
import { type QueryLimits, QueryWorker } from '../src/query-worker.ts'
import { Freshness } from '../src/serve/freshness.ts'
import { createServer } from '../src/serve/server.ts'
import { openStore } from '../src/store/open.ts'
import type { Store } from '../src/store/store.ts'
import { anArticle, aRecord, aTopic, NOON } from './support/build.ts'
import { openNewsroom } from './support/newsroom.ts'
import { placeApart } from './support/place-apart.ts'

const undo: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

const SLOW = { query: '/z{40}(a|b)*q/', before: null, limit: 10 }
const QUICK = { query: 'ferry', before: null, limit: 10 }
const never = new AbortController().signal

/** A newsroom on disk, with so many long articles that a search through their text outlasts any deadline here. */
async function newsroomOnDisk({ long = 0, words = 0 } = {}) {
  const dataDir = await mkdtemp(join(tmpdir(), 'khulasa-test-'))
  undo.push(() => rm(dataDir, { recursive: true, force: true }))
  const store = openStore(dataDir)
  undo.push(() => store.close())
  const room = await openNewsroom([aTopic({ id: 'ferries', query: 'ferry' })], { store })
  await room.receive({ title: 'Ferry crews end their strike' })
  await room.arrange()
  if (long > 0) await fill(store, long, words)
  return { ...room, dataDir }
}

/** Each in a story of its own, without the work of grouping them. */
async function fill(store: Store, count: number, words: number): Promise<void> {
  const text = Array.from({ length: words }, (_, n) => `слово${n}`).join(' ')
  const long = anArticle({ outletId: 'herald', text })
  const articles = Array.from({ length: count }, (_, n) => ({ ...long, guid: `long ${n}`, altKey: null }))
  await store.visits.record(aRecord(articles, { outletId: 'herald' }))
  await placeApart(store, NOON)
}

async function opened(given: Awaited<ReturnType<typeof newsroomOnDisk>>, limits: Partial<QueryLimits> = {}) {
  const worker = new QueryWorker(given, limits)
  undo.push(() => worker.close())
  return worker
}

/** Sooner or later: on a busy machine the first query of a new thread may be past so short a deadline, too. */
const answersAgain = (worker: QueryWorker) =>
  vi.waitFor(async () => expect(await worker.run('search', QUICK, never)).toMatchObject({ kind: 'found' }), {
    timeout: 20_000,
    interval: 50,
  })

test('a query is answered from another thread', async () => {
  const worker = await opened(await newsroomOnDisk())
  const found = await worker.run('search', QUICK, never)
  expect(found).toMatchObject({
    kind: 'found',
    document: { entries: [{ title: 'Ferry crews end their strike' }] },
  })
})

test('a query past its deadline is told so, and the next one is answered', async () => {
  const worker = await opened(await newsroomOnDisk({ long: 500, words: 2_000 }), { deadlineMs: 50 })
  expect(await worker.run('search', SLOW, never)).toEqual({ kind: 'overran' })
  await answersAgain(worker)
})

test('a thread that does not obey is replaced, and the next query is answered', async () => {
  const worker = await opened(await newsroomOnDisk({ long: 1, words: 500_000 }), {
    deadlineMs: 50,
    patienceMs: 60_000,
  })
  expect(await worker.run('search', SLOW, never)).toEqual({ kind: 'overran' })
  await answersAgain(worker)
})

test('a query whose client goes is ended, and the next one is answered', async () => {
  const worker = await opened(await newsroomOnDisk({ long: 500, words: 2_000 }), {
    deadlineMs: 60_000,
    patienceMs: 60_000,
  })
  await worker.run('search', QUICK, never)
  const client = new AbortController()
  const slow = worker.run('search', SLOW, client.signal)
  const next = worker.run('search', QUICK, never)
  client.abort(new Error('gone'))
  await expect(slow).rejects.toThrow('gone')
  expect(await next).toMatchObject({ kind: 'found' })
})

test('more queries than may wait are turned away at once, and those that wait are answered in order', async () => {
  const worker = await opened(await newsroomOnDisk(), { waiting: 3 })
  const order: number[] = []
  const answers = Array.from({ length: 5 }, async (_, n) => {
    const { kind } = await worker.run('search', QUICK, never)
    order.push(n)
    return kind
  })
  expect(await Promise.all(answers)).toEqual(['found', 'found', 'found', 'busy', 'busy'])
  expect(order).toEqual([3, 4, 0, 1, 2])
})

test('a closed worker answers that it cannot', async () => {
  const worker = await opened(await newsroomOnDisk())
  const asked = worker.run('search', QUICK, never)
  await worker.close()
  expect(await asked).toEqual({ kind: 'busy' })
  expect(await worker.run('search', QUICK, never)).toEqual({ kind: 'busy' })
})

test('a topic feed is answered while a slow search runs', async () => {
  const room = await newsroomOnDisk({ long: 500, words: 2_000 })
  const worker = await opened(room)
  await worker.run('search', QUICK, never)
  const app = createServer({
    store: room.store,
    config: room.config,
    freshness: new Freshness(new Map()),
    queries: worker.run,
    collector: noCollector,
    adminToken: undefined,
    isReady: () => true,
    now: () => NOON,
    onProblem: error => {
      throw error
    },
  })
  const order: string[] = []
  const ask = async (name: string, path: string) => {
    const { status } = await app.request(path)
    if (name === 'feed') expect(status).toBe(200)
    order.push(name)
  }
  await Promise.all([
    ask('search', `/search.rss?q=${encodeURIComponent(SLOW.query)}`),
    ask('feed', '/topics/ferries.rss').then(() => ask('feed', '/topics/ferries.atom')),
  ])
  expect(order).toEqual(['feed', 'feed', 'search'])
})
