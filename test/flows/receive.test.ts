import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createAgent, type FetchAgent } from '../../src/fetch/agent.ts'
import { call } from '../../src/fetch/call.ts'
import { fetchOutlet } from '../../src/fetch/fetch-outlet.ts'
import { visitOutlet } from '../../src/flows/collect.ts'
import { readBody } from '../../src/flows/read.ts'
import { receivePush } from '../../src/flows/receive.ts'
import { askHub, confirmIntent } from '../../src/flows/subscribe.ts'
import type { Outlet } from '../../src/model/outlet.ts'
import type { Intent, Subscription } from '../../src/model/push.ts'
import type { ReadJob } from '../../src/model/reading.ts'
import { openStore } from '../../src/store/open.ts'
import { anOutlet, counter, HOUR, MINUTE, NOON } from '../support/build.ts'
import { type CallbackServer, startCallbackServer } from '../support/callback-server.ts'
import { aConfig } from '../support/newsroom.ts'
import { type OutletServer, startOutletServer } from '../support/outlet-server.ts'

const DAY = 24 * HOUR
const SITE = 'https://news.khulasa.org'

let origin: OutletServer
let hub: CallbackServer
let agent: FetchAgent
beforeEach(async () => {
  origin = await startOutletServer()
  hub = await startCallbackServer()
  hub.answer(() => ({ status: 202 }))
  agent = createAgent({ allowPrivate: ['loopback'], perHost: 2, concurrency: 8, gapMs: 0 })
})
afterEach(async () => {
  await agent.close()
  await origin.close()
  await hub.close()
})

const item = (id: string) =>
  `<item><guid>${id}</guid><link>https://gazette.example/${id}</link><title>Report ${id}</title></item>`
const rss = (...ids: string[]) =>
  `<rss version="2.0"><channel><title>The Gazette</title>${ids.map(item).join('')}</channel></rss>`

/** An outlet whose feed names the hub, visits to it, and what is due at the hub; at a clock that the test sets. */
async function pushedOutlet({ siteUrl = SITE, ...change }: Partial<Outlet> & { siteUrl?: string } = {}) {
  const store = openStore(':memory:')
  const outlet = anOutlet({ url: origin.url('/feed'), ...change })
  await store.outlets.sync([outlet], NOON, counter())
  const clock = { now: NOON }
  const now = () => clock.now
  const config = aConfig([], { outlets: [outlet] })
  let secrets = 0
  const deps = {
    store,
    config: { ...config, site: { ...config.site, url: siteUrl } },
    userAgent: 'khulasa/test',
    fetch: (request: Parameters<typeof fetchOutlet>[0]) => fetchOutlet(request, { agent, now }),
    call: (request: Parameters<typeof call>[0]) => call(request, { agent, userAgent: 'khulasa/test' }),
    // as a thread is given it
    read: (job: ReadJob) =>
      readBody(job.known ? job : structuredClone(job, { transfer: [job.bytes.buffer as ArrayBuffer] })),
    mintSecret: () => `secret-of-the-test-${++secrets}`,
    now,
    random: () => 0,
  }
  const lists = (...ids: string[]) =>
    origin.answer('/feed', {
      headers: { link: `<${hub.origin}/hub>; rel="hub", <${origin.url('/self')}>; rel="self"` },
      body: rss(...ids),
    })
  lists('a')
  const subscription = () => store.subscriptions.ofOutlet(outlet.id)
  return {
    store,
    clock,
    lists,
    subscription,
    async visit() {
      const [due] = await store.outlets.claim([outlet.id], clock.now, MINUTE)
      if (!due) throw new Error('the outlet is still claimed')
      return visitOutlet(due, outlet, deps)
    },
    async askDue() {
      for (const due of await store.subscriptions.claimDue(clock.now, 10, MINUTE)) await askHub(due, deps)
    },
    confirm: (change: Partial<Intent & Subscription> = {}) => confirmAs(change),
    async push(body: string, { signature, token }: { signature?: string | null; token?: string } = {}) {
      const { id, secret, ...known } = (await subscription()) as Subscription
      const signed = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
      const sent = { bytes: new TextEncoder().encode(body), contentType: 'application/rss+xml' }
      return receivePush(
        {
          id,
          token: token ?? known.token,
          ...sent,
          signature: signature === undefined ? signed : signature,
        },
        deps,
      )
    },
    waitMs: async () => ((await store.outlets.find(outlet.id))?.nextVisitAt ?? 0) - clock.now,
    titles: async () => (await store.articles.ofOutlet(outlet.id, 50)).map(({ title }) => title).sort(),
  }

  /** What the hub asks back, as it should but for the change. */
  async function confirmAs({ token, ...change }: Partial<Intent & Subscription>) {
    const { id, topicUrl, ...known } = (await subscription()) as Subscription
    const intent = { mode: 'subscribe', topicUrl, challenge: 'x', leaseMs: 10 * DAY, ...change } as Intent
    return confirmIntent({ id, token: token ?? known.token }, intent, deps)
  }
}

test('an outlet that names a hub is subscribed there, under the address by which the hub knows it', async () => {
  const { visit, askDue } = await pushedOutlet()
  await visit()
  await askDue()
  const [asked] = hub.calledBy('POST', '/hub')
  expect(asked?.headers['content-type']).toBe('application/x-www-form-urlencoded')
  expect(Object.fromEntries(new URLSearchParams(String(asked?.body)))).toEqual({
    'hub.mode': 'subscribe',
    'hub.topic': origin.url('/self'),
    'hub.callback': `${SITE}/websub/1-secret-of-the-test-1`,
    'hub.secret': 'secret-of-the-test-2',
    'hub.lease_seconds': String((10 * DAY) / 1_000),
  })
})

test.each<[string, Partial<Outlet> & { siteUrl?: string }, number]>([
  ['the site is public', {}, 1],
  ['the site is not public', { siteUrl: 'http://localhost:8080' }, 0],
  ['the site is in a private network', { siteUrl: 'http://192.168.1.2' }, 0],
  ['the site has a name of a local network', { siteUrl: 'http://news.local' }, 0],
  ['the site is not public and websub is true', { siteUrl: 'http://localhost:8080', websub: true }, 1],
  ['websub is false', { websub: false }, 0],
  ['the outlet is private', { private: true }, 0],
])('where %s', async (_, change, asked) => {
  const { visit, askDue } = await pushedOutlet(change)
  await visit()
  await askDue()
  expect(hub.called).toHaveLength(asked)
})

test('visits go on at their own pace until the hub has confirmed, and are a backup then', async () => {
  const { visit, askDue, confirm, waitMs, clock } = await pushedOutlet()
  await visit()
  await askDue()
  expect(await waitMs()).toBe(15 * MINUTE)
  clock.now += 15 * MINUTE
  await visit()
  expect(await waitMs()).toBe(15 * MINUTE)
  expect(await confirm()).toBe(true)
  clock.now += 15 * MINUTE
  await visit()
  expect(await waitMs()).toBe(2 * HOUR)
})

test.each<[string, Partial<Intent & Subscription>]>([
  ['of another topic', { topicUrl: 'https://other.example/feed' }],
  ['with another secret', { token: 'secret-of-the-test-9' }],
  ['to end it', { mode: 'unsubscribe' }],
])('a question %s is not confirmed and changes nothing', async (_, change) => {
  const { visit, confirm, subscription } = await pushedOutlet()
  await visit()
  const before = await subscription()
  expect(await confirm(change)).toBe(false)
  expect(await subscription()).toEqual(before)
})

test('what is pushed is taken in at once, like a visit, and visits do not bring it again', async () => {
  const { visit, confirm, push, titles, lists, store, clock, waitMs } = await pushedOutlet()
  await visit()
  await confirm()
  clock.now += MINUTE
  const before = await waitMs()
  expect(await push(rss('b'))).toMatchObject({
    kind: 'taken',
    visit: { newArticles: 1, outcome: 'read', bytes: rss('b').length },
  })
  expect(await titles()).toEqual(['Report a', 'Report b'])
  expect(await store.visits.recent('gazette', 1)).toMatchObject([{ at: clock.now, newArticles: 1 }])
  expect(await waitMs()).toBe(before)
  lists('b', 'a')
  clock.now += 15 * MINUTE
  expect(await visit()).toMatchObject({ newArticles: 0 })
  expect(await store.outlets.find('gazette')).toMatchObject({ title: 'The Gazette', articleCount: 2 })
})

test.each([
  ['by nobody', null],
  ['by somebody else', `sha256=${createHmac('sha256', 'guess').update(rss('b')).digest('hex')}`],
  ['wrongly', 'sha256=00'],
])('what is signed %s is left out', async (_, signature) => {
  const { visit, confirm, push, titles, subscription } = await pushedOutlet()
  await visit()
  await confirm()
  expect(await push(rss('b'), { signature })).toMatchObject({ kind: 'ignored' })
  expect(await titles()).toEqual(['Report a'])
  expect(await subscription()).toMatchObject({ pushedAt: null, problem: expect.stringMatching(/signed/) })
})

test.each([
  ['what is no feed', 'hello', /cannot be read/],
  [
    'a page',
    '<!doctype html><html><head><link rel="alternate" type="application/rss+xml" href="/f"></head></html>',
    /page/,
  ],
])('%s is left out, and the next good push is taken', async (_, body, problem) => {
  const { visit, confirm, push, titles, subscription } = await pushedOutlet()
  await visit()
  await confirm()
  expect(await push(body)).toMatchObject({ kind: 'ignored', problem: expect.stringMatching(problem) })
  await push(rss('b'))
  expect(await titles()).toEqual(['Report a', 'Report b'])
  expect(await subscription()).toMatchObject({ problem: null })
})

test('who does not know the address of the callback pushes nothing', async () => {
  const { visit, confirm, push, titles } = await pushedOutlet()
  await visit()
  await confirm()
  expect(await push(rss('b'), { token: 'secret-of-the-test-3' })).toEqual({ kind: 'unknown' })
  expect(await titles()).toEqual(['Report a'])
})

test('a lease is renewed before it ends, and pushes go on meanwhile', async () => {
  const { visit, askDue, confirm, subscription, clock } = await pushedOutlet()
  await visit()
  await askDue()
  await confirm({ leaseMs: 4 * DAY })
  clock.now += 3 * DAY - 1
  await askDue()
  expect(hub.called).toHaveLength(1)
  clock.now += 1
  await askDue()
  expect(hub.called).toHaveLength(2)
  expect((await subscription())?.leaseUntil).toBe(NOON + 4 * DAY)
  await confirm({ leaseMs: 4 * DAY })
  expect(await subscription()).toMatchObject({ leaseUntil: NOON + 7 * DAY, failures: 0 })
})

test('a lease that runs out brings the outlet back to its own pace at once', async () => {
  const { visit, confirm, waitMs, clock } = await pushedOutlet()
  await visit()
  await confirm({ leaseMs: 20 * MINUTE })
  clock.now += 15 * MINUTE
  await visit()
  expect(await waitMs()).toBe(15 * MINUTE)
  clock.now += 15 * MINUTE
  await visit()
  expect(await waitMs()).toBe(15 * MINUTE)
})

test.each([
  ['is down', { status: 500 }, [10_000, 20_000, 40_000]],
  ['does not want us', { status: 403 }, [10_000, 20_000, 40_000]],
  ['never asks back', { status: 202 }, [HOUR, HOUR, HOUR]],
])('a hub that %s is asked again later', async (_, answer, waits) => {
  hub.answer(() => answer)
  const { visit, askDue, subscription, clock } = await pushedOutlet()
  await visit()
  for (const waitMs of waits) {
    await askDue()
    expect(((await subscription())?.dueAt ?? 0) - clock.now).toBe(waitMs)
    clock.now += waitMs
  }
  expect(hub.called).toHaveLength(3)
})

test('a hub may ask back before it answers', async () => {
  const { visit, askDue, confirm, subscription } = await pushedOutlet()
  hub.answer(async () => {
    await confirm()
    return { status: 202 }
  })
  await visit()
  await askDue()
  expect(await subscription()).toMatchObject({ leaseUntil: NOON + 10 * DAY, failures: 0 })
  expect((await subscription())?.dueAt).toBe(NOON + 7.5 * DAY)
})

test('a hub that moved is followed', async () => {
  hub.answer(({ path }) =>
    path === '/hub' ? { status: 308, headers: { location: '/new' } } : { status: 202 },
  )
  const { visit, askDue, subscription } = await pushedOutlet()
  await visit()
  await askDue()
  expect(hub.calledBy('POST', '/new')).toHaveLength(1)
  expect(await subscription()).toMatchObject({ problem: null })
})

test('a hub that denies us is told to the operator, and the outlet is visited at its own pace', async () => {
  const { visit, confirm, waitMs, subscription, clock } = await pushedOutlet()
  await visit()
  await confirm()
  clock.now += 15 * MINUTE
  await visit()
  expect(await waitMs()).toBe(2 * HOUR)
  expect(await confirm({ mode: 'denied', reason: 'not you' } as Partial<Intent>)).toBe(true)
  expect(await waitMs()).toBe(15 * MINUTE)
  expect(await subscription()).toMatchObject({
    leaseUntil: null,
    dueAt: clock.now + DAY,
    problem: expect.stringMatching(/not you/),
  })
})

test('a hub that pushes nothing of what visits find is dead, until it pushes again', async () => {
  const { visit, confirm, push, lists, waitMs, subscription, clock } = await pushedOutlet()
  await visit()
  await confirm()
  await push(rss('a'))
  for (const [ids, waited] of [
    [['b', 'a'], 2 * HOUR],
    [['b', 'a'], 2 * HOUR],
    [['c', 'b', 'a'], 15 * MINUTE],
    [['d', 'c', 'b', 'a'], 15 * MINUTE],
  ] as const) {
    clock.now += await waitMs()
    lists(...ids)
    await visit()
    expect(await waitMs()).toBe(waited)
  }
  expect(await subscription()).toMatchObject({ problem: expect.stringMatching(/did not push/) })
  await push(rss('e'))
  clock.now += await waitMs()
  lists('e', 'd', 'c', 'b', 'a')
  await visit()
  expect(await waitMs()).toBe(2 * HOUR)
})

test('a hub that never pushed anything is not waited for twice', async () => {
  const { visit, confirm, lists, waitMs, clock } = await pushedOutlet()
  await visit()
  await confirm()
  clock.now += await waitMs()
  lists('b', 'a')
  await visit()
  expect(await waitMs()).toBe(15 * MINUTE)
})

test('an outlet that names another hub is subscribed there, and the old one is left', async () => {
  const { visit, askDue, confirm, push, subscription, store } = await pushedOutlet()
  await visit()
  await askDue()
  await confirm()
  const old = (await subscription()) as Subscription
  origin.answer('/feed', { headers: { link: `<${hub.origin}/other>; rel="hub"` }, body: rss('a', 'b') })
  await visit()
  await askDue()
  const [left, taken] = hub.called.slice(1).sort((a, b) => (a.path < b.path ? -1 : 1))
  expect(new URLSearchParams(String(left?.body)).get('hub.mode')).toBe('unsubscribe')
  expect(taken?.path).toBe('/other')
  const body = rss('z')
  const signature = `sha1=${createHmac('sha1', old.secret).update(body).digest('hex')}`
  expect(await push(body, { signature })).toMatchObject({ kind: 'ignored' })
  const intent: Intent = { mode: 'unsubscribe', topicUrl: old.topicUrl, challenge: 'x' }
  expect(await confirmIntent(old, intent, { store, now: () => NOON })).toBe(true)
  expect(await store.subscriptions.find(old.id)).toBeUndefined()
})

test('an outlet that names no hub any more is left, at its own pace', async () => {
  const { visit, askDue, confirm, subscription, waitMs, clock } = await pushedOutlet()
  await visit()
  await confirm()
  clock.now += 15 * MINUTE
  await visit()
  expect(await waitMs()).toBe(2 * HOUR)
  clock.now += 2 * HOUR
  origin.answer('/feed', { body: rss('a', 'b') })
  await visit()
  expect(await subscription()).toBeUndefined()
  expect(await waitMs()).toBe(15 * MINUTE)
  await askDue()
  expect(new URLSearchParams(String(hub.called.at(-1)?.body)).get('hub.mode')).toBe('unsubscribe')
})

test('a hub that does not let go is not asked for ever', async () => {
  const { visit, askDue, confirm, store, clock } = await pushedOutlet()
  await visit()
  await askDue()
  await confirm()
  await store.subscriptions.leaveOthers([], clock.now)
  hub.answer(() => ({ status: 500 }))
  for (let tries = 0; tries < 6; tries++) {
    await askDue()
    clock.now += HOUR
  }
  expect(hub.called).toHaveLength(4)
  expect(await store.subscriptions.claimDue(clock.now + DAY, 10, MINUTE)).toEqual([])
})

test('a hub at a private address is not asked', async () => {
  await agent.close()
  agent = createAgent({ allowPrivate: [], perHost: 2, concurrency: 8, gapMs: 0 })
  const { store, askDue, subscription } = await pushedOutlet()
  const links = { hubUrl: `${hub.origin}/hub`, topicUrl: origin.url('/self') }
  await store.subscriptions.want({ outletId: 'gazette', ...links, token: 't', secret: 's' }, NOON)
  await askDue()
  expect(hub.called).toEqual([])
  expect(await subscription()).toMatchObject({ problem: expect.stringMatching(/private/) })
})
