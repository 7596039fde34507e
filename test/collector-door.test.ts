import { MessageChannel } from 'node:worker_threads'
import { afterEach, expect, test } from 'vitest'
import { answerAt, askThrough, type JobHandlers } from '../src/collector-door.ts'
import { CollectorAwayError, noCollector } from '../src/flows/collector-jobs.ts'
import type { HubRequest } from '../src/model/push.ts'

const request: HubRequest = {
  mode: 'subscribe',
  callback: 'https://reader.example/c',
  topicUrl: 'https://news.example/stories.atom',
  secret: null,
  leaseMs: null,
}

const ports: MessageChannel[] = []
afterEach(() => {
  for (const { port1, port2 } of ports.splice(0)) {
    port1.close()
    port2.close()
  }
})

function door(handlers: Partial<JobHandlers>, withinMs?: number) {
  const channel = new MessageChannel()
  ports.push(channel)
  const problems: unknown[] = []
  const never = () => new Promise<never>(() => {})
  const all = { 'hub-request': never, 'hub-intent': never, push: never, split: never, ...handlers }
  answerAt(channel.port2, all, error => problems.push(error))
  return { ask: askThrough(channel.port1, withinMs), problems, channel }
}

test('a job is done on the other side, and its answer comes back', async () => {
  const given: HubRequest[] = []
  const { ask } = door({
    'hub-request': async one => {
      given.push(one)
      return 'accepted'
    },
  })
  expect(await ask('hub-request', request)).toBe('accepted')
  expect(given).toEqual([request])
})

test('answers find their questions, in whatever order they come', async () => {
  const first = Promise.withResolvers<boolean>()
  const { ask } = door({
    'hub-intent': ({ id }) => (id === 1 ? first.promise : Promise.resolve(false)),
  })
  const intent = { mode: 'unsubscribe', topicUrl: 'https://a.example/', challenge: 'x' } as const
  const slow = ask('hub-intent', { id: 1, token: 't', intent })
  expect(await ask('hub-intent', { id: 2, token: 't', intent })).toBe(false)
  first.resolve(true)
  expect(await slow).toBe(true)
})

test('a body is handed over and not copied', async () => {
  const { ask } = door({ push: async ({ bytes }) => (bytes.length === 4 ? 'taken' : 'ignored') })
  const bytes = new Uint8Array(4)
  const pushed = { id: 1, token: 't', bytes, contentType: null, signature: null }
  expect(await ask('push', pushed, [bytes.buffer])).toBe('taken')
  expect(bytes.byteLength).toBe(0)
})

test('a job that fails is told on the other side, and fails here without its reasons', async () => {
  const broken = new Error('the disk is on fire')
  const { ask, problems } = door({ 'hub-request': () => Promise.reject(broken) })
  await expect(ask('hub-request', request)).rejects.toThrow(/could not do it/)
  expect(problems).toEqual([broken])
})

test('a collector that does not answer is away', async () => {
  await expect(door({}, 1).ask('hub-request', request)).rejects.toThrow(CollectorAwayError)
})

test('a collector that is gone is away at once', async () => {
  const { ask, channel } = door({})
  const asked = ask('hub-request', request)
  channel.port2.close()
  await expect(asked).rejects.toThrow(CollectorAwayError)
})

test('a process that only serves says where to ask', async () => {
  await expect(noCollector('hub-request', request)).rejects.toThrow(/--role web/)
})
