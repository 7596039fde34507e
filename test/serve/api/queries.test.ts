import { expect, test } from 'vitest'
import type { RunQuery } from '../../../src/flows/query-jobs.ts'
import { Freshness } from '../../../src/serve/freshness.ts'
import { createServer } from '../../../src/serve/server.ts'
import { anOutlet, aTopic, HOUR, NOON } from '../../support/build.ts'
import { OUTLETS, openNewsroom } from '../../support/newsroom.ts'
import { queriesOver } from '../../support/queries.ts'

const topics = [
  aTopic({ id: 'russia', title: 'روسيا', query: 'طالبان (روسيا OR موسكو) -رياضة', languages: ['ar'] }),
  aTopic({ id: 'thin', query: 'طالبان', minOutlets: 3 }),
  aTopic({ id: 'near', query: 'طالبان', minOutlets: 2, withinMs: HOUR, maxAgeMs: 2 * HOUR }),
  aTopic({ id: 'late', query: 'طالبان', holdMs: 6 * HOUR }),
  aTopic({ id: 'inside', query: '*', private: true }),
  aTopic({ id: 'about-inside', query: 'topic:inside' }),
]

async function serving({ queries, admin = false }: { queries?: RunQuery; admin?: boolean } = {}) {
  const room = await openNewsroom(topics)
  const { store, clock } = room
  const config = {
    ...room.config,
    outlets: [...OUTLETS.slice(0, 2), anOutlet({ id: 'courier', private: true })],
  }
  await store.outlets.sync(config.outlets, NOON, () => 'urn:uuid:0')
  const url = (n: number) => `https://gazette.example/${n}`
  await room.receive({
    guid: '1',
    url: url(1),
    title: 'محادثات طالبان في موسكو',
    summary: '',
    language: 'ar',
  })
  await room.receive({
    guid: '2',
    url: url(2),
    title: 'طالبان تستقبل الوفد الروسي',
    summary: '',
    language: 'ar',
  })
  await room.receive({
    outletId: 'courier',
    guid: '3',
    url: url(3),
    title: 'Harbour dues rise again',
    summary: '',
    language: 'en',
  })
  await room.arrange()
  const app = createServer({
    store,
    config,
    freshness: new Freshness(new Map()),
    queries: queries ?? queriesOver(store, config, () => clock.now),
    collector: () => Promise.reject(new Error('nothing here writes')),
    adminToken: 'open sesame',
    isReady: () => true,
    now: () => clock.now,
    onProblem: error => {
      throw error
    },
  })
  const headers: Record<string, string> = admin ? { authorization: 'Bearer open sesame' } : {}
  const ask = async (path: string, query: Record<string, string>) => {
    const response = await app.request(`${path}?${new URLSearchParams(query)}`, { headers })
    return { status: response.status, headers: response.headers, body: (await response.json()) as object }
  }
  return { ...room, ask, url }
}

test('a preview comes as JSON: counts a day, samples, and what each clause does', async () => {
  const { ask } = await serving()
  const { status, headers, body } = await ask('/api/preview', { q: 'طالبان -موسكو', days: '2' })
  expect(status).toBe(200)
  expect(headers.get('cache-control')).toBe('no-store')
  expect(body).toMatchObject({
    query: 'طالبان -موسكو',
    days: 2,
    since: '2026-02-28T00:00:00.000Z',
    articles: 2,
    entries: 1,
    per_day: [
      { day: '2026-02-28', count: 0 },
      { day: '2026-03-01', count: 1 },
    ],
    clauses: [
      { clause: 'طالبان', negated: false, found: 2 },
      { clause: 'موسكو', negated: true, found: 1, kept_out: 1 },
    ],
    samples: [
      {
        title: 'طالبان تستقبل الوفد الروسي',
        outlet: { id: 'gazette', title: 'The Gazette' },
        story_url: expect.stringContaining('/stories/'),
        published: expect.stringMatching(/^2026-03-01T.*Z$/),
        article_count: 1,
      },
    ],
    left_out: { articles: 0, stories: 0 },
    near_misses: {
      articles: 1,
      samples: [
        {
          title: 'محادثات طالبان في موسكو',
          outlet: { id: 'gazette' },
          kept_out_by: [{ clause: 'موسكو', negated: true, there: { field: 'title', words: ['موسكو'] } }],
        },
      ],
    },
    against: null,
  })
})

test('a preview against a topic says what would come and go', async () => {
  const { ask } = await serving()
  const { body } = await ask('/api/preview', { q: 'طالبان -موسكو', against: 'russia' })
  expect(body).toMatchObject({
    against: { topic: 'russia', stays: 0, comes: { entries: 1 }, goes: { entries: 1 } },
  })
  expect((await ask('/api/preview', { topic: 'russia' })).body).toMatchObject({ entries: 1 })
})

test.each([
  [
    'a mistake in the query',
    { q: 'a (b' },
    400,
    'bad-query',
    { at: 2, length: 1, message: 'this ( is never closed' },
  ],
  ['no query', {}, 400, 'bad-query', { at: 0 }],
  ['too many days', { q: 'a', days: '999' }, 400, 'bad-request', { at: 0, length: 0 }],
  ['days that are no number', { q: 'a', days: '-1' }, 400, 'bad-request', {}],
  ['a topic that is not there', { q: 'a', against: 'none' }, 404, 'unknown-topic', {}],
  ['a private topic', { topic: 'inside' }, 404, 'unknown-topic', { message: 'there is no topic "inside"' }],
  ['a topic that asks for a private one', { topic: 'about-inside' }, 404, 'unknown-topic', {}],
  [
    'a query that asks for a private topic',
    { q: 'topic:inside' },
    400,
    'bad-query',
    { message: 'unknown topic "inside"' },
  ],
  ['a query that asks for one by way of another', { q: 'topic:about-inside' }, 400, 'bad-query', { at: 0 }],
  ['a private outlet', { q: 'outlet:courier' }, 400, 'bad-query', { at: 0 }],
])('a preview of %s is refused', async (_, query: Record<string, string>, status, error, problem) => {
  const { ask } = await serving()
  const answer = await ask('/api/preview', query)
  expect(answer.status).toBe(status)
  expect(answer.body).toMatchObject({ error, problems: [problem] })
  if (query.q?.includes('about-inside')) expect(JSON.stringify(answer.body)).not.toContain('"inside')
})

test('an explanation says why an article is in a topic: by its number or its address', async () => {
  const { ask, url } = await serving()
  for (const article of ['1', url(1), `${url(1)}?utm_source=feed`]) {
    const { status, body } = await ask('/api/explain', { topic: 'russia', article })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      topic: { id: 'russia' },
      article: { id: 1, url: url(1), outlet: { id: 'gazette', title: 'The Gazette' } },
      is_entry: true,
      lets_in: true,
      rules: [{ rule: 'languages', holds: true }],
    })
  }
})

test('an explanation says why not: the clause that failed, and the nearest form that was there', async () => {
  const { ask } = await serving()
  const { body } = await ask('/api/explain', { topic: 'russia', article: '2' })
  expect(body).toMatchObject({
    is_entry: false,
    lets_in: false,
    clauses: [
      { clause: 'طالبان', holds: true, decides: false },
      { clause: 'روسيا', holds: false, decides: true, nearest: { field: 'title', words: ['الروسي'] } },
      { clause: 'موسكو', holds: false, decides: true },
      { clause: 'رياضة', negated: true, holds: false },
    ],
  })
  const thin = (await ask('/api/explain', { topic: 'thin', article: '2' })).body
  expect(thin).toMatchObject({
    lets_in: false,
    rules: [{ rule: 'min_outlets', holds: false, wanted: '3', given: '1' }],
  })
})

test('an explanation says which rule of time keeps an article out', async () => {
  const { ask, clock } = await serving()
  clock.now += 5 * HOUR
  const rulesOf = async (topic: string) =>
    ((await ask('/api/explain', { topic, article: '2' })).body as { rules: object[] }).rules
  expect(await rulesOf('near')).toEqual([
    { rule: 'min_outlets', holds: false, wanted: '2', given: '1' },
    { rule: 'within', holds: false, wanted: '2 in 1h', given: '1' },
    { rule: 'max_age', holds: false, wanted: '2h', given: '5h' },
  ])
  expect(await rulesOf('late')).toEqual([{ rule: 'hold', holds: false, wanted: '6h', given: '5h' }])
})

test.each([
  ['no article', { topic: 'russia' }, 400, 'bad-request'],
  ['an article that is not kept', { topic: 'russia', article: '99' }, 404, 'unknown-article'],
  ['an article of a private outlet', { topic: 'russia', article: '3' }, 404, 'unknown-article'],
  ['a private topic', { topic: 'inside', article: '1' }, 404, 'unknown-topic'],
])('an explanation of %s is refused', async (_, query: Record<string, string>, status, error) => {
  const { ask } = await serving()
  const answer = await ask('/api/explain', query)
  expect([answer.status, answer.body]).toMatchObject([status, { error }])
})

test('the admin sees what is private', async () => {
  const { ask } = await serving({ admin: true })
  expect((await ask('/api/preview', { topic: 'inside' })).body).toMatchObject({ articles: 3, entries: 3 })
  expect((await ask('/api/explain', { topic: 'inside', article: '3' })).body).toMatchObject({ lets_in: true })
})

test.each(['busy', 'overran'] as const)(
  'when the worker is %s, programs are told to come back',
  async kind => {
    const { ask } = await serving({ queries: async () => ({ kind }) })
    const { status, headers, body } = await ask('/api/preview', { q: 'a' })
    expect([status, headers.get('retry-after'), body]).toMatchObject([503, '5', { error: kind }])
  },
)

test('one client may not ask for ever', async () => {
  const { ask, clock } = await serving({ queries: async () => ({ kind: 'busy' }) })
  const statuses: number[] = []
  for (let n = 0; n < 31; n++) {
    const { status } = await ask('/api/preview', { q: 'a' }).catch(() => ({ status: 429 }))
    statuses.push(status)
  }
  expect(statuses.lastIndexOf(503)).toBe(29)
  expect(statuses[30]).toBe(429)
  clock.now += HOUR
  expect((await ask('/api/preview', { q: 'a' })).status).toBe(503)
})
