import { request as ask } from 'node:http'
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { aTopic, HOUR, MINUTE, NOON } from '../support/build.ts'
import { aConfig } from '../support/newsroom.ts'
import { openServing } from '../support/serving.ts'

const flood = {
  title: 'Floods close the coast road near Marlow',
  summary: 'Heavy rain flooded the coast road near Marlow, and police closed it this morning.',
  html: `<p>${'Heavy rain flooded the coast road near Marlow. '.repeat(40)}</p>`,
}
const floods = aTopic({ id: 'floods', title: 'Floods', query: 'flood OR floods' })

async function withFlood() {
  const room = await openServing([floods])
  await room.receive(flood)
  await room.publish()
  return room
}

const PATHS = ['/topics/floods.rss', '/topics/floods.atom', '/topics/floods.json', '/stories.rss']
const DECODERS = { br: brotliDecompressSync, zstd: zstdDecompressSync, gzip: gunzipSync }

test.each(PATHS)('%s is sent in br, zstd and gzip, each with an ETag of its own', async path => {
  const { get } = await withFlood()
  const identity = await get(path)
  const text = await identity.text()
  expect(identity.headers.get('vary')).toBe('Accept-Encoding')
  expect(identity.headers.has('content-encoding')).toBe(false)
  const tags = new Set([identity.headers.get('etag')])
  for (const [encoding, decode] of Object.entries(DECODERS)) {
    const response = await get(path, { 'accept-encoding': encoding })
    expect(response.headers.get('content-encoding')).toBe(encoding)
    expect(response.headers.get('vary')).toBe('Accept-Encoding')
    const bytes = Buffer.from(await response.arrayBuffer())
    expect(response.headers.get('content-length')).toBe(String(bytes.length))
    expect(decode(bytes).toString()).toBe(text)
    expect(response.headers.get('etag')).toMatch(/^"\d+-[\w-]{16}-\w+"$/)
    tags.add(response.headers.get('etag'))
  }
  expect(tags.size).toBe(4)
})

test.each([
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip, deflate', 'gzip'],
  ['gzip;q=1.0, br;q=0.5', 'gzip'],
  ['br;q=0, *', 'zstd'],
  ['x-gzip', 'gzip'],
  ['GZIP', 'gzip'],
  ['identity, br;q=0.5', null],
  ['br;q=0', null],
  ['deflate', null],
  ['identity', null],
  ['', null],
  ['br;q=nonsense', null],
])('a client that accepts "%s" gets %s', async (accepted, encoding) => {
  const { get } = await withFlood()
  const response = await get('/topics/floods.rss', { 'accept-encoding': accepted })
  expect(response.headers.get('content-encoding')).toBe(encoding)
})

test('a body of a few bytes is sent as it is', async () => {
  const { get } = await openServing([floods])
  const response = await get('/topics/floods.json', { 'accept-encoding': 'br' })
  expect(response.headers.has('content-encoding')).toBe(false)
})

test('the ETag of any encoding is known under every other, and the answer names the one that the client has', async () => {
  const { get } = await withFlood()
  const tagIn = async (encoding: string) =>
    (await get('/topics/floods.atom', { 'accept-encoding': encoding })).headers.get('etag') as string
  const [plain, br, gzip] = [await tagIn('identity'), await tagIn('br'), await tagIn('gzip')]
  for (const accepted of ['identity', 'br', 'gzip'])
    for (const [held, named] of [
      [plain, plain],
      [br, br],
      [`W/${gzip}`, gzip],
      [`"other", ${br}`, br],
    ] as const) {
      const headers = { 'if-none-match': held, 'accept-encoding': accepted }
      const response = await get('/topics/floods.atom', headers)
      expect(response.status).toBe(304)
      expect(response.headers.get('etag')).toBe(named)
    }
  expect((await get('/topics/floods.atom', { 'if-none-match': plain.replace('"', '"1') })).status).toBe(200)
  expect((await get('/topics/floods.atom', { 'if-none-match': '' })).status).toBe(200)
})

test('304 says what RFC 9110 names, and nothing about a body that is not there', async () => {
  const { get } = await withFlood()
  const whole = await get('/topics/floods.rss')
  const response = await get('/topics/floods.rss', {
    'if-none-match': whole.headers.get('etag') as string,
  })
  expect(response.status).toBe(304)
  for (const name of ['etag', 'cache-control', 'vary'])
    expect(response.headers.get(name)).toBe(whole.headers.get(name))
  for (const name of ['content-type', 'content-length', 'content-encoding', 'last-modified'])
    expect(response.headers.has(name)).toBe(false)
})

test.each([
  ['Sun, 01 Mar 2026 12:00:00 GMT', 304],
  ['Sunday, 01-Mar-26 12:00:00 GMT', 304],
  ['Sun Mar  1 12:00:00 2026', 304],
  ['Sun, 01 Mar 2026 11:59:59 GMT', 200],
  ['2026-03-01T12:00:00Z', 200],
  ['2099', 200],
  ['tomorrow', 200],
])('to a client that has what was there at %s it answers %i', async (since, status) => {
  const { get } = await withFlood()
  expect((await get('/topics/floods.rss', { 'if-modified-since': since })).status).toBe(status)
})

test('no two versions have the same Last-Modified, however soon they follow each other', async () => {
  const room = await openServing([floods])
  const seen: number[] = []
  for (let edit = 0; edit < 6; edit++) {
    // the versions come within a second, and are asked for later
    room.clock.now = NOON + 500 + edit * 20
    await room.receive({ ...flood, summary: `The floods rose ${edit} times.` })
    await room.publish()
    room.clock.now = NOON + MINUTE
    const modified = (await room.get('/topics/floods.rss')).headers.get('last-modified') as string
    seen.push(Date.parse(modified))
  }
  expect(new Set(seen).size).toBe(6)
  expect(seen).toEqual(seen.toSorted((a, b) => a - b))
  expect(seen[0]).toBe(NOON + 1_000)
})

test('Last-Modified is rounded up, and one that lies further ahead than that is not said yet', async () => {
  const room = await openServing([floods])
  room.clock.now = NOON + 1
  await room.receive(flood)
  await room.publish()
  const modified = async () => (await room.get('/topics/floods.rss')).headers.get('last-modified')
  expect(await modified()).toBe('Sun, 01 Mar 2026 12:00:01 GMT')
  await room.receive({ ...flood, summary: 'The floods fell.' })
  await room.publish()
  expect(await modified()).toBeNull()
  room.clock.now = NOON + 1_500
  expect(await modified()).toBe('Sun, 01 Mar 2026 12:00:02 GMT')
})

test.each([
  ['a minute', MINUTE, 'max-age=60, stale-while-revalidate=600'],
  ['ten minutes', 10 * MINUTE, 'max-age=300, stale-while-revalidate=3000'],
  ['five days', 120 * HOUR, 'max-age=900, stale-while-revalidate=9000'],
])('a topic that changes every %s may be kept accordingly', async (_, gapMs, expected) => {
  const room = await openServing([floods])
  for (let edit = 0; edit < 4; edit++) {
    await room.receive({ ...flood, summary: `The floods rose ${edit} times.` })
    await room.publish()
    room.clock.now += gapMs
  }
  const response = await room.get('/topics/floods.rss')
  expect(response.headers.get('cache-control')).toBe(`public, ${expected}`)
})

test('a poll asks the store for nothing until something changed, whatever it is asked with', async () => {
  const room = await withFlood()
  const asks: [path: string, headers: Record<string, string>, status: number][] = []
  for (const path of [...PATHS, '/topics/floods.rss?limit=3&content=none', '/topics/floods.atom?since=0'])
    for (const encoding of ['identity', 'br', 'gzip']) {
      const headers = { 'accept-encoding': encoding }
      const first = await room.get(path, headers)
      asks.push(
        [path, headers, 200],
        [path, { ...headers, 'if-none-match': first.headers.get('etag') as string }, 304],
      )
    }
  for (const path of ['/topics.opml', '/outlets.opml', '/outlets/gazette.rss']) {
    await room.get(path)
    asks.push([path, {}, 200])
  }
  room.takeStoreAway()
  for (const [path, headers, status] of asks) expect((await room.get(path, headers)).status).toBe(status)
  expect(room.problems).toEqual([])
  await room.receive({ ...flood, summary: 'The floods fell.' })
  await room.publish()
  expect((await room.get('/topics/floods.rss')).status).toBe(500)
})

test('a new picture alone makes a new version, with an ETag and a Last-Modified of its own', async () => {
  const room = await withFlood()
  const before = await room.get('/topics/floods.rss')
  room.clock.now += HOUR
  await room.receive({ ...flood, image: 'https://gazette.example/new.jpg' })
  await room.publish()
  const after = await room.get('/topics/floods.rss')
  expect(await after.text()).toContain('https://gazette.example/new.jpg')
  for (const name of ['etag', 'last-modified'])
    expect(after.headers.get(name)).not.toBe(before.headers.get(name))
  // nobody is alerted by a picture
  const [entry] = await room.store.entries.feed('floods', 1)
  expect(entry?.snapshot.updatedAt).toBe(NOON)
})

test('a feed is made once, however many ask for it at the same time', async () => {
  const room = await withFlood()
  let reads = 0
  const read = room.store.entries.read
  room.store.entries.read = (...asked) => {
    reads++
    return read(...asked)
  }
  const responses = await Promise.all(
    Array.from({ length: 20 }, () => room.get('/topics/floods.rss', { 'accept-encoding': 'br' })),
  )
  expect(new Set(responses.map(response => response.headers.get('etag'))).size).toBe(1)
  expect(reads).toBe(1)
})

test('what is kept stays within its bytes, whatever options are asked for', async () => {
  const maxBytes = 60_000
  const room = await openServing([floods], { maxBytes })
  await room.receive(flood)
  await room.publish()
  for (let limit = 1; limit <= 60; limit++)
    for (const content of ['full', 'none']) {
      const path = `/topics/floods.rss?limit=${limit}&content=${content}`
      expect((await room.get(path, { 'accept-encoding': limit % 2 ? 'br' : 'gzip' })).status).toBe(200)
      expect(room.bodies.bytes).toBeLessThanOrEqual(maxBytes)
    }
  expect(room.bodies.bytes).toBeGreaterThan(maxBytes / 2)
})

test('a body that is larger than all that may be kept is sent all the same', async () => {
  const room = await openServing([floods], { maxBytes: 2_000 })
  await room.receive(flood)
  await room.publish()
  const response = await room.get('/topics/floods.rss', { 'accept-encoding': 'br' })
  expect(response.headers.get('content-encoding')).toBe('br')
  expect(brotliDecompressSync(Buffer.from(await response.arrayBuffer())).toString()).toContain(flood.title)
})

test('a renamed topic leads on from its page, its feeds and its archive, and keeps what it was asked with', async () => {
  const room = await withFlood()
  const renamed = { ...floods, id: 'high-water', formerly: ['floods'] }
  const app = room.appOver(aConfig([renamed]))
  for (const [path, to] of [
    ['/topics/floods', '/topics/high-water'],
    ['/topics/floods.rss', '/topics/high-water.rss'],
    ['/topics/floods.json?limit=5', '/topics/high-water.json?limit=5'],
    ['/topics/floods/archive/1.atom', '/topics/high-water/archive/1.atom'],
  ] as const) {
    const response = await app.request(path)
    expect(response.status).toBe(308)
    expect(response.headers.get('location')).toBe(to)
  }
})

test('a renamed topic is the same feed with the same entries, and its old id is never free again', async () => {
  const room = await withFlood()
  type Feed = { _khulasa: { id: string }; items: object[] }
  const before = (await (await room.get('/topics/floods.json')).json()) as Feed
  const renamed = { ...floods, id: 'high-water', formerly: ['floods'] }
  await room.restart([renamed])
  await room.publish()
  const app = room.appOver(aConfig([renamed]))
  const after = (await (await app.request('/topics/high-water.json')).json()) as Feed
  expect(after._khulasa.id).toBe(before._khulasa.id)
  expect(after.items).toEqual(before.items)
  const bare = room.appOver(aConfig([{ ...renamed, formerly: [] }]))
  expect((await bare.request('/topics/floods.rss')).status).toBe(410)
})

test('over a real connection HEAD answers as GET does, the ready and the unready alike', async () => {
  const room = await withFlood()
  const url = await room.listen()
  const headersOf = (method: string, path: string) =>
    new Promise<{ status?: number; headers: object; bytes: number }>((resolve, reject) => {
      ask(`${url}${path}`, { method, headers: { 'accept-encoding': 'br' } }, response => {
        let bytes = 0
        response.on('data', chunk => {
          bytes += chunk.length
        })
        response.on('end', () => {
          const { date: _, ...headers } = response.headers
          resolve({ ...(response.statusCode && { status: response.statusCode }), headers, bytes })
        })
      })
        .on('error', reject)
        .end()
    })
  for (const path of ['/topics/floods.rss', '/topics/floods.atom']) {
    const unready = await headersOf('HEAD', path)
    const whole = await headersOf('GET', path)
    const ready = await headersOf('HEAD', path)
    expect(unready).toMatchObject({ status: 200, bytes: 0, headers: whole.headers })
    expect(ready).toMatchObject({ status: 200, bytes: 0, headers: whole.headers })
    expect((whole.headers as Record<string, string>)['content-length']).toBe(String(whole.bytes))
  }
})

test('what stands before the routes answers exactly as they do', async () => {
  const room = await withFlood()
  const url = await room.listen()
  const paths = [...PATHS, '/topics/floods.rss?limit=2', '/topics/floods.rss?limit=50&utm_source=x']
  for (const path of paths)
    for (const headers of [
      { 'accept-encoding': 'br' },
      { 'accept-encoding': 'identity' },
      { 'if-none-match': '*' },
      { 'if-modified-since': 'Sun, 01 Mar 2026 12:00:00 GMT' },
    ]) {
      const routed = await room.get(path, headers as Record<string, string>)
      // asked twice, so that it is ready
      await fetch(`${url}${path}`, { headers })
      const fronted = await fetch(`${url}${path}`, { headers })
      expect(fronted.status).toBe(routed.status)
      for (const [name, value] of routed.headers)
        expect([name, fronted.headers.get(name)]).toEqual([name, value])
      expect(await fronted.text()).toBe(
        routed.headers.get('content-encoding') === 'br'
          ? brotliDecompressSync(Buffer.from(await routed.arrayBuffer())).toString()
          : await routed.text(),
      )
    }
  room.takeStoreAway()
  for (const path of paths) expect((await fetch(`${url}${path}`)).status).toBe(200)
  expect((await fetch(`${url}/topics/floods.rss`, { method: 'POST' })).status).toBe(404)
})

test('a list that does not know since when it is as it is says no date, and believes none', async () => {
  const room = await withFlood()
  const listed = await room.get('/topics.opml')
  expect(listed.headers.get('last-modified')).toBeNull()
  expect(listed.headers.get('etag')).toMatch(/^"/)
  const asked = { 'if-modified-since': 'Fri, 01 Jan 2100 00:00:00 GMT' }
  expect((await room.get('/topics.opml', asked)).status).toBe(200)
})
