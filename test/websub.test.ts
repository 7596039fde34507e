import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { type App, type Role, startApp } from '../src/app.ts'
import { checkConfig } from '../src/config/check.ts'
import { parseFeed } from '../src/parse/parse.ts'
import { isSigned } from '../src/push/signature.ts'
import { type Called, startCallbackServer } from './support/callback-server.ts'
import { type OutletServer, startOutletServer } from './support/outlet-server.ts'

const WAIT = { timeout: 20_000, interval: 20 }

const undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

const item = (title: string) =>
  `<item><guid>${title}</guid><link>https://gazette.example/${title.length}</link><title>${title}</title><description>${title} was told today.</description></item>`
const rss = (...titles: string[]) =>
  `<rss version="2.0"><channel><title>The Gazette</title>${titles.map(item).join('')}</channel></rss>`

async function startOutlets(): Promise<OutletServer> {
  const server = await startOutletServer()
  undo.push(() => server.close())
  return server
}

/** The real thing, on a port of its own, links and callbacks leading to it. */
async function start(input: object, role: Role = 'all'): Promise<App & { url: string }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'khulasa-websub-'))
  const fetch = { allowPrivate: ['loopback'], minInterval: '1s', adaptive: false }
  const verdict = checkConfig({ fetch, ...input })
  if ('problems' in verdict) throw new Error(JSON.stringify(verdict.problems))
  const app = await startApp({
    config: verdict.config,
    dataDir,
    host: '127.0.0.1',
    port: 0,
    role,
    adminToken: undefined,
    logLevel: 'silent',
    linksToSelf: true,
  })
  undo.push(() => app.stop().finally(() => rm(dataDir, { recursive: true, force: true })))
  await Promise.race([app.ready, app.failed])
  return app as App & { url: string }
}

async function titlesAt(url: string): Promise<(string | undefined)[]> {
  const response = await fetch(url)
  const contentType = response.headers.get('content-type') ?? ''
  const { items } = await parseFeed(new Uint8Array(await response.arrayBuffer()), { contentType })
  return items.map(({ title }) => title).sort()
}

test('what one of us publishes is pushed to another that subscribed, long before that would have asked', async () => {
  const gazette = await startOutlets()
  gazette.answer('/feed', { body: rss('Floods at Marlow') })
  const publisher = await start({
    outlets: [{ id: 'gazette', url: gazette.url('/feed'), every: '1s' }],
    topics: [{ id: 'all', query: '*', hold: '0s' }],
  })
  const feedUrl = `${publisher.url}/topics/all.atom`
  const reader = await start({
    outlets: [{ id: 'wire', url: feedUrl, every: '1d', websub: true }],
    topics: [{ id: 'all', query: '*', hold: '0s' }],
  })
  expect(await titlesAt(`${reader.url}/outlets/wire.json`)).toEqual(['Floods at Marlow'])

  const asked = gazette.asked.length
  gazette.answer('/feed', { body: rss('Fire at Tarn', 'Floods at Marlow') })
  await vi.waitFor(async () => {
    expect(await titlesAt(`${reader.url}/topics/all.json`)).toEqual(['Fire at Tarn', 'Floods at Marlow'])
  }, WAIT)
  expect(gazette.asked.length).toBeGreaterThan(asked)
})

test('a subscriber from outside: subscribed, verified, sent what is new, and let go', async () => {
  const gazette = await startOutlets()
  gazette.answer('/feed', { body: rss('Floods at Marlow') })
  const desk = await startCallbackServer()
  undo.push(() => desk.close())
  const secret = 'a secret of some length'
  const { url } = await start({
    outlets: [{ id: 'gazette', url: gazette.url('/feed'), every: '1s' }],
    topics: [{ id: 'all', query: '*', hold: '0s', notify: { url: `${desk.origin}/hook`, secret } }],
  })

  const topic = `${url}/topics/all.rss`
  const found = await fetch(topic)
  expect(found.headers.get('link')).toBe(`<${url}/hub>; rel="hub", <${topic}>; rel="self"`)
  expect(await found.text()).toContain(`<atom:link rel="hub" href="${url}/hub"/>`)

  const ask = (mode: string, change: Record<string, string> = {}) =>
    fetch(`${url}/hub`, {
      method: 'POST',
      body: new URLSearchParams({
        'hub.mode': mode,
        'hub.topic': topic,
        'hub.callback': `${desk.origin}/c`,
        'hub.secret': secret,
        ...change,
      }),
    })
  expect((await ask('publish')).status).toBe(400)
  expect((await ask('subscribe')).status).toBe(202)
  await vi.waitFor(() => expect(desk.calledBy('GET', '/c')).toHaveLength(1), WAIT)
  expect((await ask('subscribe', { 'hub.topic': `${url}/topics/none.rss` })).status).toBe(202)
  await vi.waitFor(() => expect(desk.called.at(-1)?.query.get('hub.mode')).toBe('denied'), WAIT)

  gazette.answer('/feed', { body: rss('Fire at Tarn', 'Floods at Marlow') })
  for (const path of ['/c', '/hook']) {
    await vi.waitFor(
      () => expect(String(desk.calledBy('POST', path).at(-1)?.body)).toContain('Fire at Tarn'),
      WAIT,
    )
    const sent = desk.calledBy('POST', path).at(-1) as Called
    expect(isSigned(sent.headers['x-hub-signature'] ?? null, sent.body, secret)).toBe(true)
  }
  expect(desk.calledBy('POST', '/c').at(-1)?.body.toString()).toBe(await (await fetch(topic)).text())

  expect((await ask('unsubscribe')).status).toBe(202)
  await vi.waitFor(() => expect(desk.called.at(-1)?.query.get('hub.mode')).toBe('unsubscribe'), WAIT)
})

test('a process that only serves says where subscribing is possible', async () => {
  const gazette = await startOutlets()
  gazette.answer('/feed', { body: rss('Floods at Marlow') })
  const { url } = await start({ outlets: [{ id: 'gazette', url: gazette.url('/feed') }] }, 'web')
  const body = new URLSearchParams({
    'hub.mode': 'subscribe',
    'hub.topic': `${url}/stories.rss`,
    'hub.callback': 'https://reader.example/c',
  })
  const answer = await fetch(`${url}/hub`, { method: 'POST', body })
  expect(answer.status).toBe(503)
  expect(answer.headers.get('retry-after')).toBe('60')
  expect(await answer.text()).toMatch(/only serves/)
})
