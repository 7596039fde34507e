import { expect, test } from 'vitest'
import { RateLimit } from '../../src/serve/rate-limit.ts'
import { aTopic, NOON } from '../support/build.ts'
import { FOREIGN, LOOPBACK, openServing, peer } from '../support/serving.ts'

const given = { burst: 3, perSecond: 2 }

test('a client has so much at once, and then so much a second', () => {
  const limit = new RateLimit(given)
  const take = (atMs: number) => limit.take('client', NOON + atMs)
  expect([take(0), take(0), take(0), take(0)]).toEqual([0, 0, 0, 1])
  expect([take(499), take(500), take(501)]).toEqual([1, 0, 1])
  expect([take(60_000), take(60_000), take(60_000), take(60_000)]).toEqual([0, 0, 0, 1])
})

test('what one client takes is not taken from another', () => {
  const limit = new RateLimit(given)
  for (let asked = 0; asked < 9; asked++) limit.take('greedy', NOON)
  expect(limit.take('modest', NOON)).toBe(0)
})

test('a clock that was set back gives nothing and takes nothing', () => {
  const limit = new RateLimit({ burst: 1, perSecond: 1 })
  expect(limit.take('client', NOON)).toBe(0)
  expect(limit.take('client', NOON - 60_000)).toBe(1)
  expect(limit.take('client', NOON - 59_000)).toBe(0)
})

const all = aTopic({ id: 'all' })

/** Asks for ever other things, until it is told to wait; undefined where it never is. */
async function askOn(
  room: Awaited<ReturnType<typeof openServing>>,
  headersOf: (asked: number) => Record<string, string>,
  env: object,
) {
  for (let asked = 1; asked <= 400; asked++) {
    const response = await room.get(`/topics/all.rss?limit=${asked}`, headersOf(asked), env)
    if (response.status === 429) return { asked, response }
    expect(response.status).toBe(200)
  }
  return undefined
}

test('who has ever other things made is told to wait, and for how long', async () => {
  const room = await openServing([all])
  const refused = await askOn(room, () => ({}), FOREIGN)
  expect(refused?.asked).toBeGreaterThan(100)
  expect(refused?.response.headers.get('retry-after')).toBe('1')
  expect(refused?.response.headers.get('cache-control')).toBe('no-store')
  const again = (path: string, env = FOREIGN) => room.get(path, {}, env)
  // what is ready costs nothing, and what everybody asks for is never refused
  expect((await again('/topics/all.rss?limit=7')).status).toBe(200)
  expect((await again('/topics/all.rss')).status).toBe(200)
  expect((await again('/stories.atom')).status).toBe(200)
  expect((await again('/topics/all/archive/7.atom')).status).toBe(429)
  expect((await again('/topics/all.rss?limit=499', peer('203.0.113.10'))).status).toBe(200)
  room.clock.now += 1_000
  expect((await again('/topics/all.rss?limit=499')).status).toBe(200)
})

test.each([
  ['loopback is the admin where no token is set', undefined, {}, false],
  ['loopback is a client like any other where one is', 'token', {}, true],
  ['the admin may have all there is', 'token', { authorization: 'Bearer token' }, false],
  [
    'a proxy on this machine names its clients',
    'token',
    { 'x-forwarded-for': '198.51.100.1, 192.0.2.7' },
    true,
  ],
])('%s', async (_, adminToken, headers, isRefused) => {
  const room = await openServing([all], adminToken ? { adminToken } : {})
  const refused = await askOn(room, () => headers as Record<string, string>, LOOPBACK)
  expect(refused !== undefined).toBe(isRefused)
})

test('behind a proxy each client has its own, and nobody else names himself another', async () => {
  const room = await openServing([all], { adminToken: 'token' })
  const named = (asked: number) => ({ 'x-forwarded-for': `10.0.0.1, 192.0.2.${asked % 200}` })
  expect(await askOn(room, named, LOOPBACK)).toBeUndefined()
  const other = await openServing([all], { adminToken: 'token' })
  expect(await askOn(other, named, FOREIGN)).toBeDefined()
})

test('all addresses of one IPv6 network are one client', async () => {
  const room = await openServing([all])
  let refused = false
  for (let asked = 1; asked <= 300 && !refused; asked++) {
    const env = peer(`2001:db8:1:2::${asked.toString(16)}`)
    refused = (await room.get(`/topics/all.rss?limit=${asked}`, {}, env)).status === 429
  }
  expect(refused).toBe(true)
  expect((await room.get('/topics/all.rss?limit=400', {}, peer('2001:db8:1:3::1'))).status).toBe(200)
})
