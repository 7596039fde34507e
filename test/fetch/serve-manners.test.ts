import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openStore } from '../../src/store/open.ts'
import type { Store } from '../../src/store/store.ts'
import {
  type Asked,
  conditional,
  type OutletServer,
  type Reply,
  type Script,
  startOutletServer,
} from '../support/outlet-server.ts'
import { startProgram } from '../support/program.ts'

// The manners of manners.test.ts seen from outside: the whole program, real time, an interval of a second.

vi.setConfig({ testTimeout: 60_000 })
const WAIT = { timeout: 40_000, interval: 20 }
const SECOND = 1_000
/** Clocks of two processes, and a busy machine. */
const GRACE = 5

const item = (id: string) =>
  `<item><guid>${id}</guid><link>https://news.example/${id}</link><title>Report ${id}</title></item>`
const rss = (...ids: string[]) =>
  `<rss version="2.0"><channel><title>The Gazette</title>${ids.map(item).join('')}</channel></rss>`
const page = (href: string) =>
  `<!doctype html><html><head><link rel="alternate" type="application/rss+xml" href="${href}"></head></html>`
const to = (location: string, status: number): Reply => ({ status, headers: { location } })
const moved = (status: number) => ({
  '/': to('/new', status),
  '/new': conditional({ body: rss('a'), etag: `"${status}"` }),
})

/** What each host answers. An outlet is at `/` of its own host. */
const HOSTS: Record<string, Record<string, Script>> = {
  weak: { '/': conditional({ body: rss('a'), etag: 'W/"a,b"', lastModified: 'dim., 01 mars 2026' }) },
  date: { '/': conditional({ body: rss('a'), lastModified: 'yesterday' }) },
  'drops-one': {
    '/': [
      { body: rss('a'), headers: { etag: '"1"', 'last-modified': 'then' } },
      { body: rss('a', 'b'), headers: { etag: '"2"' } },
      { body: rss('a', 'b', 'c') },
    ],
  },
  'same-body': { '/': (_, nth) => ({ body: rss('a'), headers: { etag: `"${nth}"` } }) },
  'quiet-304': {
    '/': ({ headers }, nth) =>
      nth === 0
        ? { body: rss('a'), headers: { etag: '"1"', 'last-modified': 'then' } }
        : { status: headers['if-none-match'] ? 304 : 500 },
  },
  'broken-after': {
    '/': [
      { body: rss('a'), headers: { etag: '"good"' } },
      { body: '<html>down for maintenance</html>', headers: { etag: '"bad"' } },
      { body: rss('a'), headers: { etag: '"good"' } },
    ],
  },
  'never-a-feed': { '/': { body: 'hello', headers: { etag: '"bad"' } } },
  'breaks-off': { '/': { raw: `HTTP/1.0 200 OK\r\nETag: "off"\r\n\r\n${rss('a', 'b').slice(0, -40)}` } },
  'cut-short': { '/': { body: rss('a', 'b', 'c'), headers: { etag: '"cut"' }, cutAfter: 80 } },
  delta: {
    '/': ({ headers }) =>
      headers['if-none-match'] && headers['a-im'] === 'feed'
        ? { status: 226, headers: { im: 'feed', etag: '"2"' }, body: rss('c') }
        : { body: rss('a', 'b'), headers: { etag: '"1"' } },
  },
  fresh: {
    '/': ({ headers }) =>
      headers['if-none-match']
        ? { status: 304, headers: { 'cache-control': 'max-age=4' } }
        : { body: rss('a'), headers: { etag: '"1"', 'cache-control': 'max-age=2' } },
  },
  hourly: { '/': conditional({ body: rss('a').replace('<title>', '<ttl>60</ttl><title>'), etag: '"1"' }) },
  daily: { '/': conditional({ body: rss('a'), etag: '"1"' }) },
  refused: {
    '/': [{ body: rss('a') }, { status: 503, headers: { 'retry-after': '4' } }, { body: rss('a') }],
  },
  errors: { '/': { status: 500 } },
  gone: { '/': [{ body: rss('a') }, { status: 410 }, { body: rss('a') }] },
  'moved-301': moved(301),
  'moved-308': moved(308),
  'moved-302': moved(302),
  circle: { '/': to('/b', 302), '/b': to('/', 302) },
  hops: Object.fromEntries(
    ['/', '/1', '/2', '/3', '/4', '/5'].map((path, hop) => [path, to(`/${hop + 1}`, 302)]),
  ),
  site: {
    '/': { body: page('/feed'), headers: { 'content-type': 'text/html' } },
    '/feed': conditional({ body: rss('a'), etag: '"site"' }),
  },
  bomb: { '/': { body: 'x'.repeat(3_000_000), encoding: 'gzip', headers: { etag: '"bomb"' } } },
  headers: { '/': { body: rss('a'), headers: { 'x-long': 'x'.repeat(40_000) } } },
  cookies: { '/': (_, nth) => ({ body: rss('a'), headers: { 'set-cookie': `id=${nth}` } }) },
  hangs: { '/': { hang: true } },
  drips: { '/': { body: rss('a').padEnd(2_000), drip: { bytes: 1, everyMs: 20 } } },
  elsewhere: { '/': { body: rss('a') } },
}

/** Hosts with several outlets, at these paths. */
const BUSY = ['/0', '/1', '/2', '/3', '/4', '/5']
const REFUSED = ['/one', '/two', '/three']
const wait = [{ body: rss('a') }, { status: 429, headers: { 'retry-after': '5' } }, { body: rss('a') }]

let dir: string
let hosts: Map<string, OutletServer>
let inside: OutletServer
let program: ReturnType<typeof startProgram>
let store: Store

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'khulasa-manners-'))
  const own = await Promise.all(
    Object.entries(HOSTS).map(async ([id, scripts]) => [id, await startOutletServer(scripts)] as const),
  )
  hosts = new Map(own)
  const outlets: object[] = own.map(([id, server]) => ({
    id,
    url: server.url('/'),
    ...(id === 'daily' && { every: '1d' }),
  }))

  const busy = Object.fromEntries(BUSY.map(path => [path, { body: rss('a'), delayMs: 150 }]))
  hosts.set('busy', await startOutletServer(busy))
  hosts.set('refusing', await startOutletServer({ '/one': wait, '/two': wait, '/three': { body: rss('a') } }))
  hosts.set('guarded', await startOutletServer({ '/': to(host('elsewhere').url('/other-host'), 302) }))
  host('elsewhere').answer('/other-host', { body: rss('a') })
  hosts.set('keyed', await startOutletServer({ '/': to(host('elsewhere').url('/keyed'), 302) }))
  host('elsewhere').answer('/keyed', { body: rss('a') })
  inside = await startOutletServer({ '/': { body: rss('a') } }, '127.0.0.2')
  hosts.set('leads-inside', await startOutletServer({ '/': to(inside.url('/'), 302) }))
  outlets.push(
    ...BUSY.map(path => ({ id: `busy-${path.slice(1)}`, url: host('busy').url(path) })),
    ...REFUSED.map(path => ({ id: path.slice(1), url: host('refusing').url(path) })),
    { id: 'guarded', url: host('guarded').url('/').replace('//', '//reader:hunter2@') },
    { id: 'keyed', url: host('keyed').url('/'), headers: { 'X-Key': 'hunter3', Cookie: 'own=hunter3' } },
    { id: 'leads-inside', url: host('leads-inside').url('/') },
    { id: 'inside', url: inside.url('/') },
    { id: 'inside-decimal', url: inside.url('/').replace('127.0.0.2', '2130706434') },
  )
  const limits = { timeout: '3s', maxBytes: '1MB', allowPrivate: ['127.0.0.1'] }
  const fetch = { every: '1s', minInterval: '1s', adaptive: false, ...limits }
  writeFileSync(join(dir, 'feeds.config.ts'), `export default ${JSON.stringify({ fetch, outlets })}`)
  program = start()
  await program.prints(/listening on/)
  store = openStore(join(dir, 'data'), { readonly: true })
}, 60_000)

afterAll(async () => {
  await program.end()
  store.close()
  await Promise.all([...hosts.values(), inside].map(server => server.close()))
  rmSync(dir, { recursive: true, force: true })
})

const start = () =>
  startProgram([
    ...['serve', '--port', '0', '--verbose'],
    ...['--config', join(dir, 'feeds.config.ts'), '--data', join(dir, 'data')],
  ])

const host = (id: string) => hosts.get(id) as OutletServer

/** Waits until a host was asked that often, and gives what it was asked. */
async function asked(id: string, times: number, path = '/'): Promise<Asked[]> {
  await vi.waitFor(() => expect([id, host(id).askedFor(path).length >= times]).toEqual([id, true]), WAIT)
  return host(id).askedFor(path)
}

const visitsOf = (id: string) => store.visits.recent(id, 100)
const lastVisit = async (id: string) => (await store.visits.recent(id, 1))[0]
const conditionsOf = ({ headers }: Asked) => [headers['if-none-match'], headers['if-modified-since']]
const gapsOf = (all: Asked[]) => all.slice(1).map(({ at }, before) => at - (all[before]?.at ?? 0))
const titlesOf = async (id: string) =>
  (await store.articles.ofOutlet(id, 50)).map(({ title }) => title).sort()
const NONE = [undefined, undefined]

describe('conditional requests', () => {
  test.each([
    ['weak', 'W/"a,b"', 'dim., 01 mars 2026'],
    ['date', undefined, 'yesterday'],
    ['quiet-304', '"1"', 'then'],
  ])('every request after the first is conditional, byte for byte: %s', async (id, etag, lastModified) => {
    const [first, ...later] = (await asked(id, 4)).map(conditionsOf)
    expect(first).toEqual(NONE)
    expect(later).toEqual(later.map(() => [etag, lastModified]))
  })

  test('validators are replaced as a whole by each 200: a dropped one is forgotten', async () => {
    const conditions = (await asked('drops-one', 4)).map(conditionsOf)
    expect(conditions.slice(0, 4)).toEqual([NONE, ['"1"', 'then'], ['"2"', undefined], NONE])
  })

  test('those of a body that did not change are stored too', async () => {
    const conditions = (await asked('same-body', 4)).map(conditionsOf)
    expect(conditions.slice(0, 4)).toEqual([NONE, ...[0, 1, 2].map(nth => [`"${nth}"`, undefined])])
    expect(await titlesOf('same-body')).toEqual(['Report a'])
  })

  test('none is stored of a body that is no feed: those of the last good one hold', async () => {
    const conditions = (await asked('broken-after', 3)).map(conditionsOf)
    expect(conditions.slice(0, 3)).toEqual([NONE, ['"good"', undefined], ['"good"', undefined]])
  })

  test.each(['never-a-feed', 'cut-short', 'breaks-off', 'bomb'])(
    'none is stored of what could not be read: %s',
    async id => {
      const all = await asked(id, 2)
      expect(all.map(conditionsOf)).toEqual(all.map(() => NONE))
    },
  )

  test('a 226 brings what is new, and the rest stays', async () => {
    const all = await asked('delta', 3)
    expect(all.slice(0, 3).map(({ headers }) => headers['a-im'])).toEqual([undefined, 'feed', 'feed'])
    expect(all.slice(0, 3).map(conditionsOf)).toEqual([NONE, ['"1"', undefined], ['"2"', undefined]])
    await vi.waitFor(
      async () => expect(await titlesOf('delta')).toEqual(['Report a', 'Report b', 'Report c']),
      WAIT,
    )
  })
})

describe('pace', () => {
  test('an outlet is asked at its interval, never sooner', async () => {
    for (const gap of gapsOf(await asked('weak', 5))) expect(gap).toBeGreaterThan(SECOND - GRACE)
  })

  test('max-age lengthens it, and is read again on a 304', async () => {
    const [first, second] = gapsOf(await asked('fresh', 3))
    expect(first).toBeGreaterThan(2 * SECOND - GRACE)
    expect(second).toBeGreaterThan(4 * SECOND - GRACE)
  })

  test('Retry-After is obeyed', async () => {
    expect(gapsOf(await asked('refused', 3))[1]).toBeGreaterThan(4 * SECOND - GRACE)
  })

  test('errors wait twice as long each time, and a little more', async () => {
    const [first, second] = gapsOf(await asked('errors', 3))
    expect(first).toBeGreaterThan(2 * SECOND - GRACE)
    expect(second).toBeGreaterThan(4 * SECOND - GRACE)
  })

  test('an outlet refused beside another of its host binds the host', async () => {
    for (const path of ['/one', '/two']) await asked('refusing', 3, path)
    await asked('refusing', host('refusing').askedFor('/three').length + 1, '/three')
    const refusals = (await Promise.all(['one', 'two'].map(visitsOf)))
      .flat()
      .filter(({ status }) => status === 429)
    // from then on both are known, and until then neither is over
    const knownAt = Math.max(...refusals.map(({ at, tookMs }) => at + tookMs))
    const overAt = Math.max(...refusals.map(({ at }) => at)) + 5 * SECOND
    const during = (await visitsOf('three')).filter(({ at }) => at > knownAt && at < overAt)
    expect(refusals).toHaveLength(2)
    expect(during).toEqual(during.map(visit => ({ ...visit, outcome: 'refused', status: null, bytes: 0 })))
    expect(await store.outlets.find('three')).toMatchObject({ failures: 0 })
  })

  test('an outlet that is gone is not asked again, nor one whose feed asks for an hour', async () => {
    await asked('gone', 2)
    await asked('hourly', 1)
    await asked('weak', host('weak').asked.length + 4)
    expect([host('gone').asked.length, host('hourly').asked.length]).toEqual([2, 1])
    expect(await store.outlets.find('gone')).toMatchObject({ nextVisitAt: null })
  })
})

describe('addresses', () => {
  test.each([301, 308])('a %d is remembered when it came twice', async status => {
    const id = `moved-${status}`
    await asked(id, 4, '/new')
    expect(host(id).askedFor('/')).toHaveLength(2)
    const { url, movedTo } = (await store.outlets.find(id)) ?? {}
    expect([url, movedTo]).toEqual([host(id).url('/'), host(id).url('/new')])
  })

  test('a 302 is not', async () => {
    await asked('moved-302', 4, '/new')
    expect(host('moved-302').askedFor('/').length).toBeGreaterThanOrEqual(4)
    expect((await store.outlets.find('moved-302'))?.movedTo).toBeNull()
  })

  test('circles and more than five hops are given up on', async () => {
    await asked('circle', 2)
    await asked('hops', 2)
    expect(host('hops').askedFor('/6')).toEqual([])
    expect([(await lastVisit('circle'))?.problem, (await lastVisit('hops'))?.problem]).toEqual([
      expect.stringContaining('in a circle'),
      expect.stringContaining('more than 5 times'),
    ])
  })

  test('the feed behind a page is found once', async () => {
    await asked('site', 3, '/feed')
    expect(host('site').askedFor('/')).toHaveLength(1)
  })
})

describe('hosts', () => {
  test('at most two requests to a host at once', async () => {
    for (const path of BUSY) await asked('busy', 2, path)
    expect(host('busy').mostAtOnce()).toBeLessThanOrEqual(2)
  })

  test('outlets that hang or drip fail in time and hold nobody up', async () => {
    await asked('hangs', 2)
    await asked('drips', 2)
    const [first, second] = host('hangs').asked
    const isMeanwhile = ({ at }: Asked) => at > (first?.at ?? 0) && at < (second?.at ?? 0)
    expect(host('weak').asked.some(isMeanwhile)).toBe(true)
    for (const id of ['hangs', 'drips'])
      await vi.waitFor(
        async () =>
          expect(await lastVisit(id)).toMatchObject({
            outcome: 'failed',
            problem: expect.stringContaining('3 s'),
          }),
        WAIT,
      )
  })

  test('we say who we are, and take four encodings', async () => {
    const [first] = await asked('weak', 1)
    expect(first?.headers).toMatchObject({
      'user-agent': expect.stringMatching(/^khulasa\/\S+ \(\+http/),
      'accept-encoding': 'gzip, deflate, br, zstd',
    })
  })
})

describe('safety', () => {
  test('private addresses are not asked, by whatever name or redirect', async () => {
    await asked('leads-inside', 2)
    for (const id of ['inside', 'inside-decimal'])
      await vi.waitFor(async () => expect(await lastVisit(id)).toMatchObject({ outcome: 'failed' }), WAIT)
    expect([inside.asked, inside.connections()]).toEqual([[], 0])
  })

  test('credentials go to their host alone', async () => {
    const there = await asked('elsewhere', 2, '/other-host')
    expect(host('guarded').asked[0]?.headers.authorization).toMatch(/^Basic /)
    expect(there.filter(({ headers }) => 'authorization' in headers)).toEqual([])
  })

  test("an outlet's own headers go to its host alone", async () => {
    const there = await asked('elsewhere', 2, '/keyed')
    expect(host('keyed').asked[0]?.headers).toMatchObject({ 'x-key': 'hunter3', cookie: 'own=hunter3' })
    expect(there.filter(({ headers }) => 'x-key' in headers || 'cookie' in headers)).toEqual([])
  })

  test('no cookie is sent back, and no referer', async () => {
    await asked('cookies', 3)
    const sent = [...hosts].flatMap(([id, server]) =>
      (id === 'keyed' ? [] : server.asked).flatMap(({ headers }) => Object.keys(headers)),
    )
    expect(sent.filter(name => /cookie|referer/.test(name))).toEqual([])
  })

  test.each(['bomb', 'headers'])('what is too large is given up on: %s', async id => {
    await vi.waitFor(async () => expect(await lastVisit(id)).toMatchObject({ outcome: 'failed' }), WAIT)
    expect(program.child.exitCode).toBeNull()
  })
})

// last, as it ends the program that the others watch
test('after a restart requests are conditional at once, and nothing is asked before its time', async () => {
  const ids = ['weak', 'date', 'quiet-304', 'same-body', 'delta']
  for (const id of ids) await asked(id, 3)
  await asked('daily', 1)
  await asked('moved-301', 3, '/new')
  await asked('site', 2, '/feed')
  expect(await program.end()).toBe(0)
  const said = program.stdout() + program.stderr()
  const before = new Map([...hosts].map(([id, { asked }]) => [id, asked.length]))
  program = start()
  for (const id of [...ids, 'moved-301', 'site']) {
    const isSince = () => host(id).asked[before.get(id) ?? 0]
    const first = await vi.waitUntil(isSince, WAIT)
    expect([id, first.path, conditionsOf(first)]).not.toEqual([id, expect.anything(), NONE])
  }
  expect(host('moved-301').askedFor('/')).toHaveLength(2)
  for (const id of ['site', 'hourly', 'daily']) expect([id, host(id).askedFor('/').length]).toEqual([id, 1])
  expect(host('gone').asked).toHaveLength(2)
  expect(said).toContain('guarded')
  expect(said + program.stdout() + program.stderr()).not.toMatch(/hunter\d/)
})
