import { expect, test } from 'vitest'
import { noCollector } from '../../src/flows/collector-jobs.ts'
import type { RunQuery } from '../../src/flows/query-jobs.ts'
import { parseFeed } from '../../src/parse/parse.ts'
import { Freshness } from '../../src/serve/freshness.ts'
import { createServer } from '../../src/serve/server.ts'
import { HOUR } from '../support/build.ts'
import { openNewsroom } from '../support/newsroom.ts'
import { queriesOver } from '../support/queries.ts'

async function serving(queries?: RunQuery) {
  const room = await openNewsroom()
  const { store, config, clock } = room
  await room.receive({ title: 'Ferry crews end their strike', summary: 'The ferries sail again on Monday.' })
  clock.now += HOUR
  await room.receive({
    guid: 'two',
    title: 'محادثات بين طالبان وموسكو',
    summary: '',
    language: 'ar',
    direction: 'rtl',
  })
  await room.arrange()
  const app = createServer({
    store,
    config,
    freshness: new Freshness(new Map()),
    collector: noCollector,
    queries: queries ?? queriesOver(store, config, () => clock.now),
    adminToken: undefined,
    isReady: () => true,
    now: () => clock.now,
    onProblem: error => {
      throw error
    },
  })
  const get = (path: string, query: string, headers = {}) =>
    app.request(`${path}?q=${encodeURIComponent(query)}`, { headers })
  return { ...room, get, app }
}

test('a search is answered with the stories that match, and the words that let each in', async () => {
  const { get } = await serving()
  const response = await get('/search', 'طالبان (روسيا OR موسكو)')
  const page = await response.text()
  expect(response.status).toBe(200)
  expect(page.replaceAll(/<\/?mark>/g, '')).toContain('محادثات بين طالبان وموسكو')
  expect(page).toContain('<mark><bdi>وموسكو</bdi></mark>')
  expect(page).not.toContain('Ferry')
  expect(page).toContain('href="/search.rss?q=%D8%B7')
})

test.each([
  ['/search.rss', 'rss'],
  ['/search.atom', 'atom'],
  ['/search.json', 'json'],
])('%s is a feed of the same stories, under the ids that their pages have', async (path, format) => {
  const { get, store } = await serving()
  const body = new Uint8Array(await (await get(path, 'ferry')).arrayBuffer())
  const parsed = await parseFeed(body, {})
  expect(parsed.format).toBe(format)
  expect(parsed.items.map(item => item.title)).toEqual(['Ferry crews end their strike'])
  const [item] = parsed.items
  expect((await store.stories.find(item?.id ?? ''))?.story.title).toBe('Ferry crews end their strike')
})

test('a search feed that has not changed is not sent again', async () => {
  const { get, clock } = await serving()
  const first = await get('/search.atom', 'ferry')
  const etag = first.headers.get('etag') ?? ''
  expect(first.headers.get('cache-control')).toBe('public, max-age=60')
  clock.now += HOUR
  const second = await get('/search.atom', 'ferry', { 'if-none-match': etag })
  expect(second.status).toBe(304)
  expect((await get('/search.atom', 'strike', { 'if-none-match': etag })).status).toBe(200)
})

test.each([
  [
    'a bracket that is never closed',
    'ferry (crews',
    'this ( is never closed\n    ferry (crews\n          ^\n',
  ],
  ['a field that is not there', 'titel:ferry', 'title'],
  ['a topic that is not there', 'topic:secret', 'unknown topic "secret"'],
  ['nothing', '', 'the query is empty'],
  ['a query longer than an address may ask', 'a '.repeat(501), 'at most 1000 characters'],
  ['more clauses than an address may ask', 'ab '.repeat(51), 'at most 50 clauses'],
])('%s is refused with its place', async (_, query, told) => {
  const { get } = await serving()
  for (const path of ['/search.rss', '/search.atom', '/search.json']) {
    const response = await get(path, query)
    expect(response.status).toBe(400)
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/)
    expect(await response.text()).toContain(told)
  }
})

test('a mistake in a query is shown on a page, at its place', async () => {
  const { get } = await serving()
  const response = await get('/search', 'ferry (crews')
  expect(response.status).toBe(400)
  const page = await response.text()
  expect(page).toContain('<mark class="mistake">(</mark>')
  expect(page).toContain('name="q" value="ferry (crews"')
})

test('without a query the page only asks for one', async () => {
  const { app } = await serving()
  const response = await app.request('/search')
  expect(response.status).toBe(200)
  expect(await response.text()).toContain('name="q"')
})

test.each(['busy', 'overran'] as const)(
  'when the worker is %s, the client is told to come back',
  async kind => {
    const { get } = await serving(async () => ({ kind }))
    for (const path of ['/search', '/search.rss']) {
      const response = await get(path, 'ferry')
      expect(response.status).toBe(503)
      expect(response.headers.get('retry-after')).toBe('5')
      expect(response.headers.get('cache-control') ?? '').not.toContain('max-age')
    }
  },
)

test('a client that goes while it waits is no failure', async () => {
  const client = new AbortController()
  const { app } = await serving((_, __, signal) => {
    client.abort()
    return Promise.reject(signal.reason)
  })
  const response = await app.request('/search?q=ferry', { signal: client.signal })
  expect(await response.text()).toBe('')
})

test('an older page goes on where the one before ended, and leaves no story out and none twice', async () => {
  const room = await serving()
  const titles = Array.from({ length: 45 }, (_, n) => `Bulletin ${wordsOf(n)}`)
  for (const title of titles) {
    room.clock.now += HOUR
    await room.receive({ guid: title, title, summary: '' })
    await room.arrange()
  }
  const seen: string[] = []
  for (let path: string | undefined = '/search?q=bulletin'; path; ) {
    const page: string = (await (await room.app.request(path)).text()).replaceAll(/<\/?mark>/g, '')
    seen.push(
      ...[...page.matchAll(/<h2 class="story-title"><a [^>]*>([^<]+)</g)].map(found => found[1] as string),
    )
    path = /rel="next" href="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&')
  }
  expect(seen).toEqual(titles.toReversed())
})

/** A few words that no other number has. */
function wordsOf(n: number): string {
  const letter = (at: number) => String.fromCharCode(97 + (at % 26))
  return [1, 2, 3, 4].map(k => `${letter(n)}${letter(n / 26)}${letter(k)}${letter(n * k)}x`).join(' ')
}
