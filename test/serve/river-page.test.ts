import { expect, onTestFinished, test } from 'vitest'
import { aTopic, HOUR } from '../support/build.ts'
import { openServing } from '../support/serving.ts'
import { links } from './pages/page-outline.ts'

const TOPIC = aTopic({ id: 'sea', title: 'The sea', query: 'ferry OR seahorses', formerly: ['ocean'] })
const STORIES: [title: string, language: string | null][] = [
  ['Bakery wins a prize for its bread', 'en'],
  ['عبّارات تعود إلى العمل ferry بعد الإضراب', 'ar-eg'],
  ['Museum returns a stolen bell', 'en'],
  ['Seahorses are back in the bay', 'en'],
  ['Glass bridge opens to walkers', null],
]

/** A story a day, the last one an hour old. */
async function openRiver() {
  const room = await openServing([TOPIC, aTopic({ id: 'hidden', private: true })])
  onTestFinished(() => room.store.close())
  for (const [title, language] of STORIES) {
    room.clock.now += 24 * HOUR
    await room.receive({ guid: title, title, summary: `${title}.`, html: '', language })
    await room.publish()
  }
  room.clock.now += HOUR
  await room.publish()
  const text = async (path: string) => (await room.get(path)).text()
  const titles = async (path: string) => {
    const found = await links(text(path) as never)
    return Object.keys(found).filter(title => STORIES.some(([known]) => known === title))
  }
  return { ...room, text, titles }
}

const [BAKERY, FERRY, MUSEUM, SEAHORSES, BRIDGE] = STORIES.map(([title]) => title) as string[]

test.each([
  ['/', [BRIDGE, SEAHORSES, MUSEUM, FERRY, BAKERY]],
  ['/?lang=&topic=&days=', [BRIDGE, SEAHORSES, MUSEUM, FERRY, BAKERY]],
  ['/?lang=en', [SEAHORSES, MUSEUM, BAKERY]],
  ['/?lang=EN', [SEAHORSES, MUSEUM, BAKERY]],
  ['/?lang=ar', [FERRY]],
  ['/?lang=und', [BRIDGE]],
  ['/?lang=fr', []],
  ['/?topic=sea', [SEAHORSES, FERRY]],
  ['/?topic=sea&lang=en', [SEAHORSES]],
  ['/?days=2', [BRIDGE, SEAHORSES]],
  ['/?days=3&lang=en', [SEAHORSES, MUSEUM]],
  ['/?topic=sea&lang=en&days=1', []],
  ['/?days=abc&lang=%3Cscript%3E', [BRIDGE, SEAHORSES, MUSEUM, FERRY, BAKERY]],
])('%s shows what it asks for, newest first', async (path, expected) => {
  const { titles } = await openRiver()
  expect(await titles(path)).toEqual(expected)
})

test.each([
  ['a topic that nobody knows', '/?topic=none', 404, null],
  ['a private topic', '/?topic=hidden', 404, null],
  ['the former name of a topic', '/?topic=ocean&lang=en', 308, '/?lang=en&topic=sea'],
])('%s is not shown', async (_, path, status, location) => {
  const { get } = await openRiver()
  const answer = await get(path)
  expect([answer.status, answer.headers.get('location')]).toEqual([status, location])
})

test('a filtered view names its filter, keeps it chosen, and offers its feed, which holds the same', async () => {
  const { text, get } = await openRiver()
  const page = await text('/?topic=sea&lang=en&days=7')
  expect(page).toContain('<title>Latest stories: English, The sea, Last 7 days · Khulasa</title>')
  for (const chosen of ['value="en"', 'value="sea"', 'value="7"'])
    expect(page).toContain(`${chosen} selected`)
  expect(page).toContain('href="/topics/sea.json?lang=en"')
  const feed = (await (await get('/topics/sea.json?lang=en')).json()) as { items: { title: string }[] }
  expect(feed.items.map(({ title }) => title)).toEqual([SEAHORSES])
})

test('pages keep the filter, and stand still while new stories come', async () => {
  const { titles, text, receive, publish, clock } = await openRiver()
  for (let i = 0; i < 25; i++) {
    clock.now += HOUR
    const title = `${word(i)} ${word(i + 25)} ${word(i + 50)}`
    await receive({ guid: title, title, summary: title, html: '', language: 'en' })
    await publish()
  }
  const older = async (path: string) =>
    /rel="next" href="\?([^"]+)"/.exec(await text(path))?.[1]?.replaceAll('&amp;', '&')
  const next = (await older('/?lang=en')) ?? ''
  expect(next).toMatch(/^lang=en&before=/)
  const before = await titles(`/?${next}`)
  expect(before).toEqual([SEAHORSES, MUSEUM, BAKERY])
  clock.now += HOUR
  await receive({ guid: 'new', title: 'Lighthouse gets a lamp', language: 'en' })
  await publish()
  expect(await titles(`/?${next}`)).toEqual(before)
  expect(await text(`/?${next}`)).not.toContain('data-events')
})

/** A word of no language, another one for each number: what shares none is no story together. */
function word(n: number): string {
  const syllables = ['ba', 'ce', 'di', 'fo', 'gu', 'hy']
  return [n % 6, Math.floor(n / 6) % 6, Math.floor(n / 36)].map(i => syllables[i]).join('')
}

test.each([
  ['/', '/api/stories/events', null],
  ['/?lang=en', '/api/stories/events', 'en'],
  ['/?topic=sea&lang=ar', '/api/topics/sea/events', 'ar'],
])('%s hears of what comes, from where it stands', async (path, url, language) => {
  const { text, store } = await openRiver()
  const { seq } = await store.entries.version(url.includes('sea') ? 'sea' : 'stories')
  const [, said] = /<div class="announcer" ([^>]*)>/.exec(await text(path)) ?? []
  expect(said).toContain(`data-events="${url}" data-since="${seq}"`)
  expect(/data-language="(\w+)"/.exec(said ?? '')?.[1] ?? null).toBe(language)
})

test('a browser that has the page from this minute and version is sent nothing, and the store not asked', async () => {
  const { get, takeStoreAway } = await openRiver()
  const first = await get('/?lang=en')
  expect(first.headers.get('cache-control')).toBe('private, no-cache')
  const held = { 'if-none-match': first.headers.get('etag') ?? '' }
  takeStoreAway()
  const again = await get('/?lang=en', held)
  expect([again.status, await again.text()]).toEqual([304, ''])
  expect(again.headers.get('vary')).toContain('Cookie')
})

test.each([
  [
    'another version',
    async (room: Awaited<ReturnType<typeof openRiver>>) => {
      await room.receive({ guid: 'new', title: 'Lighthouse gets a lamp' })
      room.clock.now += 1_000
      await room.publish()
      room.clock.now += 4 * 60_000
      await room.publish()
    },
    {},
  ],
  [
    'another minute',
    async (room: Awaited<ReturnType<typeof openRiver>>) => {
      room.clock.now += 60_000
    },
    {},
  ],
  ['another language of the visitor', async () => {}, { cookie: 'language=ar' }],
])('%s is sent anew', async (_, change, headers) => {
  const room = await openRiver()
  const held = { 'if-none-match': (await room.get('/')).headers.get('etag') ?? '' }
  await change(room)
  expect((await room.get('/', { ...held, ...headers })).status).toBe(200)
})
