import { expect, test } from 'vitest'
import { hashToken, mintToken } from '../../src/flows/topic-token.ts'
import type { Topic } from '../../src/model/topic.ts'
import { anOutlet, aTopic, HOUR } from '../support/build.ts'
import { aConfig, OUTLETS } from '../support/newsroom.ts'
import { FOREIGN, openServing } from '../support/serving.ts'

const merger = aTopic({ id: 'merger', title: 'Secret merger plans', query: 'harbour', private: true })
const open = aTopic({ id: 'open', title: 'Open', query: 'harbour' })
const WIRE = anOutlet({ id: 'wire', url: 'https://wire.example/feed?key=s3cret', private: true })

const inside = {
  outletId: 'wire',
  guid: 'inside',
  url: 'https://wire.example/inside',
  title: 'Harbour cranes sold to rival in quiet deal',
  summary: 'The harbour cranes were sold to a rival in a quiet deal last night, people close to it say.',
}
const outside = {
  guid: 'outside',
  title: 'Quiet deal: rival buys harbour cranes',
  summary: 'A rival buys the cranes of the harbour in a deal that was kept quiet until this morning.',
}

async function withTopics(topics: Topic[] = [open, merger]) {
  const room = await openServing(topics, { change: { outlets: [...OUTLETS, WIRE] } })
  const token = mintToken()
  await room.store.tokens.add({ hash: hashToken(token), topicId: 'merger', createdAt: room.clock.now })
  const json = async (path: string) =>
    (await (await room.get(path)).json()) as {
      items: { title: string; _khulasa: Record<string, unknown> & { headlines: { title: string }[] } }[]
    }
  return { ...room, token, secret: `/p/${token}/merger`, json }
}

test.each(['.rss', '.atom', '.json', ''])(
  'a private topic is read at its secret address%s only',
  async ending => {
    const { get, secret } = await withTopics()
    const response = await get(`${secret}${ending}`)
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toMatch(/^private\b/)
    expect(response.headers.get('referrer-policy')).toBe('no-referrer')
    expect(response.headers.get('x-robots-tag')).toBe('noindex')
    expect(await response.text()).toContain('Secret merger plans')
    expect((await get(`/topics/merger${ending}`)).status).toBe(404)
  },
)

test('the feed of a secret address names that address alone', async () => {
  const { get, secret } = await withTopics()
  const text = await (await get(`${secret}.atom`)).text()
  expect(text).toContain(`rel="self" type="application/atom+xml" href="https://news.example${secret}.atom"`)
  expect(text).not.toContain('/topics/merger')
  expect(text).not.toContain('rel="hub"')
})

test.each([
  ['another token', () => `/p/${mintToken()}/merger`],
  ['no token', () => '/p//merger'],
  ['a short token', () => '/p/abc/merger'],
  ['the hash of a token', (token: string) => `/p/${hashToken(token)}/merger`],
  ['the token in capitals', (token: string) => `/p/${token.toUpperCase()}/merger`],
  ['a public topic', (token: string) => `/p/${token}/open`],
  ['another private topic', (token: string) => `/p/${token}/other`],
  ['a topic that is not there', (token: string) => `/p/${token}/nothing`],
])('%s leads nowhere', async (_, pathOf) => {
  const other = { ...merger, id: 'other', query: '*' }
  const { get, token } = await withTopics([open, merger, other])
  for (const ending of ['', '.rss', '.json', '/archive/1.atom'])
    expect((await get(pathOf(token) + ending)).status).toBe(404)
})

test('an address that was taken back is gone within a second, and the others stay', async () => {
  const { get, secret, store, token, clock } = await withTopics()
  const second = mintToken()
  await store.tokens.add({ hash: hashToken(second), topicId: 'merger', createdAt: clock.now })
  expect((await get(`${secret}.rss`)).status).toBe(200)
  await store.tokens.remove(hashToken(token))
  clock.now += 1_000
  expect((await get(`${secret}.rss`)).status).toBe(404)
  expect((await get(`/p/${second}/merger.rss`)).status).toBe(200)
})

test('what is kept of a token is not the token', async () => {
  const { store, token } = await withTopics()
  const [kept] = await store.tokens.list()
  expect(JSON.stringify(kept)).not.toContain(token)
})

test('polls of a secret address touch memory only, and are answered 304 without a word to caches', async () => {
  const room = await withTopics()
  const etag = (await room.get(`${room.secret}.rss`)).headers.get('etag') as string
  room.takeStoreAway()
  const response = await room.get(`${room.secret}.rss`, { 'if-none-match': etag })
  expect(response.status).toBe(304)
  expect(response.headers.get('cache-control')).toMatch(/^private\b/)
})

test('nothing names a private topic: no list, no page, no search, no hub', async () => {
  const { get, receive, publish, secret } = await withTopics()
  await receive(outside)
  await publish()
  const paths = [
    '/',
    '/topics.opml',
    '/outlets.opml',
    '/outlets',
    '/stories.rss',
    '/stories.atom',
    '/stories.json',
  ]
  for (const path of [...paths, '/topics/open', '/search?q=harbour', '/search.json?q=harbour']) {
    const text = await (await get(path, {}, FOREIGN)).text()
    expect(text).not.toMatch(/merger/i)
  }
  const story = /stories\/[0-9a-f-]{36}/.exec(await (await get('/topics/open')).text())?.[0]
  for (const ending of ['', '.json'])
    expect(await (await get(`/${story}${ending}`)).text()).not.toMatch(/merger/i)
  expect((await get(secret)).status).toBe(200)
})

test('a public query that names a private topic is told what it would be of any that is not there', async () => {
  const { get } = await withTopics()
  const answer = async (id: string) => {
    const response = await get(`/search.rss?q=topic:${id}`, {}, FOREIGN)
    return [
      response.status,
      (await response.text()).replaceAll(id, 'ID').replaceAll('^'.repeat(id.length), ''),
    ]
  }
  expect(await answer('merger')).toEqual(await answer('nobody'))
  expect((await answer('merger'))[0]).toBe(400)
})

test('errors are told without the token', async () => {
  const room = await withTopics()
  room.takeStoreAway()
  expect((await room.get(`${room.secret}.rss`)).status).toBe(500)
  expect(JSON.stringify(room.problems)).not.toContain(room.token)
})

test('articles of a private outlet are in private topics only, and public ones never count them', async () => {
  const { json, receive, publish, secret, get } = await withTopics()
  await receive(outside)
  await receive(inside)
  await publish()
  const [shown] = (await json('/topics/open.json')).items
  expect(shown?._khulasa).toMatchObject({ article_count: 1, outlet_count: 1, headlines: [] })
  const [whole] = (await json(`${secret}.json`)).items
  expect(whole?._khulasa).toMatchObject({ article_count: 2, outlet_count: 2 })
  expect(whole?._khulasa.headlines.map(({ title }) => title)).toEqual([inside.title])
  for (const path of ['/stories.json', '/topics/open.json', '/', '/topics/open'])
    expect(await (await get(path)).text()).not.toContain('cranes sold')
})

test('a story of private articles alone is in no public topic and has no page', async () => {
  const { json, receive, publish, secret, get } = await withTopics()
  await receive(inside)
  await publish()
  expect((await json('/stories.json')).items).toEqual([])
  expect((await json('/topics/open.json')).items).toEqual([])
  const text = await (await get(`${secret}.atom`)).text()
  expect(text).toContain(inside.title)
  expect(text).not.toContain('s3cret')
  expect(text).not.toContain('wire.example/feed')
  expect(text).not.toContain('/stories/')
})

test('a private outlet alone makes no public story newsworthy', async () => {
  const two = { ...open, minOutlets: 2 }
  const { json, receive, publish, secret } = await withTopics([two, { ...merger, minOutlets: 2 }])
  await receive(outside)
  await receive(inside)
  await publish()
  expect((await json('/topics/open.json')).items).toEqual([])
  expect((await json(`${secret}.json`)).items).toHaveLength(1)
})

test('an outlet that becomes private takes its articles out of what everybody reads, the past too', async () => {
  const room = await withTopics()
  await room.receive(outside)
  await room.receive({ ...inside, outletId: 'herald' })
  await room.publish()
  const then = new Date(room.clock.now).toISOString()
  expect((await room.json('/topics/open.json')).items[0]?._khulasa.headlines).toHaveLength(1)
  const outlets = OUTLETS.map(outlet => ({ ...outlet, private: outlet.id === 'herald' }))
  const next = aConfig([open, merger], { outlets })
  room.clock.now += HOUR
  await room.store.outlets.sync(outlets, room.clock.now, () => 'urn:uuid:none')
  await room.publish()
  const app = room.appOver(next)
  const itemsAt = async (path: string) =>
    ((await (await app.request(path)).json()) as { items: { _khulasa: object }[] }).items
  expect(await itemsAt('/topics/open.json')).toMatchObject([
    { _khulasa: { article_count: 1, headlines: [] } },
  ])
  expect(await itemsAt(`/topics/open.json?as_of=${then}`)).toMatchObject([{ _khulasa: { headlines: [] } }])
})

test('a private topic that was taken out, or renamed, is not told of', async () => {
  const room = await withTopics()
  await room.restart([open])
  const without = room.appOver(aConfig([open]))
  expect((await without.request('/topics/merger.rss')).status).toBe(404)
  expect((await without.request(`${room.secret}.rss`)).status).toBe(404)
  const renamed = { ...merger, id: 'union', formerly: ['merger'] }
  await room.restart([open, renamed])
  const app = room.appOver(aConfig([open, renamed]))
  expect((await app.request('/topics/merger.rss')).status).toBe(404)
  expect((await app.request('/topics/union.rss')).status).toBe(404)
  const moved = await app.request(`${room.secret}.rss?limit=3`)
  expect(moved.status).toBe(308)
  expect(moved.headers.get('location')).toBe(`/p/${room.token}/union.rss?limit=3`)
  expect((await app.request(`/p/${room.token}/union.rss`)).status).toBe(200)
  expect((await app.request(`/p/${mintToken()}/merger.rss`)).status).toBe(404)
})
