import { expect, test } from 'vitest'
import { noCollector } from '../../../src/flows/collector-jobs.ts'
import { splitStory } from '../../../src/flows/split.ts'
import { createServer } from '../../../src/serve/server.ts'
import { anOutlet, aTopic, counter, MINUTE } from '../../support/build.ts'
import { OUTLETS } from '../../support/newsroom.ts'
import { FOREIGN, LOOPBACK, openServing } from '../../support/serving.ts'

const flood = {
  title: 'Floods close the coast road near Marlow',
  summary: 'Heavy rain flooded the coast road near Marlow, and police closed it this morning.',
}
const floodToo = {
  outletId: 'herald',
  guid: 'two',
  title: 'Coast road near Marlow closed by floods',
  summary: 'Police closed the flooded coast road near Marlow after heavy rain this morning.',
}

const topics = [
  aTopic({ id: 'floods', title: 'Floods', query: 'flood OR floods' }),
  aTopic({ id: 'inside', title: 'Inside', query: '*', private: true }),
]

async function serving(given: Parameters<typeof openServing>[1] = {}) {
  const room = await openServing(topics, given)
  await room.receive(flood)
  await room.receive(floodToo)
  await room.publish()
  const [entry] = await room.store.entries.feed('stories', 1)
  return { ...room, id: String(entry?.publicId).replace('urn:uuid:', '') }
}

test('all stories come page by page, the newest first', async () => {
  const { get, receive, publish, clock } = await serving()
  clock.now += 10 * MINUTE
  await receive({ outletId: 'courier', guid: 'bun', title: 'Bakery wins a prize', summary: 'A bun.' })
  await publish()
  const page = async (query: string) =>
    (await (await get(`/api/stories?limit=1${query}`)).json()) as {
      stories: { title: string }[]
      next: string | null
    }
  const first = await page('')
  const second = await page(`&before=${encodeURIComponent(String(first.next))}`)
  expect([first, second].map(({ stories }) => stories[0]?.title)).toEqual([
    'Bakery wins a prize',
    flood.title,
  ])
  expect(second.next).toBeNull()
})

test('a story comes with its articles, by its id with or without urn:uuid:, and names no private topic', async () => {
  const { get, id } = await serving()
  for (const name of [id, `urn:uuid:${id}`, id.toUpperCase()]) {
    const answer = await get(`/api/stories/${name}`)
    expect(await answer.json()).toMatchObject({
      id: `urn:uuid:${id}`,
      title: flood.title,
      topics: [{ id: 'stories' }, { id: 'floods' }],
      articles: [{ url: 'https://gazette.example/one' }, { url: 'https://herald.example/two' }],
    })
  }
  expect(await (await get(`/stories/${id}.json`)).text()).not.toContain('inside')
  expect((await get('/api/stories/none')).status).toBe(404)
})

test('a merged story leads to the one that took it in', async () => {
  const { get, id, store, receive, publish, clock } = await serving()
  await receive({ outletId: 'courier', guid: 'bun', title: 'Bakery wins a prize', summary: '' })
  await publish()
  const merged = (await store.entries.feed('stories', 5)).find(({ lead }) => lead.guid === 'bun')
  await store.stories.merge(2, 1, clock.now)
  const answer = await get(`/api/stories/${String(merged?.publicId).replace('urn:uuid:', '')}`)
  expect(answer.status).toBe(301)
  expect(answer.headers.get('location')).toBe(`https://news.example/api/stories/${id}`)
})

test("a private lead's title is not the story's", async () => {
  const { get, id, store, config } = await serving()
  const outlets = OUTLETS.map(outlet => anOutlet({ ...outlet, private: outlet.id === 'gazette' }))
  await store.outlets.sync(outlets, 0, counter())
  expect(config.outlets).toHaveLength(3)
  const answer = await get(`/api/stories/${id}`)
  const text = await answer.text()
  expect(JSON.parse(text)).toMatchObject({ title: floodToo.title, articles: [{ outlet: { id: 'herald' } }] })
  expect(text).not.toContain('gazette')
})

async function splitting() {
  const room = await serving()
  const { store, config, clock } = room
  const mint = () => 'urn:uuid:01890000-0000-7000-8000-00000000000a'
  const app = createServer({
    store,
    config,
    freshness: { topic: () => 0, subscribe: () => () => {} } as never,
    queries: () => Promise.reject(new Error('nothing here asks')),
    collector: (_, given) =>
      splitStory((given as { story: string }).story, (given as { articles: string[] }).articles, {
        store,
        now: () => clock.now,
        mint,
      }) as never,
    adminToken: undefined,
    isReady: () => true,
    now: () => clock.now,
    onProblem: error => {
      throw error
    },
  })
  const split = (
    body: unknown,
    {
      headers = {},
      env = LOOPBACK,
      story = room.id,
    }: { headers?: Record<string, string>; env?: object; story?: string } = {},
  ) =>
    app.request(
      `/api/stories/${story}/split`,
      {
        method: 'POST',
        headers: { host: 'localhost:8080', 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      },
      env,
    )
  return { ...room, split }
}

test.each([
  ['its address', 'https://herald.example/two'],
  ['its number', 2],
])('the admin says "not the same story", naming an article by %s', async (_, article) => {
  const { split, store, id } = await splitting()
  const answer = await split({ articles: [article] })
  expect(answer.status).toBe(201)
  const founded = (await answer.json()) as { id: string; url: string }
  expect(answer.headers.get('location')).toBe(founded.url)
  const titles = async (publicId: string) =>
    (await store.stories.find(publicId))?.articles.map(({ title }) => title)
  expect(await titles(founded.id)).toEqual([floodToo.title])
  expect(await titles(`urn:uuid:${id}`)).toEqual([flood.title])
})

test.each([
  ['another machine', { articles: [2] }, { env: FOREIGN }, 403, 'forbidden'],
  [
    'a page of another site',
    { articles: [2] },
    { headers: { origin: 'https://elsewhere.example' } },
    403,
    'forbidden',
  ],
  ['a form', { articles: [2] }, { headers: { 'content-type': 'text/plain' } }, 415, 'not-json'],
  ['what is no JSON', '{', {}, 400, 'bad-request'],
  ['no articles', { articles: [] }, {}, 400, 'bad-request'],
  ['a body without end', { articles: ['x'.repeat(300_000)] }, {}, 413, 'too-long'],
  ['a story that is not there', { articles: [2] }, { story: 'none' }, 404, 'unknown-story'],
  ['an article of another story', { articles: [99] }, {}, 400, 'unknown-article'],
  ['all its articles', { articles: [1, 2] }, {}, 409, 'nothing-left'],
])('a split by or of %s is refused, and nothing changes', async (_, body, how, status, error) => {
  const { split, store, id } = await splitting()
  const answer = await split(body, how as object)
  expect(answer.status).toBe(status)
  expect(await answer.json()).toMatchObject({ error })
  expect((await store.stories.find(`urn:uuid:${id}`))?.articles).toHaveLength(2)
})

test('where nobody can write, the admin is told to come back', async () => {
  const { app, id } = await serving({ collector: noCollector })
  const answer = await app.request(
    `/api/stories/${id}/split`,
    {
      method: 'POST',
      headers: { host: 'localhost', 'content-type': 'application/json' },
      body: '{"articles":[2]}',
    },
    LOOPBACK,
  )
  expect(answer.status).toBe(503)
  expect(answer.headers.get('retry-after')).toBeTruthy()
  expect(await answer.json()).toMatchObject({ error: 'unavailable' })
})
