import { beforeEach, expect, test } from 'vitest'
import { type AskCollector, type CollectorJobs, noCollector } from '../../src/flows/collector-jobs.ts'
import { Freshness } from '../../src/serve/freshness.ts'
import { createServer } from '../../src/serve/server.ts'
import { NOON } from '../support/build.ts'
import { openNewsroom } from '../support/newsroom.ts'
import { queriesOver } from '../support/queries.ts'

const TOPIC = 'https://news.example/topics/floods.atom'
const TOKEN = 'a-token-that-nobody-guesses'
const FORM = { 'content-type': 'application/x-www-form-urlencoded' }

let asked: [name: string, given: unknown][]
beforeEach(() => {
  asked = []
})

/** A server whose collector answers as told; what it was asked is written down. */
async function serving(answers: Partial<{ [N in keyof CollectorJobs]: CollectorJobs[N]['answer'] }> = {}) {
  const { store, config } = await openNewsroom()
  const links = { hubUrl: 'https://hub.example/', topicUrl: TOPIC }
  await store.subscriptions.want({ outletId: 'gazette', ...links, token: TOKEN, secret: 'secret' }, NOON)
  const collector = (async (name, given) => {
    asked.push([name, given])
    if (!(name in answers)) return noCollector(name, given)
    return answers[name]
  }) as AskCollector
  const app = createServer({
    store,
    config,
    freshness: new Freshness(new Map()),
    queries: queriesOver(store, config, () => NOON),
    collector,
    adminToken: undefined,
    isReady: () => true,
    now: () => NOON,
    onProblem: error => {
      throw error
    },
  })
  return (path: string, init?: RequestInit) => app.request(path, init)
}

const form = (change: Record<string, string> = {}) =>
  String(
    new URLSearchParams({
      'hub.mode': 'subscribe',
      'hub.callback': 'https://reader.example/c',
      'hub.topic': TOPIC,
      ...change,
    }),
  )
const question = (change: Record<string, string> = {}) =>
  String(
    new URLSearchParams({
      'hub.mode': 'subscribe',
      'hub.topic': TOPIC,
      'hub.challenge': 'xyz',
      'hub.lease_seconds': '60',
      ...change,
    }),
  )

test('who subscribes is told that the callback will be asked', async () => {
  const request = await serving({ 'hub-request': 'accepted' })
  const response = await request('/hub', { method: 'POST', headers: FORM, body: form() })
  expect(response.status).toBe(202)
  expect(asked).toMatchObject([['hub-request', { mode: 'subscribe', topicUrl: TOPIC }]])
})

test.each([
  ['a mistake', FORM, form({ 'hub.mode': 'sing' }), 400, /hub\.mode/],
  ['no form', { 'content-type': 'application/json' }, '{}', 415, /form/],
  ['too long a form', FORM, form({ 'hub.more': 'x'.repeat(20_000) }), 413, /too long/],
])('%s is told in plain text', async (_, headers, body, status, text) => {
  const request = await serving({ 'hub-request': 'accepted' })
  const response = await request('/hub', { method: 'POST', headers, body })
  expect(response.status).toBe(status)
  expect(response.headers.get('content-type')).toMatch(/^text\/plain/)
  expect(await response.text()).toMatch(text)
  expect(asked).toEqual([])
})

test('a hub with too much to do asks for patience', async () => {
  const request = await serving({ 'hub-request': 'busy' })
  const response = await request('/hub', { method: 'POST', headers: FORM, body: form() })
  expect(response.status).toBe(503)
  expect(response.headers.get('retry-after')).toBe('30')
})

test('a question that we agree to is answered with its challenge, as text that no browser runs', async () => {
  const request = await serving({ 'hub-intent': true })
  const response = await request(`/websub/1-${TOKEN}?${question()}`)
  expect(response.status).toBe(200)
  expect(await response.text()).toBe('xyz')
  expect(response.headers.get('content-type')).toMatch(/^text\/plain/)
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  const intent = { mode: 'subscribe', topicUrl: TOPIC, challenge: 'xyz', leaseMs: 60_000 }
  expect(asked).toEqual([['hub-intent', { id: 1, token: TOKEN, intent }]])
})

test('a denial is heard', async () => {
  const request = await serving({ 'hub-intent': true })
  const denied = question({ 'hub.mode': 'denied', 'hub.reason': 'no' })
  expect((await request(`/websub/1-${TOKEN}?${denied}`)).status).toBe(200)
})

test.each([
  ['that nobody here asked for', `1-${TOKEN}`, question(), [['hub-intent', expect.anything()]]],
  ['without a challenge', `1-${TOKEN}`, question({ 'hub.challenge': '' }), []],
  ['at no callback of ours', 'nothing', question(), []],
])('a question %s is answered 404', async (_, part, query, jobs) => {
  const request = await serving({ 'hub-intent': false })
  expect((await request(`/websub/${part}?${query}`)).status).toBe(404)
  expect(asked).toEqual(jobs)
})

const push = (body: string | ReadableStream, headers: Record<string, string> = {}) => ({
  method: 'POST',
  headers: { 'content-type': 'application/rss+xml', 'x-hub-signature': 'sha256=00', ...headers },
  body,
})

test.each(['taken', 'ignored'] as const)('what is pushed and %s is answered 2xx', async answer => {
  const request = await serving({ push: answer })
  const response = await request(`/websub/1-${TOKEN}`, push('<rss/>'))
  expect(response.status).toBe(202)
  expect(asked).toMatchObject([
    ['push', { id: 1, token: TOKEN, contentType: 'application/rss+xml', signature: 'sha256=00' }],
  ])
})

test.each([
  ['is not there', 'unknown-address'],
  ['has another secret', `1-${'x'.repeat(TOKEN.length)}`],
  ['has another number', `2-${TOKEN}`],
])('a push to a callback that %s is told 410, and nobody reads it', async (_, part) => {
  const request = await serving({ push: 'taken' })
  expect((await request(`/websub/${part}`, push('<rss/>'))).status).toBe(410)
  expect(asked).toEqual([])
})

test('a push for a subscription that was left meanwhile is told 410', async () => {
  const request = await serving({ push: 'unknown' })
  expect((await request(`/websub/1-${TOKEN}`, push('<rss/>'))).status).toBe(410)
})

test('a push larger than any feed is refused, whatever its length is said to be', async () => {
  const request = await serving({ push: 'taken' })
  const large = 'x'.repeat(1_000_001)
  expect((await request(`/websub/1-${TOKEN}`, push(large))).status).toBe(413)
  const stream = new Blob([large]).stream()
  const dripped = { ...push(stream), duplex: 'half' } as RequestInit
  expect((await request(`/websub/1-${TOKEN}`, dripped)).status).toBe(413)
  expect(asked).toEqual([])
})

test('no more bodies are held than memory is for', async () => {
  const request = await serving({ push: 'taken' })
  const gate = Promise.withResolvers<void>()
  const slow = () =>
    new ReadableStream({
      async pull(controller) {
        await gate.promise
        controller.enqueue(new TextEncoder().encode('<rss/>'))
        controller.close()
      },
    })
  const waiting = Array.from({ length: 8 }, () =>
    request(`/websub/1-${TOKEN}`, { ...push(slow()), duplex: 'half' } as RequestInit),
  )
  const refused = await request(`/websub/1-${TOKEN}`, push('<rss/>'))
  expect(refused.status).toBe(503)
  gate.resolve()
  expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual(Array(8).fill(202))
  expect((await request(`/websub/1-${TOKEN}`, push('<rss/>'))).status).toBe(202)
})

test.each([
  ['/hub', { method: 'POST', headers: FORM, body: form() }],
  [`/websub/1-${TOKEN}?${question()}`, {}],
  [`/websub/1-${TOKEN}`, push('<rss/>')],
])('%s says so where nobody can write', async (path, init) => {
  const request = await serving()
  const response = await request(path, init)
  expect(response.status).toBe(503)
  expect(await response.text()).toMatch(/only serves/)
})
