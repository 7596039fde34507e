import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { GAP_MS } from '../../src/flows/deliver.ts'
import { parseFeed } from '../../src/parse/parse.ts'
import { sign } from '../../src/push/signature.ts'
import { aTopic, HOUR, MINUTE, NOON } from '../support/build.ts'
import { type CallbackServer, startCallbackServer } from '../support/callback-server.ts'
import { openHub } from '../support/hub.ts'

const DAY = 24 * HOUR
const SITE = 'https://news.example'
const SECRET = 'a secret of some length'

let reader: CallbackServer
let hub: Awaited<ReturnType<typeof openHub>>
beforeEach(async () => {
  reader = await startCallbackServer()
})
afterEach(async () => {
  await hub.close()
  await reader.close()
})

const floods = aTopic({ id: 'floods', title: 'Floods', query: 'floods' })
const flood = { title: 'Floods close the coast road near Marlow', summary: 'Heavy rain fell near Marlow.' }
const fire = { guid: 'fire', title: 'Fire and floods strike Tarn', summary: 'Tarn burns and drowns at once.' }
const quake = {
  guid: 'quake',
  title: 'Earthquake, then floods, at Odell',
  summary: 'The ground shook at Odell.',
}
const floodToo = {
  ...flood,
  outletId: 'herald',
  guid: 'two',
  title: 'Coast road near Marlow closed by floods',
}

async function publish(...articles: object[]) {
  for (const article of articles) await hub.receive(article)
  await hub.arrange()
}
const delivered = (path = '/c') => reader.calledBy('POST', path)
const titlesIn = async (at: number) => {
  const { body, headers } = delivered().at(at) ?? {}
  const { items } = await parseFeed(body ?? Buffer.alloc(0), { contentType: headers?.['content-type'] ?? '' })
  return items.map(({ title }) => title).sort()
}

test.each([
  ['rss', 'application/rss+xml; charset=utf-8'],
  ['atom', 'application/atom+xml; charset=utf-8'],
  ['json', 'application/feed+json; charset=utf-8'],
])('a subscriber of the %s feed is sent it whole, with its links', async (format, contentType) => {
  hub = await openHub([floods])
  const topicUrl = `${SITE}/topics/floods.${format}`
  await hub.subscribe({ callback: `${reader.origin}/c?user=7`, topicUrl })
  await publish(flood)
  expect(await hub.tell()).toEqual(['told'])
  const [sent] = delivered()
  expect(sent?.query.get('user')).toBe('7')
  expect(sent?.headers).toMatchObject({
    'content-type': contentType,
    link: `<${SITE}/hub>; rel="hub", <${topicUrl}>; rel="self"`,
  })
  expect(sent?.headers['x-hub-signature']).toBeUndefined()
  expect(await titlesIn(0)).toEqual([flood.title])
})

test('what is sent is signed with the secret that the subscriber chose', async () => {
  hub = await openHub([floods])
  await hub.subscribe({ callback: `${reader.origin}/c`, secret: 'sesame' })
  await publish(flood)
  await hub.tell()
  const [sent] = delivered()
  const signature = createHmac('sha256', 'sesame')
    .update(sent?.body ?? '')
    .digest('hex')
  expect(sent?.headers['x-hub-signature']).toBe(`sha256=${signature}`)
})

test('everybody is told once of each news, and only of what their topic has', async () => {
  hub = await openHub([floods, aTopic({ id: 'fires', query: 'fire' })])
  await hub.subscribe({ callback: `${reader.origin}/c` })
  await hub.subscribe({ callback: `${reader.origin}/d`, topicUrl: `${SITE}/topics/fires.atom` })
  await publish(flood)
  expect(await hub.tell()).toEqual(['told'])
  expect(await hub.tell()).toEqual([])
  hub.clock.now += GAP_MS
  await publish(fire)
  expect(await hub.tell()).toEqual(['told', 'told'])
  expect(delivered('/c')).toHaveLength(2)
  expect(delivered('/d')).toHaveLength(1)
})

test('a new subscriber is told of what comes from then on', async () => {
  hub = await openHub([floods])
  await publish(flood)
  await hub.subscribe({ callback: `${reader.origin}/c` })
  expect(await hub.tell()).toEqual([])
  await publish(fire)
  expect(await hub.tell()).toEqual(['told'])
})

test('what comes in quick succession is told together', async () => {
  hub = await openHub([floods])
  await hub.subscribe({ callback: `${reader.origin}/c` })
  await publish(flood)
  await hub.tell()
  hub.clock.now += 1_000
  await publish(fire)
  expect(await hub.tell()).toEqual([])
  hub.clock.now += 1_000
  await publish(quake)
  expect(await hub.tell()).toEqual([])
  hub.clock.now += GAP_MS
  expect(await hub.tell()).toEqual(['told'])
  expect(await titlesIn(1)).toEqual([quake.title, fire.title, flood.title])
})

test.each([
  ['silent', 1],
  ['coverage', 2],
] as const)('another headline under updates: %s is told %i times in all', async (updates, times) => {
  hub = await openHub([{ ...floods, updates }])
  await hub.subscribe({ callback: `${reader.origin}/c` })
  await publish(flood)
  await hub.tell()
  hub.clock.now += HOUR
  await publish(floodToo)
  await hub.tell()
  expect(delivered()).toHaveLength(times)
})

test('what is filed late pushes nothing: a changed topic', async () => {
  hub = await openHub([aTopic({ id: 'floods', query: 'nothing-like-this' })])
  await hub.subscribe({ callback: `${reader.origin}/c` })
  await publish(flood)
  hub.clock.now += HOUR
  await hub.restartHub({ topics: [floods] })
  await hub.arrange()
  expect(await hub.feed('floods')).toHaveLength(1)
  expect(await hub.tell()).toEqual([])
})

test("what is filed late pushes nothing: an outlet's first visit", async () => {
  hub = await openHub([floods])
  await hub.subscribe({ callback: `${reader.origin}/c` })
  await hub.store.outlets.sync(
    [{ ...hub.config.outlets[0], id: 'late' } as never],
    NOON,
    () => 'urn:uuid:late',
  )
  await publish({ ...flood, outletId: 'late', eventAt: NOON - 5 * HOUR })
  expect(await hub.feed('floods')).toHaveLength(1)
  expect(await hub.tell()).toEqual([])
})

test('an entry that leaves pushes nothing', async () => {
  hub = await openHub([floods])
  await publish(flood)
  await hub.subscribe({ callback: `${reader.origin}/c` })
  await hub.restartHub({ topics: [aTopic({ id: 'floods', query: 'nothing-like-this' })] })
  await hub.arrange()
  expect(await hub.feed('floods')).toEqual([])
  expect(await hub.tell()).toEqual([])
})

test.each([
  ['down', { status: 503 }],
  ['moved', { status: 307, headers: { location: '/elsewhere' } }],
  ['not there', { status: 404 }],
])('a subscriber that is %s is tried again later and later, and told all that came', async (_, answer) => {
  hub = await openHub([floods])
  await hub.subscribe({ callback: `${reader.origin}/c` })
  reader.answer(() => answer)
  await publish(flood)
  expect(await hub.tell()).toEqual(['failed'])
  for (const waitMs of [10_000, 20_000, 40_000]) {
    hub.clock.now += waitMs - 1
    expect(await hub.tell()).toEqual([])
    hub.clock.now += 1
    expect(await hub.tell()).toEqual(['failed'])
  }
  await publish(fire)
  reader.answer(() => ({ status: 200 }))
  hub.clock.now += 80_000
  expect(await hub.tell()).toEqual(['told'])
  expect(await titlesIn(-1)).toEqual([fire.title, flood.title])
  expect(await hub.tell()).toEqual([])
  expect(reader.called.map(({ path }) => path)).not.toContain('/elsewhere')
})

test('what waits to be told outlives a restart', async () => {
  hub = await openHub([floods])
  await hub.subscribe({ callback: `${reader.origin}/c`, secret: 'sesame' })
  reader.answer(() => ({ status: 503 }))
  await publish(flood)
  await hub.tell()
  await hub.restartHub({})
  reader.answer(() => ({ status: 200 }))
  hub.clock.now += MINUTE
  expect(await hub.tell()).toEqual(['told'])
  expect(delivered().at(-1)?.headers['x-hub-signature']).toMatch(/^sha256=/)
})

test('news that was committed just before a crash is told after it', async () => {
  hub = await openHub([floods])
  await hub.subscribe({ callback: `${reader.origin}/c` })
  await publish(flood)
  await hub.store.subscribers.claimDue(hub.clock.now, 10, MINUTE)
  await hub.restartHub({})
  expect(await hub.tell()).toEqual(['told'])
})

test('a delivery that broke off is made again when its lease ends', async () => {
  hub = await openHub([floods])
  await hub.subscribe({ callback: `${reader.origin}/c` })
  await publish(flood)
  await hub.store.subscribers.wake(null, hub.clock.now, GAP_MS)
  expect(await hub.store.subscribers.claimDue(hub.clock.now, 10, MINUTE)).toHaveLength(1)
  expect(await hub.tell()).toEqual([])
  hub.clock.now += MINUTE
  expect(await hub.tell()).toEqual(['told'])
})

test('410 ends a subscription at once', async () => {
  hub = await openHub([floods])
  await hub.subscribe({ callback: `${reader.origin}/c` })
  reader.answer(() => ({ status: 410 }))
  await publish(flood)
  expect(await hub.tell()).toEqual(['gone'])
  await publish(fire)
  hub.clock.now += DAY
  expect(await hub.tell()).toEqual([])
})

test('news that cannot be told for a day is given up; the next one is tried again while the lease runs', async () => {
  hub = await openHub([floods])
  await hub.subscribe({ callback: `${reader.origin}/c`, leaseMs: 3 * DAY })
  reader.answer(() => ({ status: 500 }))
  await publish(flood)
  const outcomes: string[] = []
  for (let hours = 0; hours < 26; hours++) {
    outcomes.push(...(await hub.tell()))
    hub.clock.now += HOUR
  }
  expect(outcomes.at(-1)).toBe('given-up')
  expect(outcomes.filter(outcome => outcome === 'given-up')).toHaveLength(1)
  reader.answer(() => ({ status: 200 }))
  await publish(fire)
  expect(await hub.tell()).toEqual(['told'])
})

test('nobody is told after their lease', async () => {
  hub = await openHub([floods])
  await hub.subscribe({ callback: `${reader.origin}/c`, leaseMs: HOUR })
  hub.clock.now += HOUR
  await publish(flood)
  expect(await hub.tell()).toEqual([])
})

test('a callback whose name leads to a private address later is not sent anything', async () => {
  hub = await openHub([floods], { allowPrivate: [] })
  const subscriber = { topicId: 'floods', format: 'atom', secret: null, leaseUntil: NOON + DAY } as const
  await hub.store.subscribers.subscribe({ ...subscriber, callback: `${reader.origin}/c` })
  await publish(flood)
  expect(await hub.tell()).toEqual(['failed'])
  expect(reader.called).toEqual([])
})

test('a webhook is sent what is new in its topic and nothing else, signed', async () => {
  const url = `${reader.origin}/c`
  hub = await openHub([floods], { webhooks: [{ topicId: 'floods', url, secret: SECRET }] })
  await publish(flood)
  expect(await hub.tell()).toEqual(['told'])
  hub.clock.now += HOUR
  await publish(fire, quake)
  await hub.tell()
  expect(await titlesIn(0)).toEqual([flood.title])
  expect(await titlesIn(1)).toEqual([quake.title, fire.title])
  for (const { body, headers } of delivered()) {
    const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
    const signature = createHmac('sha256', SECRET).update(signed).digest('base64')
    expect(headers['webhook-signature']).toBe(`v1,${signature}`)
    expect(headers['x-hub-signature']).toBe(sign(body, SECRET))
    expect(headers['content-type']).toBe('application/feed+json; charset=utf-8')
  }
  expect(new Set(delivered().map(({ headers }) => headers['webhook-id'])).size).toBe(2)
})

test('a webhook tries again what failed under the same id', async () => {
  const url = `${reader.origin}/c`
  hub = await openHub([floods], { webhooks: [{ topicId: 'floods', url, secret: SECRET }] })
  reader.answer(() => ({ status: 500 }))
  await publish(flood)
  await hub.tell()
  hub.clock.now += MINUTE
  reader.answer(() => ({ status: 200 }))
  expect(await hub.tell()).toEqual(['told'])
  expect(new Set(delivered().map(({ headers }) => headers['webhook-id'])).size).toBe(1)
})

test('a webhook that was away for days is told all that came meanwhile', async () => {
  const url = `${reader.origin}/c`
  hub = await openHub([floods], { webhooks: [{ topicId: 'floods', url, secret: SECRET }] })
  reader.answer(() => ({ status: 500 }))
  await publish(flood)
  for (let hours = 0; hours < 50; hours++) {
    await hub.tell()
    hub.clock.now += HOUR
  }
  await publish(fire)
  reader.answer(() => ({ status: 200 }))
  hub.clock.now += 2 * HOUR
  expect(await hub.tell()).toEqual(['told'])
  expect(await titlesIn(-1)).toEqual([fire.title, flood.title])
})

test('a webhook misses nothing of a topic whose feed is shorter than its news', async () => {
  const url = `${reader.origin}/c`
  hub = await openHub([{ ...floods, limit: 1 }], { webhooks: [{ topicId: 'floods', url, secret: SECRET }] })
  await publish(flood, fire, quake)
  await hub.tell()
  expect(await titlesIn(0)).toHaveLength(3)
})

test('a webhook without a secret is given one, which stays over restarts', async () => {
  const url = `${reader.origin}/c`
  const webhooks = [{ topicId: 'floods', url, secret: null }]
  hub = await openHub([floods], { webhooks })
  const secrets = async () => (await hub.store.subscribers.named()).map(({ secret }) => secret)
  const [secret] = await secrets()
  expect(secret).toMatch(/^minted-secret-/)
  await hub.restartHub({ webhooks })
  expect(await secrets()).toEqual([secret])
  await hub.restartHub({ webhooks: [{ topicId: 'floods', url, secret: SECRET }] })
  expect(await secrets()).toEqual([SECRET])
  await hub.restartHub({ webhooks: [] })
  expect(await secrets()).toEqual([])
})

test('foreign hubs are told which feeds to fetch, and never of private topics', async () => {
  const hubs = [`${reader.origin}/c`]
  const site = { title: 'Khulasa', url: SITE, language: 'en', timezone: 'UTC', hubs }
  hub = await openHub([floods, aTopic({ id: 'desk', query: 'floods', private: true })], { site })
  await publish(flood)
  expect(await hub.tell()).toEqual(['told', 'told'])
  const pings = delivered().map(({ body, headers }) => {
    expect(headers['content-type']).toBe('application/x-www-form-urlencoded')
    const fields = new URLSearchParams(String(body))
    expect(fields.get('hub.mode')).toBe('publish')
    return fields.getAll('hub.url')
  })
  expect(pings.flat().sort()).toEqual([
    `${SITE}/stories.atom`,
    `${SITE}/stories.json`,
    `${SITE}/stories.rss`,
    `${SITE}/topics/floods.atom`,
    `${SITE}/topics/floods.json`,
    `${SITE}/topics/floods.rss`,
  ])
})
