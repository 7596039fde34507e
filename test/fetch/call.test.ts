import { afterEach, beforeEach, expect, test } from 'vitest'
import { createAgent, type FetchAgent } from '../../src/fetch/agent.ts'
import { type Call, call } from '../../src/fetch/call.ts'
import { type CallbackServer, startCallbackServer } from '../support/callback-server.ts'

let server: CallbackServer
const agents: FetchAgent[] = []
beforeEach(async () => {
  server = await startCallbackServer()
})
afterEach(async () => {
  await Promise.all(agents.splice(0).map(agent => agent.close()))
  await server.close()
})

function send(change: Partial<Call>, allowPrivate = ['loopback']) {
  const agent = createAgent({ allowPrivate, perHost: 2, concurrency: 8, gapMs: 0 })
  agents.push(agent)
  return call({ method: 'POST', url: `${server.origin}/c`, ...change }, { agent, userAgent: 'khulasa/0' })
}

test('a body is posted with its headers', async () => {
  const answer = await send({ body: 'سلام', headers: { 'content-type': 'text/plain' } })
  expect(answer).toMatchObject({ kind: 'answer', status: 204 })
  const [called] = server.called
  expect(called?.body.toString()).toBe('سلام')
  expect(called?.headers).toMatchObject({ 'content-type': 'text/plain', 'user-agent': 'khulasa/0' })
})

test('a private address is refused before anything is sent', async () => {
  const answer = await send({ body: 'secret' }, [])
  expect(answer).toMatchObject({ kind: 'trouble', trouble: { reason: 'refused-address' } })
  expect(server.called).toEqual([])
})

test('what is no web address is asked nothing', async () => {
  expect(await send({ url: 'file:///etc/passwd' })).toMatchObject({ kind: 'trouble' })
  expect(await send({ url: 'no address' })).toMatchObject({ kind: 'trouble' })
})

test.each([
  [307, 200, 2],
  [308, 200, 2],
  [301, 301, 1],
  [302, 302, 1],
  [303, 303, 1],
])('a %i where moves are followed is answered with %i', async (status, answered, calls) => {
  server.answer(({ path }) => (path === '/c' ? { status, headers: { location: '/moved' } } : { status: 200 }))
  const answer = await send({ body: 'kept', followsMoves: true })
  expect(answer).toMatchObject({ status: answered })
  expect(server.called.map(({ method, body }) => `${method} ${body}`)).toEqual(Array(calls).fill('POST kept'))
})

test('a callback is never left for another address', async () => {
  server.answer(() => ({ status: 307, headers: { location: '/moved' } }))
  expect(await send({ body: 'kept' })).toMatchObject({ status: 307 })
  expect(server.called).toHaveLength(1)
})

test('moves in a circle end', async () => {
  server.answer(() => ({ status: 307, headers: { location: '/c' } }))
  expect(await send({ followsMoves: true })).toMatchObject({ status: 307 })
})

test.each([
  ['that nobody wants is not limited', false, { kind: 'answer', status: 200 }],
  ['that is wanted and without end is refused', true, { kind: 'trouble', trouble: { reason: 'too-large' } }],
])('a body %s', async (_, wantsBody, outcome) => {
  server.answer(() => ({ status: 200, body: 'x'.repeat(1_000_000) }))
  expect(await send({ wantsBody })).toMatchObject(outcome)
})
