import { afterEach, beforeEach, expect, test } from 'vitest'
import { createAgent, type FetchAgent } from '../../src/fetch/agent.ts'
import { fetchOutlet } from '../../src/fetch/fetch-outlet.ts'
import { type CollectDeps, visitOutlet } from '../../src/flows/collect.ts'
import { readBody } from '../../src/flows/read.ts'
import { openStore } from '../../src/store/open.ts'
import { anOutlet, counter, HOUR, MINUTE, NOON } from '../support/build.ts'
import { aConfig } from '../support/newsroom.ts'
import { type OutletServer, type Reply, startOutletServer } from '../support/outlet-server.ts'

let server: OutletServer
let agent: FetchAgent
beforeEach(async () => {
  server = await startOutletServer()
  agent = createAgent({ allowPrivate: ['loopback'], perHost: 2, concurrency: 8, gapMs: 0 })
})
afterEach(async () => {
  await agent.close()
  await server.close()
})

const item = (id: string) =>
  `<item><guid>${id}</guid><link>https://gazette.example/${id}</link><title>Report ${id}</title></item>`
const rss = (...ids: string[]) =>
  `<rss version="2.0"><channel><title>The Gazette</title>${ids.map(item).join('')}</channel></rss>`
const feed = (...ids: string[]): Reply => ({
  headers: { 'content-type': 'application/rss+xml', etag: `W/"${ids}"` },
  body: rss(...ids),
})

/** An outlet on the server, and visits to it at a clock that the test sets. */
async function outletAt(path: string) {
  const store = openStore(':memory:')
  const outlet = anOutlet({ url: server.url(path) })
  await store.outlets.sync([outlet], NOON, counter())
  const clock = { now: NOON }
  const now = () => clock.now
  const deps: CollectDeps = {
    store,
    config: aConfig([], { outlets: [outlet] }),
    userAgent: 'khulasa/test (+https://news.example)',
    fetch: request => fetchOutlet(request, { agent, now }),
    read: readBody,
    now,
    random: () => 0,
  }
  return {
    store,
    clock,
    async visit() {
      const [due] = await store.outlets.claim(null, clock.now, MINUTE)
      if (!due) throw new Error('the outlet is still claimed')
      return visitOutlet(due, outlet, deps)
    },
    titles: async () => (await store.articles.ofOutlet(outlet.id, 50)).map(({ title }) => title).sort(),
  }
}

test('a visit stores what the outlet lists, and the visit with it', async () => {
  server.answer('/feed', feed('a', 'b'))
  const { store, visit, titles } = await outletAt('/feed')
  expect(await visit()).toMatchObject({ outcome: 'read', status: 200, newArticles: 2, problem: null })
  expect(await titles()).toEqual(['Report a', 'Report b'])
  expect(await store.outlets.find('gazette')).toMatchObject({
    title: 'The Gazette',
    nextVisitAt: NOON + 15 * MINUTE,
  })
  expect(server.asked[0]?.headers['user-agent']).toBe('khulasa/test (+https://news.example)')
})

test('the next visit is conditional, and 304 keeps everything as it was', async () => {
  server.answer('/feed', ({ headers }) => (headers['if-none-match'] ? { status: 304 } : feed('a')))
  const { visit, titles, clock } = await outletAt('/feed')
  await visit()
  clock.now += HOUR
  expect(await visit()).toMatchObject({ outcome: 'unchanged', status: 304, newArticles: 0 })
  clock.now += HOUR
  await visit()
  expect(server.asked.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, 'W/"a"', 'W/"a"'])
  expect(await titles()).toEqual(['Report a'])
})

test('the same bytes are not read again, but their validators are', async () => {
  server.answer('/feed', (_, nth) => ({ headers: { etag: `"${nth}"` }, body: rss('a') }))
  const { visit, clock } = await outletAt('/feed')
  await visit()
  clock.now += HOUR
  expect(await visit()).toMatchObject({ outcome: 'unchanged', status: 200 })
  clock.now += HOUR
  await visit()
  expect(server.asked[2]?.headers['if-none-match']).toBe('"1"')
})

test.each<[string, Reply, object]>([
  ['an error status', { status: 500 }, { outcome: 'failed', status: 500 }],
  ['no feed', { body: 'hello' }, { outcome: 'not-a-feed', status: 200 }],
  ['a connection that breaks', { body: rss('b'), cutAfter: 40 }, { outcome: 'failed' }],
  ['too much', { body: 'x'.repeat(1_000_001) }, { outcome: 'failed' }],
  [
    'a wait that is asked for',
    { status: 429, headers: { 'retry-after': '7200' } },
    { outcome: 'refused', status: 429 },
  ],
  ['being gone', { status: 410 }, { outcome: 'gone', status: 410 }],
])('%s loses nothing and is tried again later', async (_, broken, visited) => {
  server.answer('/feed', [feed('a'), broken, feed('a', 'b')])
  const { store, visit, titles, clock } = await outletAt('/feed')
  await visit()
  clock.now += HOUR
  expect(await visit()).toMatchObject(visited)
  const health = await store.outlets.find('gazette')
  expect(health).toMatchObject({ failures: 1, lastGoodAt: NOON })
  expect(health?.nextVisitAt).toBeGreaterThan(clock.now + 15 * MINUTE)
  expect(await titles()).toEqual(['Report a'])
  clock.now += 24 * HOUR
  await visit()
  expect(server.asked[2]?.headers['if-none-match']).toBe('W/"a"')
  expect(await titles()).toEqual(['Report a', 'Report b'])
  expect(await store.outlets.find('gazette')).toMatchObject({ failures: 0 })
})

test('each failure says what went wrong in words', async () => {
  server.answer('/feed', {
    body: '<html><body>nothing here</body></html>',
    headers: { 'content-type': 'text/html' },
  })
  const { visit } = await outletAt('/feed')
  expect((await visit()).problem).toMatch(/feed/i)
})

test('the feed behind a page is found once and asked for by its own address after', async () => {
  server.answer('/', {
    headers: { 'content-type': 'text/html' },
    body: '<!doctype html><html><head><link rel="alternate" type="application/rss+xml" href="/news.rss"></head><body></body></html>',
  })
  server.answer('/news.rss', feed('a'))
  const { visit, titles, clock } = await outletAt('/')
  expect(await visit()).toMatchObject({ outcome: 'read', newArticles: 1 })
  expect(await titles()).toEqual(['Report a'])
  clock.now += HOUR
  await visit()
  expect(server.asked.map(({ path }) => path)).toEqual(['/', '/news.rss', '/news.rss'])
  expect(server.asked[2]?.headers['if-none-match']).toBe('W/"a"')
})
