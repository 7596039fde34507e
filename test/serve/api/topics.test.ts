import { expect, test } from 'vitest'
import { aTopic, MINUTE } from '../../support/build.ts'
import { openServing } from '../../support/serving.ts'

const topics = [
  aTopic({
    id: 'floods',
    title: 'Floods',
    query: 'flood OR floods',
    formerly: ['water'],
    maxAgeMs: 60 * MINUTE,
  }),
  aTopic({ id: 'inside', title: 'Inside', query: '*', private: true }),
  aTopic({ id: 'asks-inside', title: 'Asks', query: 'topic:inside' }),
]

type Change = {
  seq: number
  kind: string
  id: string
  at: string
  entry: { id: string; title: string } | null
}
type Entries = { changes: Change[]; next: number; more: boolean }

const FLOODS = [
  'Flood closes Marlow bakery',
  'Harvest of Tarn lost in floods',
  'Museum saves paintings from flood',
]

async function serving() {
  const room = await openServing(topics)
  const json = async (path: string) => (await (await room.get(path)).json()) as Record<string, unknown>
  const entries = async (query: string, topic = 'floods') =>
    (await json(`/api/topics/${topic}/entries?${query}`)) as unknown as Entries
  const flood = (n: number) => room.receive({ guid: `f${n}`, title: FLOODS[n] as string, summary: '' })
  return { ...room, json, entries, flood }
}

test('topics are listed with where they are and which version they have, and private ones are absent', async () => {
  const { json, flood, publish } = await serving()
  await flood(0)
  await publish()
  const listed = (await json('/api/topics')) as { topics: { id: string }[] }
  expect(listed.topics.map(({ id }) => id)).toEqual(['stories', 'floods', 'asks-inside'])
  expect(listed.topics[1]).toMatchObject({
    query: 'flood OR floods',
    version: expect.any(Number),
    url: 'https://news.example/topics/floods',
    entries_url: 'https://news.example/api/topics/floods/entries',
  })
  expect(listed.topics[2]).toMatchObject({ query: null })
  expect(await json('/api/topics/floods')).toEqual(listed.topics[1])
  expect(JSON.stringify(listed)).not.toContain('topic:inside')
})

test('who asks for the next changes again and again misses none and is told none twice', async () => {
  const { entries, flood, publish, clock } = await serving()
  await flood(0)
  await flood(1)
  await publish()
  const first = await entries('limit=1')
  expect(first).toMatchObject({ more: true, changes: [{ kind: 'entered' }] })
  const second = await entries(`limit=1&since=${first.next}`)
  expect(second).toMatchObject({ more: false, changes: [{ kind: 'entered' }] })
  expect(await entries(`since=${second.next}`)).toEqual({ changes: [], next: second.next, more: false })

  clock.now += 10 * MINUTE
  await flood(2)
  await publish()
  const third = await entries(`since=${second.next}`)
  expect(third.changes.map(({ entry }) => entry?.title)).toEqual([FLOODS[2]])

  const whole = await entries('')
  expect(whole.changes).toEqual([...first.changes, ...second.changes, ...third.changes])
  expect(whole.changes.map(({ seq }) => seq)).toEqual(
    whole.changes.map(({ seq }) => seq).sort((a, b) => a - b),
  )
})

test('what left is told as a tombstone', async () => {
  const { entries, flood, publish, clock } = await serving()
  await flood(0)
  await publish()
  const { changes, next } = await entries('')
  clock.now += 61 * MINUTE
  await publish()
  expect((await entries(`since=${next}`)).changes).toMatchObject([
    { kind: 'left', id: changes[0]?.id, entry: null },
  ])
})

test('an entry of an outlet that became private is a tombstone, and its change still told', async () => {
  const { entries, flood, publish, config, appOver, get } = await serving()
  await flood(0)
  await publish()
  expect((await entries('')).changes[0]?.entry?.title).toBe(FLOODS[0])
  const outlets = config.outlets.map(outlet => ({ ...outlet, private: outlet.id === 'gazette' }))
  const answer = await appOver({ ...config, outlets }).request('/api/topics/floods/entries')
  expect(await answer.json()).toMatchObject({ changes: [{ kind: 'entered', entry: null }] })
  expect((await get('/api/topics/floods/entries')).status).toBe(200)
})

test('a poll that finds nothing new touches memory only', async () => {
  const { entries, flood, publish, takeStoreAway } = await serving()
  await flood(0)
  await publish()
  const { next } = await entries('')
  takeStoreAway()
  expect(await entries(`since=${next}`)).toEqual({ changes: [], next, more: false })
})

test('programs that poll in step are told by one reading, and who has the answer is told so', async () => {
  const { get, flood, publish, takeStoreAway } = await serving()
  await flood(0)
  await publish()
  const path = '/api/topics/floods/entries?since=0&limit=5'
  const first = await get(path)
  const etag = String(first.headers.get('etag'))
  expect(first.headers.get('cache-control')).toBe('no-cache')
  await flood(1)
  await publish()
  const second = await get(path, { 'if-none-match': etag })
  expect(second.status).toBe(200)
  takeStoreAway()
  const again = await get('/api/topics/floods/entries?limit=5&since=0')
  expect(await again.json()).toEqual(await second.json())
  expect((await get(path, { 'if-none-match': String(second.headers.get('etag')) })).status).toBe(304)
})

test.each([
  ['/api/topics/none', 404, 'unknown-topic', 'there is no topic "none"'],
  ['/api/topics/inside', 404, 'unknown-topic', 'there is no topic "inside"'],
  ['/api/topics/inside/entries', 404, 'unknown-topic', 'there is no topic "inside"'],
  ['/api/topics/inside/events', 404, 'unknown-topic', 'there is no topic "inside"'],
  [
    '/api/topics/floods/entries?since=-1',
    400,
    'bad-request',
    'since: a whole number from 0 to 999999999999999, not "-1"',
  ],
  ['/api/topics/floods/entries?limit=0', 400, 'bad-request', 'limit: a whole number from 1 to 100, not "0"'],
  [
    '/api/topics/floods/entries?limit=101',
    400,
    'bad-request',
    'limit: a whole number from 1 to 100, not "101"',
  ],
  [
    '/api/topics/floods/entries?limit=1e1',
    400,
    'bad-request',
    'limit: a whole number from 1 to 100, not "1e1"',
  ],
  ['/api/topics/floods/entries?content=all', 400, 'bad-request', 'content: full, summary or none, not "all"'],
  [
    '/api/topics/floods/events?since=x',
    400,
    'bad-request',
    'since: a whole number from 0 to 999999999999999, not "x"',
  ],
  ['/api/stories?before=yesterday', 400, 'bad-request', 'before: the `next` of an answer, not "yesterday"'],
  ['/api/none', 404, 'not-found', 'there is nothing here; /openapi.json says what there is'],
])('%s is refused with %i, and says what would be right', async (path, status, error, message) => {
  const { get } = await serving()
  const answer = await get(path)
  expect(answer.status).toBe(status)
  expect(await answer.json()).toEqual({ error, problems: [{ at: 0, length: 0, message }] })
})

test('a renamed topic leads to where it is, and a removed one is gone', async () => {
  const { get, restart, appOver, config } = await serving()
  const moved = await get('/api/topics/water/entries?since=3')
  expect(moved.status).toBe(308)
  expect(moved.headers.get('location')).toBe('/api/topics/floods/entries?since=3')
  await restart([])
  const answer = await appOver({ ...config, topics: [] }).request('/api/topics/floods')
  expect(answer.status).toBe(410)
  expect(await answer.json()).toMatchObject({ error: 'gone' })
})

test('any page may read it, without credentials, and none may write', async () => {
  const { get, app } = await serving()
  const read = await get('/api/topics', { origin: 'https://elsewhere.example' })
  expect(read.headers.get('access-control-allow-origin')).toBe('*')
  expect(read.headers.get('access-control-allow-credentials')).toBeNull()
  const preflight = await app.request('/api/stories/1/split', { method: 'OPTIONS' })
  expect(preflight.status).toBe(204)
  expect(preflight.headers.get('access-control-allow-methods')).toBe('GET, HEAD')
  expect(preflight.headers.get('access-control-allow-headers')).toBeNull()
})

test('who asks for too much is told so in JSON, and when to come back', async () => {
  const { app } = await openServing(topics, { adminToken: 'open sesame' })
  let answer = await app.request('/api/outlets')
  for (let n = 0; n < 200 && answer.status === 200; n++) answer = await app.request('/api/outlets')
  expect(answer.status).toBe(429)
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await answer.json()).toMatchObject({ error: 'too-many-requests' })
})
