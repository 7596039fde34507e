import { expect, test } from 'vitest'
import { parseFeed } from '../../src/parse/parse.ts'
import { aTopic, HOUR } from '../support/build.ts'
import { openServing } from '../support/serving.ts'

const TITLES = ['Bakery wins prize', 'Ferry crews end strike', 'Museum returns bell', 'Seahorses back in bay']
const everything = aTopic({ id: 'all', title: 'All', limit: 2 })

type Item = { id: string; title: string; summary?: string; _khulasa: { headlines: object[] } }
type JsonFeed = {
  feed_url: string
  next_url?: string
  items: Item[]
  _khulasa: { id: string; deleted?: { id: string }[] }
}

async function withStories(titles = TITLES, topic = everything) {
  const room = await openServing([topic])
  for (const title of titles) {
    room.clock.now += HOUR
    await room.receive({ guid: title, title, summary: `${title}.`, html: `<p>${title}</p>` })
    await room.publish()
  }
  const json = async (path: string) => (await (await room.get(path)).json()) as JsonFeed
  const titlesOf = async (path: string) => (await json(path)).items.map(({ title }) => title)
  const edit = async (title: string, text: string) => {
    await room.receive({ guid: title, title, summary: text, html: `<p>${text}</p>` })
    await room.publish()
  }
  return { ...room, json, titlesOf, edit }
}

test('a feed is read page by page, each entry once, and every page names the first', async () => {
  const { json } = await withStories()
  const seen: string[] = []
  let pages = 0
  for (let path: string | undefined = '/topics/all.json'; path; pages++) {
    const feed = await json(path)
    seen.push(...feed.items.map(({ title }) => title))
    path = feed.next_url?.replace('https://news.example', '')
  }
  expect(seen).toEqual(TITLES.toReversed())
  expect(pages).toBe(2)
})

test('a page has the links of RFC 5005, in each format', async () => {
  const { get } = await withStories()
  const first = await (await get('/topics/all.atom?content=none')).text()
  const next = /rel="next" type="application\/atom\+xml" href="https:\/\/news\.example([^"]+)"/.exec(
    first,
  )?.[1]
  expect(next).toMatch(/^\/topics\/all\.atom\?content=none&amp;before=\d+~[0-9a-f-]{36}$/)
  const second = await (await get(next?.replace('&amp;', '&') as string)).text()
  expect(second).toContain(
    'rel="first" type="application/atom+xml" href="https://news.example/topics/all.atom?content=none"',
  )
  expect(second).not.toContain('rel="next"')
  expect(await (await get('/topics/all.rss')).text()).toContain(
    '<atom:link rel="next" type="application/rss+xml"',
  )
})

test('entries that come in meanwhile move no page', async () => {
  const { json, titlesOf, receive, publish, clock } = await withStories()
  const next = (await json('/topics/all.json')).next_url?.replace('https://news.example', '') as string
  const before = await titlesOf(next)
  clock.now += HOUR
  await receive({ guid: 'new', title: 'Lighthouse gets new lamp' })
  await publish()
  expect(await titlesOf(next)).toEqual(before)
})

test.each([
  ['/topics/all.json?limit=3', TITLES.slice(1)],
  ['/topics/all.json?limit=500', TITLES],
  ['/topics/all.json?since=0&limit=500', TITLES],
  ['/topics/all.json?since=2026-03-01T14:30:00Z', TITLES.slice(2)],
  ['/topics/all.json?since=2026-03-02', []],
  ['/topics/all.json?since=999999', []],
  ['/topics/all.json?min_outlets=2', []],
  ['/topics/all.json?as_of=2026-03-01T12:59:59Z', []],
  ['/topics/all.json?as_of=2026-03-01T13:00:00Z', TITLES.slice(0, 1)],
  ['/topics/all.json?as_of=2026-03-01T15:30:00Z', TITLES.slice(1, 3)],
  ['/topics/all.json?as_of=2026-03-01T15:30:00Z&limit=9', TITLES.slice(0, 3)],
  ['/topics/all.json?as_of=2030-01-01', TITLES.slice(2)],
])('%s lists what it asks for', async (path, titles) => {
  const { titlesOf } = await withStories()
  expect(await titlesOf(path)).toEqual(titles.toReversed())
})

test.each([
  ['lang=ar', ['ar-EG', 'ar', 'ar']],
  ['lang=ar&limit=2', ['ar-EG', 'ar']],
  ['lang=ar&min_outlets=1', ['ar-EG', 'ar', 'ar']],
  ['lang=ar&as_of=2026-03-01T15:30:00Z', ['ar', 'ar']],
  ['lang=ar&since=2026-03-01T14:30:00Z', ['ar-EG', 'ar']],
  ['lang=en', ['en']],
  ['lang=fr', []],
])('with %s a feed lists the stories whose lead is in that language', async (query, languages) => {
  const room = await openServing([aTopic({ id: 'all' })])
  for (const [i, language] of ['ar', 'en', 'ar', 'ar-EG'].entries()) {
    room.clock.now += HOUR
    await room.receive({ guid: String(i), title: TITLES[i] as string, language: language.toLowerCase() })
    await room.publish()
  }
  const { items } = (await (await room.get(`/topics/all.json?${query}`)).json()) as {
    items: { language: string }[]
  }
  expect(items.map(({ language }) => language)).toEqual(languages.map(language => language.toLowerCase()))
})

test('a feed in one language is read page by page, too', async () => {
  const room = await openServing([aTopic({ id: 'all', limit: 1 })])
  for (const [i, language] of ['ar', 'en', 'ar'].entries()) {
    room.clock.now += HOUR
    await room.receive({ guid: String(i), title: TITLES[i] as string, language })
    await room.publish()
  }
  const seen: string[] = []
  for (let path: string | undefined = '/topics/all.json?lang=ar'; path; ) {
    const feed = (await (await room.get(path)).json()) as JsonFeed
    seen.push(...feed.items.map(({ title }) => title))
    path = feed.next_url?.replace('https://news.example', '')
  }
  expect(seen).toEqual([TITLES[2], TITLES[0]])
})

test('only stories of so many outlets are listed where that is asked for', async () => {
  const { titlesOf, receive, publish } = await withStories()
  const summary = 'Heavy rain flooded the coast road near Marlow, and police closed it this morning.'
  const [title, theirs] = [
    'Floods close the coast road near Marlow',
    'Coast road near Marlow closed by floods',
  ]
  await receive({ guid: 'flood', title, summary })
  await receive({
    outletId: 'herald',
    guid: 'too',
    title: theirs,
    summary: 'Rain closed the coast road near Marlow: floods, police said.',
  })
  await publish()
  expect(await titlesOf('/topics/all.json?min_outlets=2')).toEqual([title])
  expect(await titlesOf('/topics/all.json?min_outlets=2&since=0')).toEqual([title])
  expect(await titlesOf('/topics/all.json?min_outlets=3')).toEqual([])
})

test('of the content as much is sent as is asked for', async () => {
  const { get } = await withStories()
  const textOf = async (content: string) => (await get(`/topics/all.atom?content=${content}`)).text()
  expect(await textOf('full')).toContain('<content')
  expect(await textOf('summary')).toContain('<summary>')
  expect(await textOf('none')).not.toMatch(/<content|<summary/)
})

test('addresses that ask for the same have the same ETag, and name themselves in the same way', async () => {
  const { get, json } = await withStories()
  const tagOf = async (query: string) => (await get(`/topics/all.json${query}`)).headers.get('etag')
  const plain = await tagOf('')
  for (const query of ['?', '?limit=2', '?content=full&limit=2', '?min_outlets=1', '?utm_source=x'])
    expect(await tagOf(query)).toBe(plain)
  expect((await json('/topics/all.json?content=none&utm_source=x&limit=1')).feed_url).toBe(
    'https://news.example/topics/all.json?limit=1&content=none',
  )
})

test('a bad option is answered with what would be right, as text', async () => {
  const { get } = await withStories()
  for (const path of [
    '/topics/all.rss?limit=many',
    '/stories.json?limit=many',
    '/outlets/gazette.rss?limit=many',
  ]) {
    const response = await get(path)
    expect(response.status).toBe(400)
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/)
    expect(await response.text()).toBe('limit takes a number from 1 to 500; not "many"\n')
  }
})

test('a feed of the past has the texts of the past', async () => {
  const { json, edit, clock } = await withStories()
  const [title] = TITLES.slice(3) as [string]
  const then = new Date(clock.now).toISOString()
  clock.now += HOUR
  await edit(title, 'The seahorses left again.')
  const [now, before] = [await json('/topics/all.json'), await json(`/topics/all.json?as_of=${then}`)]
  expect(now.items[0]?.summary).toBe('The seahorses left again.')
  expect(before.items[0]).toMatchObject({ id: now.items[0]?.id, summary: `${title}.` })
})

test('a feed of the past has what has left since, and stays as it is whatever comes', async () => {
  const room = await withStories(TITLES, { ...everything, query: 'prize OR strike OR bell', limit: 9 })
  const then = new Date(room.clock.now).toISOString()
  const path = `/topics/all.json?as_of=${then}`
  const first = await room.get(path)
  expect(((await first.clone().json()) as JsonFeed).items.map(({ title }) => title)).toEqual(
    TITLES.slice(0, 3).toReversed(),
  )
  room.clock.now += HOUR
  await room.edit('Museum returns bell', 'Nothing rings.')
  await room.receive({ guid: 'Ferry crews end strike', title: 'Ferries sail again', summary: '', html: '' })
  await room.publish()
  expect(await room.titlesOf('/topics/all.json')).toEqual(['Museum returns bell', 'Bakery wins prize'])
  const again = await room.get(path)
  expect(again.headers.get('etag')).toBe(first.headers.get('etag'))
  expect(await again.text()).toBe(await first.text())
})

test('a feed of the past is under the query of the past', async () => {
  const room = await withStories()
  const then = new Date(room.clock.now).toISOString()
  room.clock.now += HOUR
  await room.restart([{ ...everything, query: 'prize' }])
  await room.publish()
  expect(await room.titlesOf('/topics/all.json')).toEqual(['Bakery wins prize'])
  expect(await room.titlesOf(`/topics/all.json?as_of=${then}&limit=9`)).toEqual(TITLES.toReversed())
})

const delta = (etag: string | null) => ({ 'a-im': 'feed', 'if-none-match': etag as string })

test.each(['rss', 'atom', 'json'])('who has a version of the %s gets what is new alone', async format => {
  const room = await withStories()
  const path = `/topics/all.${format}`
  const etag = (await room.get(path, { 'accept-encoding': 'br' })).headers.get('etag')
  room.clock.now += HOUR
  await room.receive({ guid: 'new', title: 'Lighthouse gets new lamp' })
  await room.publish()
  const whole = await room.get(path)
  const response = await room.get(path, delta(etag))
  expect(response.status).toBe(226)
  expect(response.headers.get('im')).toBe('feed')
  expect(response.headers.get('delta-base')).toBe(etag)
  expect(response.headers.get('etag')).toBe(whole.headers.get('etag'))
  expect(response.headers.get('cache-control')).toBe('no-store, im')
  expect(response.headers.get('vary')).toBe('Accept-Encoding, A-IM, If-None-Match')
  const { items, feed } = await parseFeed(Buffer.from(await response.arrayBuffer()))
  expect(items.map(({ title }) => title)).toEqual(['Lighthouse gets new lamp'])
  expect(feed.id ?? '').toBe((await parseFeed(Buffer.from(await whole.arrayBuffer()))).feed.id ?? '')
  // having put the two together, it has the whole
  expect((await room.get(path, delta(response.headers.get('etag')))).status).toBe(304)
})

test('what left is told too, and an entry that changed comes as it is now', async () => {
  const room = await withStories(TITLES, { ...everything, query: 'prize OR strike OR bell', limit: 9 })
  const etag = (await room.get('/topics/all.atom')).headers.get('etag')
  const { items } = await room.json('/topics/all.json')
  const gone = items.find(({ title }) => title === 'Ferry crews end strike')
  room.clock.now += HOUR
  await room.edit('Museum returns bell', 'Nothing rings.')
  await room.receive({ guid: 'Ferry crews end strike', title: 'Ferries sail again', summary: '', html: '' })
  await room.publish()
  const response = await room.get('/topics/all.atom', delta(etag))
  expect(response.status).toBe(226)
  const text = await response.text()
  expect(text).toContain(
    `<at:deleted-entry xmlns:at="http://purl.org/atompub/tombstones/1.0" ref="${gone?.id}"`,
  )
  expect(text).toContain('Nothing rings.')
  expect(text).not.toContain('Bakery')
})

test.each([
  ['asks for nothing of the kind', { 'a-im': 'vcdiff, diffe' }, 200],
  ['wants none', { 'a-im': 'feed;q=0' }, 200],
  ['would rather have it in parts', { 'a-im': 'vcdiff, feed;q=0.5' }, 226],
  ['has no version', { 'a-im': 'feed' }, 200],
])('a client that %s gets its answer', async (_, headers, status) => {
  const room = await withStories()
  const etag = (await room.get('/topics/all.atom')).headers.get('etag') as string
  await room.edit('Museum returns bell', 'Nothing rings.')
  const held =
    status === 200 && Object.keys(headers).length === 1 && headers['a-im'] === 'feed'
      ? {}
      : { 'if-none-match': etag }
  const response = await room.get('/topics/all.atom', { ...headers, ...held } as Record<string, string>)
  expect(response.status).toBe(status)
})

test.each(['"1-someone-elses"', '"nonsense"', '"999999-AAAAAAAAAAAAAAAA"', 'W/"0-AAAAAAAAAAAAAAAA"'])(
  'of a version that was none of the topic (%s) there is no delta',
  async held => {
    const { get } = await withStories([TITLES[0] as string], { ...everything, query: 'nothing' })
    const response = await get('/topics/all.atom', delta(held))
    expect(response.status).toBe(200)
  },
)

test('more news than the feed lists are sent as the whole feed', async () => {
  const room = await withStories([TITLES[0] as string])
  const etag = (await room.get('/topics/all.atom')).headers.get('etag')
  for (const title of TITLES.slice(1)) {
    room.clock.now += HOUR
    await room.receive({ guid: title, title })
    await room.publish()
  }
  expect((await room.get('/topics/all.atom', delta(etag))).status).toBe(200)
})

const many = (count: number) =>
  Array.from({ length: count }, (_, at) => `Notice${at}x about parcel${at}x and lantern${at}x`)

test('a feed leads to its archive once a page of it is full, and the pages lead on to the oldest', async () => {
  const room = await withStories(many(120), { ...everything, limit: 50 })
  const current = await (await room.get('/topics/all.atom')).text()
  const previous = (text: string) =>
    /rel="prev-archive"[^>]* href="https:\/\/news\.example([^"]+)"/.exec(text)?.[1]
  expect(previous(current)).toBe('/topics/all/archive/2.atom')
  const seen = new Set<string>()
  const collect = async (text: string) => {
    for (const { title } of (await parseFeed(Buffer.from(text))).items) seen.add(title as string)
  }
  await collect(current)
  for (let path = previous(current); path; ) {
    const response = await room.get(path)
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    const text = await response.text()
    expect(text).toContain('<fh:archive')
    expect(text).toContain(
      'rel="current" type="application/atom+xml" href="https://news.example/topics/all.atom"',
    )
    await collect(text)
    path = previous(text)
  }
  expect(seen.size).toBe(120)
})

test('a page of an archive stays as it is, byte for byte, and the next one tells what became of its entries', async () => {
  const room = await withStories(many(50), { ...everything, limit: 50 })
  const path = '/topics/all/archive/1.atom'
  const first = await (await room.get(path)).text()
  expect((await room.get('/topics/all/archive/2.atom')).status).toBe(404)
  const [edited] = many(1) as [string]
  for (let at = 0; at < 50; at++) {
    room.clock.now += HOUR
    await room.edit(edited, `Edited ${at} times.`)
  }
  // over other bodies, so that it is made anew
  const fresh = room.appOver(room.config)
  expect(await (await fresh.request(path)).text()).toBe(first)
  const second = await parseFeed(
    Buffer.from(await (await fresh.request('/topics/all/archive/2.atom')).arrayBuffer()),
  )
  expect(second.items.map(({ title, summary }) => [title, summary])).toEqual([[edited, 'Edited 49 times.']])
})

test.each(['0.atom', '01.atom', '1.xml', '-1.atom', '999999999.atom', '1e3.atom', 'x.atom'])(
  'there is no page %s of an archive',
  async file => {
    const { get } = await withStories()
    expect((await get(`/topics/all/archive/${file}`)).status).toBe(404)
  },
)

test('an archive is there in every format, of all stories too', async () => {
  const room = await withStories(many(50))
  for (const format of ['rss', 'atom', 'json']) {
    for (const path of ['/topics/all', '/stories']) {
      const response = await room.get(`${path}/archive/1.${format}`)
      expect(response.status).toBe(200)
      expect((await parseFeed(Buffer.from(await response.arrayBuffer()))).items).toHaveLength(50)
    }
  }
})
