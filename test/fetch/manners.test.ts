import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type AgentOptions, createAgent, type FetchAgent } from '../../src/fetch/agent.ts'
import { fetchOutlet } from '../../src/fetch/fetch-outlet.ts'
import { HostRefusals } from '../../src/fetch/host-refusals.ts'
import { type Move, rememberMove } from '../../src/fetch/remember-move.ts'
import type { Resolve } from '../../src/fetch/resolver.ts'
import type { Fetched, FetchRequest } from '../../src/model/fetched.ts'
import type { Validators } from '../../src/model/outlet.ts'
import { conditional, type OutletServer, type Reply, startOutletServer } from '../support/outlet-server.ts'

const FEED = `<rss version="2.0"><channel><title>أخبار</title>${'<item><title>x</title></item>'.repeat(60)}</channel></rss>`
const NOTHING: Validators = { etag: null, lastModified: null }
const NOON = Date.UTC(2026, 2, 1, 12)

let outlets: OutletServer
let elsewhere: OutletServer
const agents: FetchAgent[] = []
let now: number

beforeEach(async () => {
  now = NOON
  outlets = await startOutletServer()
  elsewhere = await startOutletServer()
})
afterEach(async () => {
  await Promise.all(agents.splice(0).map(agent => agent.close()))
  await outlets.close()
  await elsewhere.close()
})
function agentWith(change: Partial<AgentOptions> = {}, resolve?: Resolve): FetchAgent {
  const options = { allowPrivate: ['loopback'], perHost: 2, concurrency: 64, gapMs: 0, ...change }
  const agent = createAgent(options, resolve ? { resolve } : {})
  agents.push(agent)
  return agent
}

/** Visits a path of `outlets`, or a whole URL. */
function visit(where: string, change: Partial<FetchRequest> = {}, agent = agentWith()): Promise<Fetched> {
  const url = where.startsWith('/') ? outlets.url(where) : where
  const limits = { timeoutMs: 5_000, maxBytes: 100_000, userAgent: 'khulasa/0 (+https://news.example/)' }
  return fetchOutlet({ url, validators: NOTHING, ...limits, ...change }, { agent, now: () => now })
}

/** The text of a body, else the whole outcome, so that a failing test shows it. */
function textOf(fetched: Fetched): unknown {
  return fetched.kind === 'body' ? Buffer.from(fetched.bytes).toString() : fetched
}

describe('conditional requests', () => {
  test('a first request is not conditional', async () => {
    outlets.answer('/feed', { body: FEED })
    await visit('/feed')
    const { headers } = outlets.asked[0] ?? {}
    expect(Object.keys(headers ?? {}).filter(name => /^(if-|a-im|range)/.test(name))).toEqual([])
  })

  test.each([
    ['a strong ETag', '"abc"', 'Sun, 01 Mar 2026 10:00:00 GMT'],
    ['a weak ETag', 'W/"abc-gzip"', null],
    ['an ETag without quotes', 'abc', null],
    ['an ETag with odd bytes', '"a\tb\xe9\xff, c"', null],
    ['an empty ETag', '""', null],
    ['a date alone', null, 'Sun, 01 Mar 2026 10:00:00 GMT'],
    ['a date that is no HTTP date', '"x"', '2026-03-01T10:00:00+0300'],
    ['a date in another language', '"x"', 'dim., 01 mars 2026 10:00:00 +0100'],
    ['a date of zero', null, '0'],
  ])('%s goes back byte for byte', async (_, etag, lastModified) => {
    const validators = { ...(etag && { etag }), ...(lastModified && { 'last-modified': lastModified }) }
    outlets.answer('/feed', { body: FEED, headers: validators })
    const first = await visit('/feed')
    expect(first.kind === 'body' && first.validators).toEqual({ etag, lastModified })
    await visit('/feed', first.kind === 'body' ? { validators: first.validators } : {})
    expect(outlets.asked[1]?.headers['if-none-match']).toBe(etag ?? undefined)
    expect(outlets.asked[1]?.headers['if-modified-since']).toBe(lastModified ?? undefined)
  })

  test('validators are those of the new body as a whole: a dropped one is forgotten', async () => {
    outlets.answer('/feed', { body: FEED, headers: { etag: '"2"' } })
    const fetched = await visit('/feed', { validators: { etag: '"1"', lastModified: 'yesterday' } })
    expect(fetched).toMatchObject({ kind: 'body', validators: { etag: '"2"', lastModified: null } })
  })

  test.each([
    ['that names none keeps the former', {}, { etag: '"1"', lastModified: 'then' }],
    ['that names one replaces that one', { etag: '"2"' }, { etag: '"2"', lastModified: 'then' }],
  ])('a 304 %s', async (_, headers, validators) => {
    outlets.answer('/feed', { status: 304, headers: { ...headers, 'cache-control': 'max-age=60' } })
    const fetched = await visit('/feed', { validators: { etag: '"1"', lastModified: 'then' } })
    expect(fetched).toMatchObject({
      kind: 'unchanged',
      validators,
      headers: { 'cache-control': 'max-age=60' },
    })
  })

  test('a 304 to a request without conditions is a failure', async () => {
    outlets.answer('/feed', { status: 304 })
    expect(await visit('/feed')).toMatchObject({ kind: 'failed', reason: 'status', status: 304 })
  })

  test('a request after a redirect is conditional too', async () => {
    outlets.answer('/feed', { status: 302, headers: { location: '/there' } })
    outlets.answer('/there', conditional({ body: FEED, etag: '"1"' }))
    const fetched = await visit('/feed', { validators: { etag: '"1"', lastModified: null } })
    expect(fetched.kind).toBe('unchanged')
  })

  test.each<[string, Reply]>([
    ['ends before its Content-Length', { body: FEED, cutAfter: 40 }],
    ['ends before its last chunk', { body: FEED, cutAfter: 40, chunked: true }],
    ['is compressed and ends too early', { body: FEED, encoding: 'gzip', cutAfter: 20 }],
    ['is a part that nobody asked for', { status: 206, body: FEED }],
    ['is over the limit', { body: FEED.padEnd(100_001) }],
    ['is over the limit without saying so', { body: FEED.padEnd(100_001), chunked: true }],
    ['is over the limit once decompressed', { body: FEED.padEnd(100_001), encoding: 'gzip' }],
  ])('a body that %s brings no validators', async (_, reply) => {
    outlets.answer('/feed', { ...reply, headers: { etag: '"1"' } })
    const fetched = await visit('/feed')
    expect(fetched.kind).toBe('failed')
    expect(fetched).not.toHaveProperty('validators')
  })

  test('A-IM: feed goes with an ETag, and only then', async () => {
    outlets.answer('/feed', { body: FEED })
    await visit('/feed', { validators: { etag: '"1"', lastModified: null } })
    await visit('/feed', { validators: { etag: null, lastModified: 'then' } })
    await visit('/feed', { validators: { etag: '"1"', lastModified: null }, etagDelta: false })
    expect(outlets.asked.map(({ headers }) => headers['a-im'])).toEqual(['feed', undefined, undefined])
  })

  test('a 226 is a body that says so, with the validators of the whole', async () => {
    outlets.answer('/feed', { status: 226, headers: { im: 'feed', etag: '"2"' }, body: FEED })
    const fetched = await visit('/feed', { validators: { etag: '"1"', lastModified: null } })
    expect(fetched).toMatchObject({ kind: 'body', status: 226, validators: { etag: '"2"' } })
  })
})

describe('pace', () => {
  test.each([
    ['seconds', 429, '120', NOON + 120_000],
    ['a date', 503, 'Sun, 01 Mar 2026 12:02:00 GMT', NOON + 120_000],
    ['nothing', 429, undefined, null],
    ['nonsense', 503, 'soon', null],
  ])('a refusal with %s for Retry-After (%d)', async (_, status, value, retryAt) => {
    outlets.answer('/feed', { status, headers: value ? { 'retry-after': value } : {} })
    expect(await visit('/feed')).toMatchObject({ kind: 'refused', status, retryAt, boundByHost: false })
  })

  test('one refused outlet does not bind the others of its host', async () => {
    outlets.answer('/one', { status: 429, headers: { 'retry-after': '60' } })
    outlets.answer('/two', { body: FEED })
    const agent = agentWith()
    await visit('/one', {}, agent)
    await visit('/one', {}, agent)
    expect((await visit('/two', {}, agent)).kind).toBe('body')
  })

  test('a second refused outlet binds the host until the later of the two times', async () => {
    outlets.answer('/one', { status: 429, headers: { 'retry-after': '60' } })
    outlets.answer('/two', { status: 503, headers: { 'retry-after': '30' } })
    outlets.answer('/three', { body: FEED })
    const agent = agentWith()
    await visit('/one', {}, agent)
    await visit('/two', {}, agent)
    const bound = await visit('/three', {}, agent)
    expect(bound).toMatchObject({ kind: 'refused', retryAt: NOON + 60_000, boundByHost: true })
    expect(outlets.askedFor('/three')).toEqual([])
    elsewhere.answer('/feed', { body: FEED })
    expect((await visit(elsewhere.url('/feed'), {}, agent)).kind).toBe('body')
    now = NOON + 60_000
    expect((await visit('/three', {}, agent)).kind).toBe('body')
  })

  test.each([
    ['does not say for how long', undefined],
    ['asks for less', '1'],
  ])('a second refused outlet that %s binds the host for as long as the first', async (_, wait) => {
    outlets.answer('/one', { status: 429, headers: { 'retry-after': '60' } })
    outlets.answer('/two', { status: 503, headers: wait ? { 'retry-after': wait } : {} })
    outlets.answer('/three', { body: FEED })
    const agent = agentWith()
    for (const path of ['/one', '/two']) await visit(path, {}, agent)
    now = NOON + 59_999
    expect(await visit('/three', {}, agent)).toMatchObject({ retryAt: NOON + 60_000, boundByHost: true })
  })

  test('a third refusal shortens no wait', () => {
    const refusals = new HostRefusals()
    for (const [index, retryAt] of [60, 30, 10].entries())
      refusals.note('host', { outletUrl: `/${index}`, status: 429, retryAt: NOON + retryAt * 1_000 }, NOON)
    expect(refusals.boundUntil('host', NOON + 59_999)).toEqual({ status: 429, retryAt: NOON + 60_000 })
    expect(refusals.boundUntil('host', NOON + 60_000)).toBeNull()
  })

  test('a second refusal after the first has run out binds nobody', async () => {
    outlets.answer('/one', { status: 429, headers: { 'retry-after': '60' } })
    outlets.answer('/two', { status: 429, headers: { 'retry-after': '60' } })
    outlets.answer('/three', { body: FEED })
    const agent = agentWith()
    await visit('/one', {}, agent)
    now = NOON + 60_000
    await visit('/two', {}, agent)
    expect((await visit('/three', {}, agent)).kind).toBe('body')
  })
})

describe('addresses', () => {
  test.each([
    [301, true],
    [308, true],
    [302, false],
    [303, false],
    [307, false],
  ])('a %d is followed, and permanent: %s', async (status, isPermanent) => {
    outlets.answer('/feed', { status, headers: { location: '/there?x=1' } })
    outlets.answer('/there?x=1', { body: FEED })
    const there = outlets.url('/there?x=1')
    const fetched = await visit('/feed')
    expect(fetched).toMatchObject({ kind: 'body', finalUrl: there, permanentUrl: isPermanent ? there : null })
  })

  test('one temporary hop makes the whole way temporary', async () => {
    outlets.answer('/1', { status: 301, headers: { location: '/2' } })
    outlets.answer('/2', { status: 302, headers: { location: '/3' } })
    outlets.answer('/3', { body: FEED })
    expect(await visit('/1')).toMatchObject({ kind: 'body', finalUrl: outlets.url('/3'), permanentUrl: null })
  })

  test('a permanent redirect is remembered once two visits in a row found a good feed behind it', async () => {
    outlets.answer('/old', { status: 301, headers: { location: '/new' } })
    outlets.answer('/new', conditional({ body: FEED, etag: '"1"' }))
    let move: Move = { movedTo: null, seenOnce: null }
    let validators = NOTHING
    for (let visits = 0; visits < 3; visits++) {
      const fetched = await visit('/old', { validators, movedTo: move.movedTo })
      if (fetched.kind === 'body') validators = fetched.validators
      move = rememberMove(move, fetched, true)
    }
    expect(outlets.asked.map(({ path }) => path)).toEqual(['/old', '/new', '/old', '/new', '/new'])
    expect(move).toEqual({ movedTo: outlets.url('/new'), seenOnce: null })
  })

  test.each([
    ['410 is gone', '/gone', { kind: 'gone', status: 410 }],
    ['410 behind a permanent redirect is gone', '/301', { kind: 'gone', status: 410 }],
    [
      '410 behind a temporary redirect is a failure',
      '/302',
      { kind: 'failed', reason: 'status', status: 410 },
    ],
  ])('%s', async (_, path, expected) => {
    outlets.answer('/gone', { status: 410 })
    outlets.answer('/301', { status: 301, headers: { location: '/gone' } })
    outlets.answer('/302', { status: 302, headers: { location: '/gone' } })
    expect(await visit(path)).toMatchObject(expected)
  })

  test('five hops are followed, six are not', async () => {
    for (let hop = 0; hop < 6; hop++)
      outlets.answer(`/${hop}`, { status: 302, headers: { location: `/${hop + 1}` } })
    outlets.answer('/6', { body: FEED })
    expect((await visit('/1')).kind).toBe('body')
    expect(await visit('/0')).toMatchObject({ kind: 'failed', reason: 'redirect-loop' })
  })

  test('a redirect to itself is asked once', async () => {
    outlets.answer('/loop', { status: 301, headers: { location: '/loop#again' } })
    expect(await visit('/loop')).toMatchObject({ kind: 'failed', reason: 'redirect-loop', status: 301 })
    expect(outlets.asked.length).toBe(1)
  })

  test.each([
    ['nowhere', {}],
    ['what is no address', { location: 'http://' }],
    ['a file', { location: 'file:///etc/passwd' }],
    ['another scheme', { location: 'gopher://127.0.0.1/' }],
    ['data', { location: 'data:text/xml,<rss/>' }],
  ])('a redirect to %s is not followed', async (_, headers) => {
    outlets.answer('/feed', { status: 302, headers })
    expect(await visit('/feed')).toMatchObject({ kind: 'failed', reason: 'bad-redirect', status: 302 })
  })

  test('a redirect to an Arabic path is followed as its bytes say', async () => {
    const location = Buffer.from('/أخبار').toString('latin1')
    outlets.answer('/feed', { status: 302, headers: { location } })
    outlets.answer(encodeURI('/أخبار'), { body: FEED })
    expect((await visit('/feed')).kind).toBe('body')
  })
})

describe('hosts', () => {
  test('a host is asked at most perHost at once', async () => {
    const agent = agentWith({ perHost: 2 })
    const paths = Array.from({ length: 8 }, (_, index) => `/${index}`)
    for (const path of paths) outlets.answer(path, { body: FEED, delayMs: 5 })
    await Promise.all(paths.map(path => visit(path, {}, agent)))
    expect(outlets.mostAtOnce()).toBe(2)
  })

  test('what was broken off counts until the outlet knows', async () => {
    const agent = agentWith({ perHost: 1 })
    outlets.answer('/feed', { body: FEED })
    outlets.answer('/hangs', { hang: true })
    // leaves a connection that the last request could be sent over at once
    await visit('/feed', {}, agent)
    await Promise.all([
      visit('/hangs', { timeoutMs: 60 }, agent),
      visit('/hangs', { timeoutMs: 60 }, agent),
      visit('/feed', {}, agent),
    ])
    expect([outlets.asked.length, outlets.mostAtOnce()]).toEqual([4, 1])
  })

  test('an outlet that does not answer stalls nobody else', async () => {
    const agent = agentWith({ perHost: 1 })
    outlets.answer('/slow', { hang: true })
    outlets.answer('/behind', { body: FEED })
    elsewhere.answer('/feed', { body: FEED })
    const slow = visit('/slow', { timeoutMs: 300 }, agent)
    const behind = visit('/behind', { timeoutMs: 200 }, agent)
    expect((await visit(elsewhere.url('/feed'), {}, agent)).kind).toBe('body')
    expect(outlets.askedFor('/behind')).toEqual([])
    expect(await slow).toMatchObject({ kind: 'failed', reason: 'timeout' })
    expect((await behind).kind).toBe('body')
  })

  test('a connection is used again', async () => {
    outlets.answer('/feed', { body: FEED })
    outlets.answer('/missing', { status: 404, body: 'x'.repeat(5_000) })
    const agent = agentWith()
    for (const path of ['/feed', '/missing', '/feed']) await visit(path, {}, agent)
    expect(outlets.asked.map(({ connection }) => connection)).toEqual([1, 1, 1])
  })

  test('a kept connection that the outlet closes just then is no failure', async () => {
    outlets.answer('/feed', [{ body: FEED }, { raw: '' }, { body: FEED }])
    const agent = agentWith()
    expect((await visit('/feed', {}, agent)).kind).toBe('body')
    expect((await visit('/feed', {}, agent)).kind).toBe('body')
    expect(outlets.asked.map(({ connection }) => connection)).toEqual([1, 1, 2])
  })

  test.each([
    ['at once', ''],
    ['within its first line', 'HTTP/1.1 20'],
    ['within its headers', 'HTTP/1.1 200 OK\r\nETag: "1"\r\nCont'],
    ['after saying that it goes on', 'HTTP/1.1 100 Continue\r\n\r\n'],
    ['after switching to what we do not speak', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n'],
  ])('a new connection that the outlet closes %s is a failure, asked once', async (_, raw) => {
    outlets.answer('/feed', { raw })
    expect(await visit('/feed')).toMatchObject({ kind: 'failed', reason: 'connection' })
    expect(outlets.asked.length).toBe(1)
  })

  test('a name with an address that does not answer is asked at its others', async () => {
    const agent = agentWith({}, async () => [
      { address: '::1', family: 6 },
      { address: '127.0.0.1', family: 4 },
    ])
    outlets.answer('/feed', { body: FEED })
    expect(textOf(await visit(outlets.url('/feed').replace('127.0.0.1', 'both.example'), {}, agent))).toBe(
      FEED,
    )
  })

  test('a body whose end is that of its connection is read', async () => {
    outlets.answer('/feed', { raw: `HTTP/1.0 200 OK\r\nETag: "1"\r\n\r\n${'<rss/>'}` })
    expect(textOf(await visit('/feed'))).toBe('<rss/>')
  })

  test('a name is looked up once', async () => {
    let lookups = 0
    const agent = agentWith({}, async () => {
      lookups++
      return [{ address: '127.0.0.1', family: 4 }]
    })
    const port = outlets.origin.split(':').at(-1)
    for (const path of ['/1', '/2', '/3']) {
      outlets.answer(path, { body: FEED, headers: { connection: 'close' } })
      await visit(`http://feeds.example:${port}${path}`, {}, agent)
    }
    expect({ lookups, connections: outlets.connections() }).toEqual({ lookups: 1, connections: 3 })
    expect(outlets.asked[0]?.headers.host).toBe(`feeds.example:${port}`)
  })

  test('a name that is not known is a failure with a remedy', async () => {
    const unknown = Object.assign(new Error('not found'), { code: 'ENOTFOUND' })
    const fetched = await visit(
      'http://nowhere.example/',
      {},
      agentWith({}, () => Promise.reject(unknown)),
    )
    expect(fetched).toMatchObject({ kind: 'failed', reason: 'dns' })
    expect(fetched.kind === 'failed' && fetched.message).toContain('nowhere.example was not found')
  })

  test.each(['gzip', 'deflate', 'deflate-raw', 'br', 'zstd'] as const)(
    'a body in %s is read',
    async encoding => {
      outlets.answer('/feed', { body: FEED, encoding })
      const fetched = await visit('/feed')
      expect(textOf(fetched)).toBe(FEED)
      expect(fetched.wireBytes).toBeLessThan(fetched.kind === 'body' ? fetched.bytes.length : 0)
    },
  )

  test('feeds are asked for, in four encodings, under our name', async () => {
    outlets.answer('/feed', { body: FEED })
    await visit('/feed')
    const { accept, 'accept-encoding': encodings, 'user-agent': name } = outlets.asked[0]?.headers ?? {}
    for (const type of ['application/rss+xml', 'application/atom+xml', 'application/feed+json'])
      expect(accept).toContain(type)
    expect([encodings, name]).toEqual(['gzip, deflate, br, zstd', 'khulasa/0 (+https://news.example/)'])
  })
})

describe('safety', () => {
  test('a redirect to a private address is not followed', async () => {
    outlets.answer('/feed', {
      status: 302,
      headers: { location: elsewhere.url('/inside').replace('127.0.0.1', '127.0.0.2') },
    })
    const fetched = await visit('/feed', {}, agentWith({ allowPrivate: ['127.0.0.1'] }))
    expect(fetched).toMatchObject({ kind: 'failed', reason: 'refused-address' })
  })

  test('a name that resolves to a private address the second time is refused then', async () => {
    const found = ['127.0.0.1', '127.0.0.2'].map(address => [{ address, family: 4 as const }])
    const resolve = async () => found.shift() ?? []
    const url = `http://rebind.example:${outlets.origin.split(':').at(-1)}/feed`
    outlets.answer('/feed', { body: FEED, headers: { connection: 'close' } })
    const kinds = []
    for (const agent of [1, 2].map(() => agentWith({ allowPrivate: ['127.0.0.1'] }, resolve))) {
      kinds.push((await visit(url, {}, agent)).kind)
    }
    expect([kinds, outlets.connections()]).toEqual([['body', 'failed'], 1])
  })

  test.each(['ftp://127.0.0.1/feed', 'gopher://127.0.0.1/', 'javascript:1', 'not an address'])(
    '%s is not asked',
    async url => {
      expect(await visit(url, {})).toMatchObject({ kind: 'failed', reason: 'bad-redirect' })
    },
  )

  test('credentials of a URL go to their host, decoded, and nowhere else', async () => {
    outlets.answer('/feed', { status: 302, headers: { location: '/same-host' } })
    outlets.answer('/same-host', { status: 302, headers: { location: elsewhere.url('/other-host') } })
    elsewhere.answer('/other-host', { body: FEED })
    const url = outlets.url('/feed').replace('//', '//us%40er:p%C3%A4ss@')
    const fetched = await visit(url, { headers: { 'X-Api-Key': 'secret' } })
    const basic = `Basic ${Buffer.from('us@er:päss').toString('base64')}`
    const got = [...outlets.asked, ...elsewhere.asked].map(({ headers }) => [
      headers.authorization,
      headers['x-api-key'],
    ])
    expect(got).toEqual([
      [basic, 'secret'],
      [basic, 'secret'],
      [undefined, undefined],
    ])
    expect(fetched.finalUrl).toBe(elsewhere.url('/other-host'))
  })

  test('credentials that a Location brings are dropped', async () => {
    outlets.answer('/feed', {
      status: 301,
      headers: { location: elsewhere.url('/x').replace('//', '//spy:key@') },
    })
    elsewhere.answer('/x', { body: FEED })
    const fetched = await visit('/feed')
    expect([elsewhere.asked[0]?.headers.authorization, fetched.permanentUrl]).toEqual([
      undefined,
      elsewhere.url('/x'),
    ])
  })

  test.each<[string, Reply | null]>([
    ['an error status', { status: 500 }],
    ['a refused login', { status: 401 }],
    ['a timeout', { hang: true }],
    ['what is not HTTP', { raw: 'SSH-2.0-OpenSSH_9.6\r\n' }],
    ['a bad redirect', { status: 302, headers: { location: 'ftp://user:hunter2@x/' } }],
    ['a broken encoding', { body: 'no gzip', headers: { 'content-encoding': 'gzip' } }],
  ])('no message names credentials or paths: %s', async (_, reply) => {
    outlets.answer('/secret-path?key=k3y', reply ?? {})
    const fetched = await visit(outlets.url('/secret-path?key=k3y').replace('//', '//user:hunter2@'), {
      timeoutMs: 150,
    })
    const message = fetched.kind === 'failed' ? fetched.message : ''
    expect(message).toContain('127.0.0.1')
    expect(message).not.toMatch(/user|hunter2|secret-path|k3y/)
  })

  test('no cookie is sent back, and no referer', async () => {
    outlets.answer('/feed', { status: 302, headers: { location: '/there', 'set-cookie': 'a=1' } })
    outlets.answer('/there', { body: FEED, headers: { 'set-cookie': ['b=2', 'c=3'] } })
    const agent = agentWith()
    await visit('/feed', {}, agent)
    const again = await visit('/feed', {}, agent)
    expect(
      outlets.asked.flatMap(({ headers }) =>
        Object.keys(headers).filter(name => /cookie|referer/.test(name)),
      ),
    ).toEqual([])
    expect(again.kind === 'body' && Object.keys(again.headers)).not.toContain('set-cookie')
  })

  test.each<[string, string, Reply]>([
    ['headers of more than 32 KB', 'too-large', { headers: { 'x-long': 'x'.repeat(40_000) } }],
    ['a bomb in gzip', 'too-large', { body: 'x'.repeat(5_000_000), encoding: 'gzip' }],
    ['a bomb in br', 'too-large', { body: 'x'.repeat(5_000_000), encoding: 'br' }],
    ['a bomb in zstd', 'too-large', { body: 'x'.repeat(5_000_000), encoding: 'zstd' }],
    ['a bomb in raw deflate', 'too-large', { body: 'x'.repeat(5_000_000), encoding: 'deflate-raw' }],
    ['a dripping body', 'timeout', { body: FEED, drip: { bytes: 1, everyMs: 20 } }],
    ['silence', 'timeout', { hang: true }],
    ['what is not HTTP', 'connection', { raw: 'SSH-2.0-OpenSSH_9.6\r\n' }],
    ['an unknown encoding', 'bad-encoding', { body: FEED, headers: { 'content-encoding': 'lzma' } }],
    [
      'an encoding named after a property',
      'bad-encoding',
      { body: FEED, headers: { 'content-encoding': 'constructor' } },
    ],
    [
      'ten layers of encoding',
      'bad-encoding',
      { body: FEED, headers: { 'content-encoding': 'gzip,'.repeat(10) } },
    ],
    [
      'what is not gzip though it says so',
      'bad-encoding',
      { body: FEED, headers: { 'content-encoding': 'gzip' } },
    ],
  ])('%s is given up on', async (_, reason, reply) => {
    outlets.answer('/feed', reply)
    expect(await visit('/feed', { timeoutMs: reason === 'timeout' ? 200 : 5_000 })).toMatchObject({
      kind: 'failed',
      reason,
    })
  })

  test('the time limit holds for all hops together', async () => {
    for (let hop = 0; hop < 5; hop++) {
      outlets.answer(`/${hop}`, { status: 302, headers: { location: `/${hop + 1}` } })
    }
    outlets.answer('/5', { body: FEED })
    const agent = agentWith()
    const asked: number[] = []
    const watched: FetchAgent = {
      ...agent,
      ask: request => {
        asked.push(request.timeoutMs)
        now += 1_000
        return agent.ask(request)
      },
    }
    await visit('/0', { timeoutMs: 20_000 }, watched)
    expect(asked).toEqual([20_000, 19_000, 18_000, 17_000, 16_000, 15_000])
  })

  test('a server without TLS behind an https address is a failure of TLS', async () => {
    const fetched = await visit(outlets.url('/feed').replace('http:', 'https:'))
    expect(fetched).toMatchObject({ kind: 'failed', reason: 'tls' })
  })

  test('a closed port is a failure of the connection', async () => {
    const closed = await startOutletServer()
    await closed.close()
    expect(await visit(closed.url('/feed'))).toMatchObject({
      kind: 'failed',
      reason: 'connection',
      status: null,
    })
  })

  test('an error that goes on and on is not read to its end', async () => {
    outlets.answer('/feed', { status: 404, body: 'x'.repeat(90_000), drip: { bytes: 70_000, everyMs: 1 } })
    expect(await visit('/feed')).toMatchObject({ kind: 'failed', status: 404 })
  })

  test("an outlet's own headers are sent, but for those that are the connection's", async () => {
    outlets.answer('/feed', { body: FEED })
    await visit('/feed', {
      headers: { Accept: 'text/xml', 'Accept-Encoding': 'lzma', Host: 'x', 'X-Key': '1' },
    })
    const { accept, host, 'accept-encoding': encodings, 'x-key': key } = outlets.asked[0]?.headers ?? {}
    expect([accept, encodings, key]).toEqual(['text/xml', 'gzip, deflate, br, zstd', '1'])
    expect(outlets.origin).toBe(`http://${host}`)
  })

  test('a proxy is asked for everything, but not for private addresses', async () => {
    const agent = agentWith({ allowPrivate: [], proxy: outlets.origin }, async name => {
      if (name === 'unknown.example') throw Object.assign(new Error('not found'), { code: 'ENOTFOUND' })
      return [{ address: name === 'inside.example' ? '10.0.0.1' : '93.184.216.34', family: 4 }]
    })
    for (const host of ['feeds.example', 'unknown.example']) {
      outlets.answer(`http://${host}/feed`, { body: FEED })
      expect(textOf(await visit(`http://${host}/feed`, {}, agent))).toBe(FEED)
    }
    for (const host of ['inside.example', '127.0.0.1', '[::1]']) {
      expect(await visit(`http://${host}/feed`, {}, agent)).toMatchObject({ reason: 'refused-address' })
    }
    expect(outlets.asked.length).toBe(2)
  })

  test('a proxy that is down, or does not let us through, is named, its password is not', async () => {
    outlets.answer('feeds.example:443', { status: 407 })
    const resolve: Resolve = async () => [{ address: '93.184.216.34', family: 4 }]
    const refusing = agentWith({ proxy: outlets.origin }, resolve)
    const down = agentWith({ proxy: 'http://us:hunter2@127.0.0.1:1' }, resolve)
    for (const [agent, url, told] of [
      [refusing, 'https://feeds.example/', outlets.origin.slice('http://'.length)],
      [down, 'https://feeds.example/', '127.0.0.1:1'],
      [down, 'http://feeds.example/', '127.0.0.1:1'],
    ] as const) {
      const fetched = await visit(url, {}, agent)
      expect(fetched).toMatchObject({ kind: 'failed', reason: 'connection' })
      const message = fetched.kind === 'failed' ? fetched.message : ''
      expect(message).toContain(`through the proxy ${told}`)
      expect(message).not.toContain('hunter2')
    }
  })

  test('a stop ends what runs and what waits, with its reason', async () => {
    outlets.answer('/slow', { hang: true })
    const agent = agentWith({ perHost: 1 })
    const stopping = new AbortController()
    const url = outlets.url('/slow')
    const limits = { timeoutMs: 5_000, maxBytes: 1_000, userAgent: 'x' }
    const deps = { agent, now: () => now, signal: stopping.signal }
    const visits = [1, 2].map(() => fetchOutlet({ url, validators: NOTHING, ...limits }, deps))
    const reason = new Error('shutting down')
    setImmediate(() => stopping.abort(reason))
    expect(await Promise.allSettled(visits)).toEqual([
      { status: 'rejected', reason },
      { status: 'rejected', reason },
    ])
  })
})
