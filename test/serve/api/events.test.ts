import { once } from 'node:events'
import { get as httpGet, type IncomingMessage } from 'node:http'
import { Hono } from 'hono'
import { expect, test, vi } from 'vitest'
import { eventApi, eventStreams } from '../../../src/serve/api/events.ts'
import type { ServeDeps } from '../../../src/serve/deps.ts'
import { Freshness } from '../../../src/serve/freshness.ts'
import { aTopic, HOUR, MINUTE } from '../../support/build.ts'
import { openServing } from '../../support/serving.ts'
import { eventReader } from '../../support/stream.ts'

const topics = [aTopic({ id: 'floods', title: 'Floods', query: 'flood OR floods', maxAgeMs: HOUR })]
const TITLES = [
  'Flood closes Marlow bakery',
  'Harvest of Tarn lost in floods',
  'Museum saves paintings from flood',
]

async function serving() {
  const room = await openServing(topics)
  const flood = async (n: number) => {
    await room.receive({ guid: `f${n}`, title: TITLES[n] as string, summary: '' })
    await room.publish()
  }
  const listen = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await room.get(path, headers)
    return { answer, ...eventReader(answer.body) }
  }
  return { ...room, open: room.listen, flood, listen }
}

test("a topic's changes come as they are committed, named by their kind and numbered by their seq", async () => {
  const { flood, listen, publish, clock } = await serving()
  const { answer, events, cancel } = await listen('/api/topics/floods/events')
  expect(answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(answer.headers.get('access-control-allow-origin')).toBe('*')
  await flood(0)
  const [entered] = await events(1)
  const change = JSON.parse(String(entered?.data))
  expect(entered).toMatchObject({ event: 'entered', id: String(change.seq) })
  expect(change.entry).toMatchObject({ title: TITLES[0] })
  clock.now += HOUR + MINUTE
  await publish()
  const [left] = await events(1)
  expect(left).toMatchObject({ event: 'left' })
  expect(JSON.parse(String(left?.data))).toMatchObject({ id: change.id, entry: null })
  await cancel()
})

test('a client that was away comes back with the id of its last event, and has what the entries say', async () => {
  const { flood, listen, get } = await serving()
  const first = await listen('/api/stories/events')
  await flood(0)
  const [had] = await first.events(1)
  await first.cancel()
  await flood(1)
  await flood(2)
  const again = await listen('/api/stories/events?since=0', { 'last-event-id': String(had?.id) })
  const missed = await again.events(2)
  await again.cancel()
  const { changes } = (await (await get('/api/topics/stories/entries?content=summary')).json()) as {
    changes: unknown[]
  }
  expect([had, ...missed].map(event => JSON.parse(String(event?.data)))).toEqual(changes)
})

test('an id that none of our events had is refused, and HEAD takes no place', async () => {
  const { get, app } = await serving()
  expect((await get('/api/stories/events', { 'last-event-id': 'x' })).status).toBe(400)
  const head = await app.request('/api/stories/events', { method: 'HEAD' })
  expect(head.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
})

test('too many listeners are told to come back later', async () => {
  const { store, config } = await serving()
  const freshness = new Freshness(new Map())
  const deps = { store, config, freshness, onProblem: () => {} } as unknown as ServeDeps
  const events = eventApi(deps, eventStreams(deps, { mostClients: 1 }), () => undefined)
  const app = new Hono().get('/', context => events(context, 'floods'))
  const first = eventReader((await app.request('/')).body)
  const refused = await app.request('/')
  expect(refused.status).toBe(503)
  expect(refused.headers.get('retry-after')).toBe('5')
  await first.cancel()
  expect((await app.request('/')).status).toBe(200)
})

test('over a real connection events come one by one, as they are committed', async () => {
  const { flood, open } = await serving()
  const origin = await open()
  const [response] = (await once(httpGet(`${origin}/api/topics/floods/events`), 'response')) as [
    IncomingMessage,
  ]
  let text = ''
  response.setEncoding('utf8').on('data', piece => {
    text += piece
  })
  await vi.waitFor(() => expect(text).toContain('retry:'))
  await flood(0)
  await vi.waitFor(() => expect(text).toContain(TITLES[0] as string))
  response.destroy()
})
