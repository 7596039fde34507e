import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createAgent, type FetchAgent } from '../../src/fetch/agent.ts'
import { fetchOutlet } from '../../src/fetch/fetch-outlet.ts'
import { type CollectDeps, visitOutlet } from '../../src/flows/collect.ts'
import { readBody } from '../../src/flows/read.ts'
import type { Outlet, Visit } from '../../src/model/outlet.ts'
import { openStore } from '../../src/store/open.ts'
import type { OutletHealth } from '../../src/store/store.ts'
import { anOutlet, counter, HOUR, MINUTE, NOON } from '../support/build.ts'
import { aConfig } from '../support/newsroom.ts'
import { conditional, type OutletServer, type Reply, startOutletServer } from '../support/outlet-server.ts'

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
const page = (href: string): Reply => ({
  headers: { 'content-type': 'text/html' },
  body: `<!doctype html><html><head><link rel="alternate" type="application/rss+xml" href="${href}"></head><body></body></html>`,
})

/** An outlet on the server, and visits to it at a clock that the test sets. */
async function outletAt(path: string, change: Partial<Outlet> = {}) {
  const store = openStore(':memory:')
  const outlet = anOutlet({ url: server.url(path), ...change })
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
    deps,
    async visit() {
      const [due] = await store.outlets.claim([outlet.id], clock.now, MINUTE)
      if (!due) throw new Error('the outlet is still claimed')
      return visitOutlet(due, outlet, deps)
    },
    health: async () => (await store.outlets.find(outlet.id)) as OutletHealth,
    /** How long it is left alone from now on. */
    waitMs: async () => ((await store.outlets.find(outlet.id))?.nextVisitAt ?? 0) - clock.now,
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

test('of a body whose text breaks off no validators are kept, and the rest of it is read when it comes', async () => {
  const cut = rss('b', 'a').slice(0, -40)
  server.answer('/feed', [
    feed('a'),
    { raw: `HTTP/1.0 200 OK\r\nETag: "cut"\r\n\r\n${cut}` },
    { raw: `HTTP/1.0 200 OK\r\nETag: "cut"\r\n\r\n${cut}` },
    feed('c', 'b', 'a'),
  ])
  const { visit, titles, clock } = await outletAt('/feed')
  for (let visits = 0; visits < 4; visits++) {
    expect(await visit()).toMatchObject({ outcome: 'read' })
    clock.now += HOUR
  }
  expect(server.asked.map(({ headers }) => headers['if-none-match'])).toEqual([
    undefined,
    ...['W/"a"', 'W/"a"', 'W/"a"'],
  ])
  expect(await titles()).toEqual(['Report a', 'Report b', 'Report c'])
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
  server.answer('/', page('/news.rss'))
  server.answer('/news.rss', feed('a'))
  const { visit, titles, clock } = await outletAt('/')
  expect(await visit()).toMatchObject({ outcome: 'read', newArticles: 1 })
  expect(await titles()).toEqual(['Report a'])
  clock.now += HOUR
  await visit()
  expect(server.asked.map(({ path }) => path)).toEqual(['/', '/news.rss', '/news.rss'])
  expect(server.asked[2]?.headers['if-none-match']).toBe('W/"a"')
})

test('a page whose feed is lost is asked again, without the validators of the feed', async () => {
  server.answer('/', page('/news.rss'))
  server.answer('/news.rss', [feed('a'), { status: 404 }])
  const { visit, clock, health } = await outletAt('/')
  await visit()
  expect(await health()).toMatchObject({ url: server.url('/'), feedUrl: server.url('/news.rss') })
  clock.now += HOUR
  await visit()
  expect(await health()).toMatchObject({ feedUrl: null })
  server.answer('/', page('/feed'))
  server.answer('/feed', feed('a', 'b'))
  clock.now += HOUR
  expect(await visit()).toMatchObject({ outcome: 'read', newArticles: 1 })
  expect(server.asked.map(({ path }) => path)).toEqual(['/', '/news.rss', '/news.rss', '/', '/feed'])
  expect(server.asked.at(-2)?.headers['if-none-match']).toBeUndefined()
})

test('a page whose feed asks us to wait is left alone for as long, and nothing else of it is asked', async () => {
  server.answer('/', page('/feed'))
  server.answer('/feed', { status: 429, headers: { 'retry-after': '7200' } })
  const { visit, waitMs } = await outletAt('/')
  expect(await visit()).toMatchObject({ outcome: 'refused', status: 429 })
  expect(await waitMs()).toBe(2 * HOUR)
  expect(server.asked.map(({ path }) => path)).toEqual(['/', '/feed'])
})

test('a page that names no feed is asked for where feeds commonly are', async () => {
  server.answer('/', { headers: { 'content-type': 'text/html' }, body: '<html><body>News</body></html>' })
  server.answer('/index.xml', feed('a'))
  const { visit, health } = await outletAt('/')
  expect(await visit()).toMatchObject({ outcome: 'read', newArticles: 1 })
  expect((await health()).feedUrl).toBe(server.url('/index.xml'))
})

test("a page's candidates are tried in turn, and credentials go to their own host only", async () => {
  const elsewhere = await startOutletServer({ '/feed': { body: 'no feed' } })
  server.answer('/', {
    headers: { 'content-type': 'text/html' },
    body: [elsewhere.url('/feed'), '/comments', server.url('/feed').replace('//', '//spy:key@')].reduce(
      (html, href) => `${html}<link rel="alternate" type="application/rss+xml" href="${href}">`,
      '<html><head>',
    ),
  })
  server.answer('/feed', feed('a'))
  const { visit, health } = await outletAt('/', { url: server.url('/').replace('//', '//reader:secret@') })
  expect(await visit()).toMatchObject({ outcome: 'read', newArticles: 1 })
  expect((await health()).feedUrl).toBe(server.url('/feed'))
  await elsewhere.close()
  expect(elsewhere.asked.map(({ headers }) => headers.authorization)).toEqual([undefined])
  expect(server.askedFor('/feed')[0]?.headers.authorization).toMatch(/^Basic /)
})

describe('an address that moved', () => {
  test('is asked for itself after two permanent redirects in a row, and shown beside the configured one', async () => {
    server.answer('/old', { status: 301, headers: { location: '/new' } })
    server.answer('/new', conditional({ body: rss('a'), etag: '"1"' }))
    const { visit, clock, health } = await outletAt('/old')
    const moved = []
    for (let visits = 0; visits < 3; visits++) {
      await visit()
      moved.push((await health()).movedTo)
      clock.now += HOUR
    }
    expect(moved).toEqual([null, server.url('/new'), server.url('/new')])
    expect((await health()).url).toBe(server.url('/old'))
    expect(server.asked.map(({ path }) => path)).toEqual(['/old', '/new', '/old', '/new', '/new'])
    expect(server.asked.at(-1)?.headers['if-none-match']).toBe('"1"')
  })

  test.each<[string, Reply[]]>([
    ['temporary', [302, 302, 307, 307].map(status => ({ status, headers: { location: '/new' } }))],
    ['permanent once only', [301, 302, 308, 302].map(status => ({ status, headers: { location: '/new' } }))],
    [
      'to another place each time',
      ['/new', '/newer', '/new', '/newer'].map(location => ({ status: 301, headers: { location } })),
    ],
  ])('by redirects that are %s is not remembered', async (_, replies) => {
    server.answer('/old', replies)
    server.answer('/new', feed('a'))
    server.answer('/newer', feed('a'))
    const { visit, clock, health } = await outletAt('/old')
    for (const _reply of replies) {
      await visit()
      clock.now += HOUR
    }
    expect((await health()).movedTo).toBeNull()
    expect(server.askedFor('/old')).toHaveLength(4)
  })

  test('to what is no feed is not remembered', async () => {
    server.answer('/old', { status: 301, headers: { location: '/login' } })
    server.answer('/login', { body: '<html><body>log in first</body></html>' })
    const { visit, clock, health } = await outletAt('/old')
    for (let visits = 0; visits < 3; visits++) {
      await visit()
      clock.now += HOUR
    }
    expect(await health()).toMatchObject({ movedTo: null, failures: 3 })
  })

  test.each<[string, Reply]>([
    ['not found', { status: 404 }],
    ['gone', { status: 410 }],
    ['no feed', { body: 'for sale' }],
  ])('and is %s later gives way to the configured one', async (_, lost) => {
    server.answer('/old', { status: 301, headers: { location: '/new' } })
    server.answer('/new', [feed('a'), feed('a'), lost])
    const { visit, clock, health } = await outletAt('/old')
    for (let visits = 0; visits < 3; visits++) {
      await visit()
      clock.now += HOUR
    }
    expect(await health()).toMatchObject({ movedTo: null, goneAt: null, failures: 1 })
    server.answer('/old', feed('a', 'b'))
    expect(await visit()).toMatchObject({ outcome: 'read', newArticles: 1 })
    // what the other address had given is none of its business
    expect(server.askedFor('/old').at(-1)?.headers['if-none-match']).toBeUndefined()
  })
})

describe('an outlet that is gone', () => {
  async function gone() {
    server.answer('/feed', [feed('a'), { status: 410 }, feed('a', 'b')])
    const outlet = await outletAt('/feed')
    await outlet.visit()
    outlet.clock.now += HOUR
    expect(await outlet.visit()).toMatchObject({ outcome: 'gone', status: 410 })
    return outlet
  }

  test('is not visited any more, and its articles stay', async () => {
    const { store, clock, health, titles } = await gone()
    expect(await health()).toMatchObject({ goneAt: clock.now, nextVisitAt: null, failures: 1 })
    clock.now += 1_000 * HOUR
    expect(await store.outlets.claimDue(clock.now, 10, MINUTE)).toEqual([])
    expect(await store.outlets.claim(null, clock.now, MINUTE)).toEqual([])
    expect(await titles()).toEqual(['Report a'])
  })

  test('is visited again when somebody asks for it by name', async () => {
    const { store, clock, visit, health } = await gone()
    clock.now += HOUR
    expect(await visit()).toMatchObject({ outcome: 'read', newArticles: 1 })
    expect(await health()).toMatchObject({ goneAt: null, nextVisitAt: clock.now + 15 * MINUTE })
    expect(await store.outlets.claimDue(clock.now + HOUR, 10, MINUTE)).toHaveLength(1)
  })

  test('is visited again when its address is changed', async () => {
    const { store, clock } = await gone()
    await store.outlets.sync([anOutlet({ url: server.url('/feed2') })], clock.now, counter())
    expect(await store.outlets.claimDue(clock.now, 10, MINUTE)).toMatchObject([{ etag: null, failures: 0 }])
  })
})

describe('how long an outlet is left alone', () => {
  const HEADERS = { etag: '"1"' }
  const FRESH = { body: rss('a'), headers: { ...HEADERS, 'cache-control': 'max-age=3600' } }

  test.each<[string, Reply, number]>([
    ['nothing', { body: rss('a') }, 15 * MINUTE],
    ['max-age', { body: rss('a'), headers: { 'cache-control': 'max-age=3600' } }, HOUR],
    [
      'a max-age below its interval',
      { body: rss('a'), headers: { 'cache-control': 'max-age=60' } },
      15 * MINUTE,
    ],
    [
      'Expires',
      {
        body: rss('a'),
        headers: { expires: new Date(NOON + 2 * HOUR).toUTCString(), date: new Date(NOON).toUTCString() },
      },
      2 * HOUR,
    ],
    ['ttl', { body: rss('a').replace('<title>', '<ttl>120</ttl><title>') }, 2 * HOUR],
    ['Retry-After in seconds', { status: 429, headers: { 'retry-after': '7200' } }, 2 * HOUR],
    [
      'Retry-After as a date',
      { status: 503, headers: { 'retry-after': new Date(NOON + 3 * HOUR).toUTCString() } },
      3 * HOUR,
    ],
    ['Retry-After of a month', { status: 503, headers: { 'retry-after': '2592000' } }, 24 * HOUR],
    ['an error', { status: 500 }, 30 * MINUTE],
  ])('when it answers with %s', async (_, reply, expected) => {
    server.answer('/feed', reply)
    const { visit, waitMs } = await outletAt('/feed')
    await visit()
    expect(await waitMs()).toBe(expected)
  })

  test('what its feed asked for holds over 304s, errors and a restart; what its answers say is read anew', async () => {
    server.answer('/feed', [
      { headers: HEADERS, body: rss('a').replace('<title>', '<ttl>60</ttl><title>') },
      { status: 304, headers: { 'cache-control': 'max-age=7200' } },
      { status: 304 },
      { status: 500 },
      { body: rss('a', 'b') },
    ])
    const { visit, clock, waitMs } = await outletAt('/feed')
    const waits = []
    for (let visits = 0; visits < 5; visits++) {
      await visit()
      waits.push((await waitMs()) / MINUTE)
      clock.now += 24 * HOUR
    }
    expect(waits).toEqual([60, 120, 120, 60, 15])
  })

  test.each<[string, Reply[], number[]]>([
    ['says nothing leaves what the body came with', [FRESH, { status: 304 }, { status: 304 }], [60, 60, 60]],
    [
      'names another replaces it',
      [FRESH, { status: 304, headers: { 'cache-control': 'max-age=0' } }, { status: 304 }],
      [60, 15, 15],
    ],
    [
      'gives a date instead counts for itself',
      [FRESH, { status: 304, headers: { expires: '0' } }, { status: 304 }],
      [60, 15, 15],
    ],
  ])('a 304 that %s', async (_, replies, expected) => {
    server.answer('/feed', replies)
    const { visit, clock, waitMs } = await outletAt('/feed')
    const waits = []
    for (let visits = 0; visits < 3; visits++) {
      await visit()
      waits.push((await waitMs()) / MINUTE)
      clock.now += 24 * HOUR
    }
    expect(waits).toEqual(expected)
  })

  test('the same body under new headers asks for what they say', async () => {
    server.answer('/feed', [FRESH, { body: rss('a'), headers: { 'cache-control': 'max-age=7200' } }])
    const { visit, clock, waitMs } = await outletAt('/feed')
    await visit()
    clock.now += HOUR
    expect(await visit()).toMatchObject({ outcome: 'unchanged', status: 200 })
    expect(await waitMs()).toBe(2 * HOUR)
  })

  test.each<[string, (number | null)[], number]>([
    ['an article an hour', Array.from({ length: 24 }, (_, hour) => hour), 30],
    ['an article a day', [0, 24, 48, 72, 96, 120, 144], 622],
    ['an article a month', [0, 720, 1_440], 24 * 60],
    ['nothing for a month', [720, 1_440], 24 * 60],
    ['articles without dates', [null, null, null], 15],
    ['a first article, just now', [0], 15],
    ['nothing yet', [], 15],
  ])('of an outlet that follows its own pace and publishes %s', async (_, hoursAgo, minutes) => {
    const articles = hoursAgo.map((ago, index) =>
      item(`${index}`).replace(
        '</guid>',
        ago === null ? '$&' : `$&<pubDate>${new Date(NOON - ago * HOUR - MINUTE).toUTCString()}</pubDate>`,
      ),
    )
    server.answer('/feed', { body: rss().replace('</channel>', `${articles.join('')}$&`) })
    const { visit, clock, waitMs } = await outletAt('/feed', { adaptive: true })
    await visit()
    expect(await waitMs()).toBe(15 * MINUTE)
    clock.now += HOUR
    await visit()
    expect(Math.round((await waitMs()) / MINUTE)).toBe(minutes)
  })

  test('errors in a row double it up to a day, and one good visit ends that', async () => {
    server.answer('/feed', (_, nth) => (nth < 12 ? { status: 500 } : feed('a')))
    const { visit, clock, waitMs, health } = await outletAt('/feed')
    const waits = []
    for (let visits = 0; visits < 13; visits++) {
      await visit()
      waits.push((await waitMs()) / MINUTE)
      clock.now += HOUR
      if (visits === 5) expect((await health()).failingSince).toBe(NOON)
    }
    expect(waits).toEqual([30, 60, 120, 240, 480, 960, 1440, 1440, 1440, 1440, 1440, 1440, 15])
    expect((await health()).failingSince).toBeNull()
  })

  test('a refusal is told until when', async () => {
    server.answer('/feed', [{ status: 429, headers: { 'retry-after': '7200' } }, feed('a')])
    const { visit, clock, health } = await outletAt('/feed')
    await visit()
    expect(await health()).toMatchObject({ retryAt: NOON + 2 * HOUR, failures: 1 })
    clock.now += 2 * HOUR
    await visit()
    expect(await health()).toMatchObject({ retryAt: null, failures: 0 })
  })

  test('an outlet that waits for the sake of its host has not failed, and is asked as soon as the host lets us', async () => {
    for (const path of ['/one', '/two'])
      server.answer(path, { status: 429, headers: { 'retry-after': '60' } })
    server.answer('/three', feed('a'))
    for (const path of ['/one', '/two']) await (await outletAt(path)).visit()
    const { visit, waitMs, health, clock } = await outletAt('/three')
    expect(await visit()).toMatchObject({ outcome: 'refused', status: null, newArticles: 0 })
    expect(await waitMs()).toBe(MINUTE)
    expect(await health()).toMatchObject({ failures: 0, failingSince: null, lastGoodAt: null })
    expect(server.askedFor('/three')).toEqual([])
    clock.now += MINUTE
    expect(await visit()).toMatchObject({ outcome: 'read' })
  })
})

test('how many articles an outlet published each day is known', async () => {
  const { store, visit, clock } = await outletAt('/feed')
  const dated = (id: string, at: number) =>
    item(id).replace('</item>', `<pubDate>${new Date(at).toUTCString()}</pubDate></item>`)
  const body = `<rss version="2.0"><channel><title>x</title>${dated('a', NOON - 50 * HOUR)}${dated('b', NOON - 2 * HOUR)}${dated('c', NOON - HOUR)}</channel></rss>`
  server.answer('/feed', [{ body }, { body: body.replace('<item>', `${dated('d', NOON)}<item>`) }])
  await visit()
  clock.now += MINUTE
  await visit()
  expect(await store.outlets.perDay(['gazette', 'nobody'], 4, clock.now)).toEqual(
    new Map([
      ['gazette', [0, 1, 0, 3]],
      ['nobody', [0, 0, 0, 0]],
    ]),
  )
})

test('what had to be mended is known until the next body is read', async () => {
  server.answer('/feed', [
    { headers: { etag: '"1"' }, body: rss('a').replace('</channel>', '') },
    { status: 304 },
  ])
  const { visit, clock, health } = await outletAt('/feed')
  await visit()
  clock.now += HOUR
  await visit()
  expect((await health()).repairs).toEqual([{ kind: 'unclosed-element', count: 1 }])
})

describe('what is new of a changed body', () => {
  /** Visits that read a body each, and what the reader was left to read of it. */
  async function readings(...bodies: string[]) {
    server.answer(
      '/feed',
      bodies.map(body => ({ body })),
    )
    const outlet = await outletAt('/feed')
    const read: string[][] = []
    outlet.deps.read = async job => {
      const outcome = await readBody(job)
      if (outcome.kind === 'feed') read.push(outcome.articles.map(({ title }) => title))
      return outcome
    }
    const visits = []
    for (const _body of bodies) {
      visits.push(await outlet.visit())
      outlet.clock.now += HOUR
    }
    return { ...outlet, read, visits }
  }
  const built = (at: number, ...items: string[]) =>
    `<rss version="2.0"><channel><title>x</title><lastBuildDate>${at}</lastBuildDate>${items.join('\n')}</channel></rss>`
  const counts = (visits: Visit[]) => visits.map(visit => [visit.newArticles, visit.changedArticles])

  test('is all that is read, and everything that is listed stays known as listed', async () => {
    const { read, visits, store } = await readings(
      built(1, item('a'), item('b')),
      built(2, item('c'), item('a'), item('b')),
      built(3, item('c'), item('a')),
    )
    expect(read).toEqual([['Report a', 'Report b'], ['Report c'], []])
    expect(counts(visits)).toEqual([
      [2, 0],
      [1, 0],
      [0, 0],
    ])
    const ids = new Map((await store.articles.ofOutlet('gazette', 9)).map(({ id, title }) => [title, id]))
    const listed = (await store.outlets.items('gazette')).map(([, id]) => id)
    expect(listed).toEqual([ids.get('Report c'), ids.get('Report a')])
  })

  test('holds an item that was edited', async () => {
    const edited = item('a').replace('Report a', 'Report a, corrected')
    const { read, visits, titles } = await readings(
      built(1, item('a'), item('b')),
      built(2, edited, item('b')),
    )
    expect(read[1]).toEqual(['Report a, corrected'])
    expect(counts(visits)[1]).toEqual([0, 1])
    expect(await titles()).toEqual(['Report a, corrected', 'Report b'])
  })

  test('holds what left and came back, which is no news', async () => {
    const { read, visits } = await readings(
      built(1, item('a'), item('b')),
      built(2, item('b')),
      built(3, item('a'), item('b')),
    )
    expect(read[2]).toEqual(['Report a'])
    expect(counts(visits)[2]).toEqual([0, 0])
  })

  test('is everything when what stands around the items changes', async () => {
    const spoken = built(2, item('a'), item('b')).replace('<channel>', '<channel xml:lang="fr">')
    const { read } = await readings(built(1, item('a')), spoken)
    expect(read[1]).toEqual(['Report a', 'Report b'])
  })

  test.each([
    ['that is not well-formed', (text: string) => text.replace('</channel>', '')],
    [
      'with a CDATA section that holds an item',
      (text: string) => text.replace('<title>x', '<title><![CDATA[</item>]]>x'),
    ],
  ])('is everything in a body %s', async (_, broken) => {
    const { read, visits } = await readings(
      broken(built(1, item('a'))),
      broken(built(2, item('a'), item('b'))),
    )
    expect(read[1]).toEqual(['Report a', 'Report b'])
    expect(counts(visits)[1]).toEqual([1, 0])
  })

  const shared = (title: string) =>
    item(title).replace(`<guid>${title}</guid>`, '<guid>always the same</guid>')

  test('is everything where items share a guid, however they come', async () => {
    const { titles, visits } = await readings(
      built(1, shared('a')),
      built(2, shared('b'), shared('a')),
      built(3, shared('c'), shared('b'), shared('a')),
      built(4, shared('d'), shared('c'), shared('b')),
    )
    expect(await titles()).toEqual(['Report a', 'Report b', 'Report c', 'Report d'])
    expect(counts(visits).slice(1)).toEqual([
      [1, 0],
      [1, 0],
      [1, 0],
    ])
  })

  test('is everything where an item stands beside an edition of itself', async () => {
    const again = item('a').replace('Report a', 'Report a, corrected')
    const { visits, titles, store } = await readings(
      built(1, item('a'), item('b')),
      built(2, again, item('a'), item('b')),
    )
    expect(visits[1]).toMatchObject({ outcome: 'read', newArticles: 0 })
    expect(await titles()).toHaveLength(2)
    expect(await store.visits.recent('gazette', 9)).toHaveLength(2)
  })

  test('is everything beside an item that becomes no article', async () => {
    const empty = '<item><guid>e</guid></item>'
    const { read, visits } = await readings(built(1, empty, item('a')), built(2, item('b'), empty, item('a')))
    expect(read[1]).toEqual(['Report b', 'Report a'])
    expect(counts(visits)[1]).toEqual([1, 0])
  })

  test('is in the language that the whole feed was in', async () => {
    const arabic = (id: string, title: string) => item(id).replace(`Report ${id}`, title)
    const many = [
      'افتتاح المعرض الدولي للكتاب في العاصمة وسط حضور كبير من القراء',
      'الحكومة تعلن عن خطة جديدة لدعم المزارعين في الجنوب',
    ]
    const { store } = await readings(
      built(1, ...many.map((title, n) => arabic(String(n), title))),
      built(2, arabic('new', 'كابل'), ...many.map((title, n) => arabic(String(n), title))),
    )
    expect((await store.articles.ofOutlet('gazette', 9)).map(({ language }) => language)).toEqual([
      'ar',
      'ar',
      'ar',
    ])
  })
})
