import { afterEach, beforeEach, expect, test } from 'vitest'
import { STORIES } from '../../src/model/topic.ts'
import { aTopic, HOUR, NOON } from '../support/build.ts'
import { type CallbackServer, goodSubscriber, startCallbackServer } from '../support/callback-server.ts'
import { openHub } from '../support/hub.ts'

const DAY = 24 * HOUR
const SITE = 'https://news.example'

let reader: CallbackServer
let hub: Awaited<ReturnType<typeof openHub>>
beforeEach(async () => {
  reader = await startCallbackServer()
})
afterEach(async () => {
  await hub.close()
  await reader.close()
})
const floods = aTopic({ id: 'floods', query: 'floods' })
const subscribers = () => hub.store.subscribers.removeOthers([])

test('a subscriber is asked whether it meant it, and echoing the challenge is its yes', async () => {
  hub = await openHub([floods])
  await hub.ask({ callback: `${reader.origin}/c?user=7`, secret: 'sesame', leaseMs: HOUR })
  expect(reader.called).toEqual([])
  await hub.verify()
  expect(Object.fromEntries(reader.called[0]?.query ?? [])).toEqual({
    user: '7',
    'hub.mode': 'subscribe',
    'hub.topic': `${SITE}/topics/floods.atom`,
    'hub.challenge': 'minted-secret-1',
    'hub.lease_seconds': '3600',
  })
  expect(await subscribers()).toMatchObject([
    {
      kind: 'websub',
      topicId: 'floods',
      format: 'atom',
      callback: `${reader.origin}/c?user=7`,
      secret: 'sesame',
      leaseUntil: NOON + HOUR,
    },
  ])
})

test.each([
  [`${SITE}/stories.rss`, STORIES, 'rss'],
  [`${SITE}/topics/floods.json`, 'floods', 'json'],
])('%s can be subscribed to', async (topicUrl, topicId, format) => {
  hub = await openHub([floods])
  await hub.subscribe({ callback: `${reader.origin}/c`, topicUrl })
  expect(await subscribers()).toMatchObject([{ topicId, format, leaseUntil: NOON + 10 * DAY }])
})

test.each([
  ['says no', () => ({ status: 404 })],
  ['echoes something else', () => ({ status: 200, body: 'yes' })],
  ['echoes with a line break', ({ query }) => ({ status: 200, body: `${query.get('hub.challenge')}\n` })],
  ['sends us elsewhere', () => ({ status: 302, headers: { location: '/other' } })],
] as [string, Parameters<CallbackServer['answer']>[0]][])(
  'a callback that %s is no subscriber, and is not asked again',
  async (_, answer) => {
    hub = await openHub([floods])
    reader.answer(answer)
    await hub.subscribe({ callback: `${reader.origin}/c` })
    hub.clock.now += DAY
    expect(await hub.verify()).toBe(0)
    expect(reader.called).toHaveLength(1)
    expect(await subscribers()).toEqual([])
  },
)

test('a callback that is down is asked again for a while', async () => {
  hub = await openHub([floods])
  reader.answer(() => ({ status: 503 }))
  await hub.ask({ callback: `${reader.origin}/c` })
  for (const waitMs of [10_000, 20_000, 40_000]) {
    expect(await hub.verify()).toBe(1)
    hub.clock.now += waitMs - 1
    expect(await hub.verify()).toBe(0)
    hub.clock.now += 1
  }
  reader.answer(goodSubscriber)
  expect(await hub.verify()).toBe(1)
  expect(await subscribers()).toHaveLength(1)
})

test('a callback that stays down is given up', async () => {
  hub = await openHub([floods])
  reader.answer(() => ({ status: 503 }))
  await hub.ask({ callback: `${reader.origin}/c` })
  for (let tries = 0; tries < 10; tries++) {
    await hub.verify()
    hub.clock.now += HOUR
  }
  expect(reader.called).toHaveLength(4)
})

test('a callback at a private address is never asked', async () => {
  hub = await openHub([floods], { allowPrivate: [] })
  await hub.subscribe({ callback: `${reader.origin}/c` })
  hub.clock.now += DAY
  expect(await hub.verify()).toBe(0)
  expect(reader.called).toEqual([])
})

test.each([
  ['a topic that we do not have', `${SITE}/topics/storms.atom`],
  ['a topic that is private', `${SITE}/topics/desk.atom`],
  ['a page', `${SITE}/topics/floods`],
  ['a part of a feed', `${SITE}/topics/floods.atom?limit=1`],
  ["somebody else's feed", 'https://other.example/topics/floods.atom'],
])('%s is denied, and the callback is told so', async (_, topicUrl) => {
  hub = await openHub([floods, aTopic({ id: 'desk', private: true })])
  await hub.subscribe({ callback: `${reader.origin}/c`, topicUrl })
  expect(Object.fromEntries(reader.called[0]?.query ?? [])).toEqual({
    'hub.mode': 'denied',
    'hub.topic': topicUrl,
    'hub.reason': expect.stringMatching(/no such topic/),
  })
  expect(await subscribers()).toEqual([])
  expect(await hub.verify()).toBe(0)
})

test('who subscribes again renews, with another secret if it likes, and only once it has confirmed', async () => {
  hub = await openHub([floods])
  const callback = `${reader.origin}/c`
  await hub.subscribe({ callback, secret: 'first' })
  hub.clock.now += DAY
  reader.answer(() => ({ status: 404 }))
  await hub.subscribe({ callback, secret: 'second' })
  reader.answer(goodSubscriber)
  await hub.subscribe({ callback, secret: 'third', leaseMs: HOUR })
  expect(await subscribers()).toMatchObject([{ secret: 'third', leaseUntil: NOON + DAY + HOUR }])
})

test('a subscription ends when its subscriber confirms that, and not before', async () => {
  hub = await openHub([floods])
  const callback = `${reader.origin}/c`
  await hub.subscribe({ callback })
  await hub.subscribe({ callback: `${reader.origin}/d` })
  reader.answer(() => ({ status: 404 }))
  await hub.subscribe({ callback, mode: 'unsubscribe' })
  reader.answer(goodSubscriber)
  await hub.subscribe({ callback: `${reader.origin}/d`, mode: 'unsubscribe' })
  expect((await subscribers()).map(one => one.callback)).toEqual([callback])
})

test('the last of several requests for the same counts', async () => {
  hub = await openHub([floods])
  const callback = `${reader.origin}/c`
  await hub.ask({ callback })
  await hub.ask({ callback, mode: 'unsubscribe' })
  expect(await hub.verify()).toBe(1)
  expect(await subscribers()).toEqual([])
})

test('the hub keeps no more requests than it can answer', async () => {
  hub = await openHub([floods])
  for (let n = 0; n < 1_000; n++) await hub.ask({ callback: `${reader.origin}/${n}` })
  expect(await hub.ask({ callback: `${reader.origin}/more` })).toBe(false)
})

test('a lease that ran out is forgotten', async () => {
  hub = await openHub([floods])
  await hub.subscribe({ callback: `${reader.origin}/c`, leaseMs: HOUR })
  expect(await hub.store.subscribers.expire(NOON + HOUR - 1)).toBe(0)
  expect(await hub.store.subscribers.expire(NOON + HOUR)).toBe(1)
})

test('subscribers of a topic that is no more are told so', async () => {
  hub = await openHub([floods])
  await hub.subscribe({ callback: `${reader.origin}/c` })
  await hub.restartHub({ topics: [] })
  await hub.verify()
  expect(reader.called.at(-1)?.query.get('hub.mode')).toBe('denied')
  expect(await subscribers()).toEqual([])
})
