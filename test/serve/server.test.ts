import { expect, test } from 'vitest'
import { noCollector } from '../../src/flows/collector-jobs.ts'
import type { Config } from '../../src/model/config.ts'
import type { Topic } from '../../src/model/topic.ts'
import { Freshness } from '../../src/serve/freshness.ts'
import { createServer } from '../../src/serve/server.ts'
import { aTopic, HOUR, NOON } from '../support/build.ts'
import { openNewsroom } from '../support/newsroom.ts'
import { queriesOver } from '../support/queries.ts'

const flood = {
  title: 'Floods close the coast road near Marlow',
  summary: 'Heavy rain flooded the coast road near Marlow, and police closed it this morning.',
}
const floodToo = {
  ...flood,
  outletId: 'herald',
  guid: 'two',
  title: 'Coast road near Marlow closed by floods',
}
const floods = aTopic({ id: 'floods', title: 'Floods', query: 'flood OR floods' })

const LOOPBACK = { incoming: { socket: { remoteAddress: '127.0.0.1', remotePort: 1, remoteFamily: 'IPv4' } } }
const FOREIGN = {
  incoming: { socket: { remoteAddress: '203.0.113.9', remotePort: 1, remoteFamily: 'IPv4' } },
}

async function serving({ adminToken, topic = floods }: { adminToken?: string; topic?: Topic } = {}) {
  const room = await openNewsroom([topic])
  await room.receive(flood)
  await room.receive(floodToo)
  await room.arrange()
  const freshness = new Freshness(await room.store.entries.versions())
  const problems: unknown[] = []
  const appOver = (change: Partial<Config> = {}) =>
    createServer({
      store: room.store,
      config: { ...room.config, ...change },
      freshness,
      collector: noCollector,
      queries: queriesOver(room.store, { ...room.config, ...change }, () => room.clock.now),
      adminToken,
      isReady: () => true,
      now: () => room.clock.now,
      onProblem: error => problems.push(error),
    })
  const app = appOver()
  const get = (path: string, headers: Record<string, string> = {}, env: object = LOOPBACK) =>
    app.request(path, { headers: { host: 'localhost:8080', ...headers } }, env)
  const publish = async () => freshness.topicsChanged(await room.store.entries.versions())
  return { ...room, app, appOver, get, publish, problems }
}

test.each([
  ['/', 'text/html; charset=UTF-8'],
  ['/stories.rss', 'application/rss+xml; charset=utf-8'],
  ['/stories.atom', 'application/atom+xml; charset=utf-8'],
  ['/stories.json', 'application/feed+json; charset=utf-8'],
  ['/topics/floods', 'text/html; charset=UTF-8'],
  ['/topics/floods.rss', 'application/rss+xml; charset=utf-8'],
  ['/topics/floods.atom', 'application/atom+xml; charset=utf-8'],
  ['/topics/floods.json', 'application/feed+json; charset=utf-8'],
  ['/outlets', 'text/html; charset=UTF-8'],
  ['/outlets/gazette', 'text/html; charset=UTF-8'],
  ['/outlets/gazette.rss', 'application/rss+xml; charset=utf-8'],
  ['/outlets/gazette.atom', 'application/atom+xml; charset=utf-8'],
  ['/outlets/gazette.json', 'application/feed+json; charset=utf-8'],
  ['/topics.opml', 'text/x-opml; charset=utf-8'],
  ['/outlets.opml', 'text/x-opml; charset=utf-8'],
  ['/static/style.css', 'text/css; charset=utf-8'],
  ['/static/favicon.svg', 'image/svg+xml'],
  ['/healthz', 'text/plain;charset=UTF-8'],
  ['/readyz', 'text/plain;charset=UTF-8'],
])('%s answers 200 as %s', async (path, type) => {
  const { get } = await serving()
  const response = await get(path)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe(type)
  expect((await response.text()).length).toBeGreaterThan(0)
})

test.each([
  '/nothing',
  '/topics/nothing',
  '/topics/nothing.rss',
  '/topics/nothing.atom',
  '/outlets/nobody',
  '/outlets/nobody.json',
  '/stories/nothing',
  '/static/server.ts',
  '/static/..%2fserver.ts',
  '/topics/floods.xml',
  '/topics/.rss',
  '/topics/%00.rss',
])('%s is not found, and says so on a page', async path => {
  const { get, problems } = await serving()
  const response = await get(path)
  expect(response.status).toBe(404)
  expect(await response.text()).toContain('<h1')
  expect(problems).toEqual([])
})

test('a topic that was removed is gone, as page and as feed', async () => {
  const { store, restart, appOver } = await serving()
  await restart([])
  const app = appOver({ topics: [] })
  for (const path of ['/topics/floods', '/topics/floods.rss', '/topics/floods.json']) {
    expect((await app.request(path)).status).toBe(410)
  }
  expect((await app.request('/topics/never')).status).toBe(404)
  expect((await store.topics.find('floods'))?.removedAt).toBe(NOON)
})

test('a feed carries a strong validator, and who has it gets 304 with it', async () => {
  const { get } = await serving()
  const first = await get('/topics/floods.atom')
  const etag = first.headers.get('etag') as string
  expect(etag).toMatch(/^"\d+-[\w-]{16}"$/)
  for (const held of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
    const second = await get('/topics/floods.atom', { 'if-none-match': held })
    expect(second.status).toBe(304)
    expect(await second.text()).toBe('')
    expect(second.headers.get('etag')).toBe(etag)
    expect(second.headers.get('cache-control')).toBe(first.headers.get('cache-control'))
  }
  expect((await get('/topics/floods.atom', { 'if-none-match': '"other"' })).status).toBe(200)
})

test('If-Modified-Since counts only where no ETag came', async () => {
  const { get } = await serving()
  const since = (await get('/topics/floods.rss')).headers.get('last-modified') as string
  expect((await get('/topics/floods.rss', { 'if-modified-since': since })).status).toBe(304)
  expect(
    (await get('/topics/floods.rss', { 'if-modified-since': since, 'if-none-match': '"old"' })).status,
  ).toBe(200)
  const before = new Date(Date.parse(since) - 1_000).toUTCString()
  expect((await get('/topics/floods.rss', { 'if-modified-since': before })).status).toBe(200)
  expect((await get('/topics/floods.rss', { 'if-modified-since': 'yesterday' })).status).toBe(200)
})

test('a feed stays the same byte for byte until an entry changes, whenever it is asked', async () => {
  const { get, clock, receive, arrange, publish } = await serving()
  const first = await get('/topics/floods.rss')
  clock.now += 30 * HOUR
  const second = await get('/topics/floods.rss')
  expect(await second.text()).toBe(await first.text())
  await receive({ ...floodToo, outletId: 'courier', guid: 'three' })
  await arrange()
  await publish()
  const third = await get('/topics/floods.rss')
  expect(third.headers.get('etag')).not.toBe(first.headers.get('etag'))
  expect(await third.text()).toContain('courier')
})

test('each format carries the linked headlines for people and for programs', async () => {
  const { get } = await serving()
  const atom = await (await get('/topics/floods.atom')).text()
  expect(atom).toContain('rel="related"')
  expect(atom).toContain(floodToo.title)
  const json = (await (await get('/topics/floods.json')).json()) as {
    items: { _khulasa: { headlines: object[] } }[]
  }
  expect(json.items[0]?._khulasa.headlines).toMatchObject([{ kind: 'coverage', title: floodToo.title }])
  expect(await (await get('/topics/floods.rss')).text()).toContain(floodToo.title)
})

test('HEAD answers as GET does, without the body', async () => {
  const { app } = await serving()
  const response = await app.request('/topics/floods.rss', { method: 'HEAD' })
  expect(response.status).toBe(200)
  expect(response.headers.get('etag')).toMatch(/^"/)
  expect(await response.text()).toBe('')
})

test('the page of a story is found by its public id', async () => {
  const { get, store } = await serving()
  const [entry] = await store.entries.feed('floods', 1)
  const path = `/stories/${entry?.publicId.replace('urn:uuid:', '')}`
  const response = await get(path)
  expect(response.status).toBe(200)
  expect(await response.text()).toContain(floodToo.title)
  expect((await get(path.toUpperCase().replace('/STORIES', '/stories'))).status).toBe(200)
})

test("outlets' addresses and errors are shown to the admin only", async () => {
  const { get } = await serving()
  expect(await (await get('/outlets')).text()).toContain('gazette.example/feed')
  expect(await (await get('/outlets', {}, FOREIGN)).text()).not.toContain('gazette.example/feed')
  expect(await (await get('/outlets', { host: 'evil.example' })).text()).not.toContain('gazette.example/feed')
})

test('with a token set, loopback is nobody and the token is the admin', async () => {
  const { get } = await serving({ adminToken: 'open sesame' })
  const sees = async (headers: Record<string, string>) =>
    (await (await get('/outlets', headers)).text()).includes('gazette.example/feed')
  expect(await sees({})).toBe(false)
  expect(await sees({ authorization: 'Bearer open' })).toBe(false)
  expect(await sees({ authorization: 'Bearer open sesame' })).toBe(true)
  expect(await sees({ cookie: 'khulasa_admin=open%20sesame' })).toBe(false)
})

test('the token becomes a cookie that no other site can use', async () => {
  const { app, get } = await serving({ adminToken: 'open sesame' })
  const enter = (token: string, origin = 'http://localhost:8080') =>
    app.request(
      '/login',
      { method: 'POST', headers: { host: 'localhost:8080', origin }, body: new URLSearchParams({ token }) },
      FOREIGN,
    )
  expect((await get('/login')).status).toBe(200)
  expect((await enter('wrong')).status).toBe(403)
  expect((await enter('open sesame', 'https://evil.example')).status).toBe(403)
  const response = await enter('open sesame')
  expect(response.status).toBe(303)
  const cookie = response.headers.get('set-cookie') as string
  for (const part of ['HttpOnly', 'SameSite=Strict', 'Secure', 'Path=/']) expect(cookie).toContain(part)
  expect(cookie).not.toContain('sesame')
  const page = await get('/outlets', { cookie: cookie.split(';')[0] as string }, FOREIGN)
  expect(await page.text()).toContain('gazette.example/feed')
})

test('pages allow no script and no frame, and send no referrer', async () => {
  const { get } = await serving()
  const { headers } = await get('/')
  expect(headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('referrer-policy')).toBe('no-referrer')
})

test('a request that fails is told to the operator, and to the client without its inside', async () => {
  const { get, store, problems } = await serving()
  store.entries.read = () => Promise.reject(new Error('secret inside'))
  const response = await get('/')
  expect(response.status).toBe(500)
  expect(await response.text()).not.toContain('secret inside')
  expect(problems).toHaveLength(1)
})

test('an older page begins behind the last entry, and a cursor that is none shows the newest', async () => {
  const room = await serving({ topic: { ...floods, query: '*', limit: 2 } })
  const titles = [
    'Bakery wins prize',
    'Ferry crews end strike',
    'Museum returns bell',
    'Seahorses back in bay',
  ]
  for (const title of titles) {
    room.clock.now += HOUR
    await room.receive({ guid: title.slice(0, 4), title, summary: '' })
  }
  await room.arrange()
  const seen: string[] = []
  for (let path = '/topics/floods'; path; ) {
    const page = await (await room.get(path)).text()
    // of stories alone: other titles may be related to them
    const leads = [...page.matchAll(/<h2 class="story-title"><a [^>]*>(.*?)<\/a>/g)].map(
      ([, title]) => title ?? '',
    )
    seen.push(...leads.map(title => title.replaceAll(/<\/?mark>/g, '')))
    const cursor = /rel="next" href="\?before=([^"]+)"/.exec(page)?.[1]
    path = cursor ? `/topics/floods?before=${cursor}` : ''
  }
  expect(seen).toEqual([
    'Seahorses back in bay',
    'Museum returns bell',
    'Ferry crews end strike',
    'Bakery wins prize',
    flood.title,
  ])
  expect((await room.get('/topics/floods?before=%22;drop')).status).toBe(200)
})
