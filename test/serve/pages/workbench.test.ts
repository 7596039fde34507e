import { HtmlValidate } from 'html-validate'
import { expect, test } from 'vitest'
import { noCollector } from '../../../src/flows/collector-jobs.ts'
import type { RunQuery } from '../../../src/flows/query-jobs.ts'
import { parseFeed } from '../../../src/parse/parse.ts'
import { Freshness } from '../../../src/serve/freshness.ts'
import { QUERIES } from '../../../src/serve/rate-limiter.ts'
import { createServer } from '../../../src/serve/server.ts'
import { anOutlet, aTopic, HOUR } from '../../support/build.ts'
import { OUTLETS, openNewsroom } from '../../support/newsroom.ts'
import { placeApart } from '../../support/place-apart.ts'
import { FOREIGN, LOOPBACK, openServing } from '../../support/serving.ts'
import { type Element, outline } from './page-outline.ts'

const TOPICS = [
  aTopic({
    id: 'russia',
    title: 'روسيا',
    query: 'طالبان روسيا',
    languages: ['ar'],
    minOutlets: 1,
    limit: 80,
  }),
  aTopic({ id: 'merger', title: 'Secret merger', query: 'cranes', private: true }),
  aTopic({ id: 'both', title: 'Both', query: 'topic:merger OR ferry' }),
]
const WIRE = anOutlet({ id: 'wire', title: 'Quiet Wire', url: 'https://wire.example/feed', private: true })

const NEWS = [
  { guid: '1', title: 'محادثات بين روسيا وطالبان في موسكو', summary: '', language: 'ar' },
  { guid: '2', title: 'طالبان تفتح طريقًا جبليًا', summary: '', language: 'ar' },
  { guid: '3', outletId: 'herald', title: 'Ferry crews <b>strike</b> & sail', summary: '', language: 'en' },
  { guid: '4', outletId: 'wire', title: 'Harbour cranes and a ferry sold', summary: '', language: 'en' },
]

async function workbench({ siteUrl = 'https://news.example' }: { siteUrl?: string } = {}) {
  const site = { title: 'Khulasa', url: siteUrl, language: 'en', timezone: 'UTC' }
  const room = await openServing(TOPICS, {
    change: {
      site,
      outlets: [...OUTLETS, WIRE],
      webhooks: [{ topicId: 'russia', url: 'https://x.example', secret: 's3cret' }],
    },
  })
  for (const article of NEWS) {
    room.clock.now += HOUR
    await room.receive(article)
  }
  await placeApart(room.store, room.clock.now)
  const ask = async (
    params: Record<string, string> | string[][],
    { env = FOREIGN, language = 'en' } = {},
  ) => {
    const address = `/workbench?${new URLSearchParams(params)}`
    const response = await room.get(address, { 'accept-language': language }, env)
    const text = await response.text()
    return { response, text, ...seen((await outline(text as never)).elements) }
  }
  const post = (form: Record<string, string>, env = FOREIGN) =>
    room.app.request(
      '/workbench',
      {
        method: 'POST',
        headers: { host: 'localhost:8080', 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(form),
      },
      env,
    )
  const draft = (article: string) => post({ article })
  return { ...room, ask, draft, post }
}

function serverOf({ store, config, clock }: Awaited<ReturnType<typeof openNewsroom>>, queries: RunQuery) {
  return createServer({
    store,
    config,
    freshness: new Freshness(new Map()),
    collector: noCollector,
    queries,
    adminToken: undefined,
    isReady: () => true,
    now: () => clock.now,
    onProblem: error => {
      throw error
    },
  })
}

function seen(elements: Element[]) {
  const withClass = (name: string) =>
    elements
      .filter(({ attributes }) => attributes.class?.split(' ').includes(name))
      .map(({ text }) => text.trim())
  const named = (name: string) => elements.filter(element => element.name === name)
  const byId = (id: string) => elements.find(({ attributes }) => attributes.id === id)
  return { elements, withClass, named, byId }
}

const tidy = (text = '') => text.replace(/\s+/g, ' ').trim()

test('without a query there is a form, the topics to start from, and nothing is tried', async () => {
  const { ask } = await workbench()
  const { response, byId, named } = await ask({})
  expect(response.status).toBe(200)
  expect(byId('q')?.attributes).toMatchObject({ name: 'q', dir: 'auto' })
  expect(byId('status')?.text).toBe('')
  const hrefs = named('a').map(({ attributes }) => attributes.href)
  expect(hrefs).toContain('/workbench?topic=russia')
  expect(hrefs).not.toContain('/workbench?topic=merger')
})

test('a query is counted, clause by clause, and its words are marked as they stand', async () => {
  const { ask } = await workbench()
  const { response, byId, elements, named, withClass } = await ask({ q: 'طالبان (روسيا OR كابل)' })
  expect(response.status).toBe(200)
  expect(byId('status')?.text).toBe('1 entry in 30 days, from 1 of 3 articles.')
  const rows = elements.filter(({ name }) => name === 'tr').map(({ text }) => tidy(text))
  expect(rows.slice(-3)).toEqual([
    'طالبان 200',
    'روسيا 110',
    'كابل This clause matched nothing in 30 days. 000',
  ])
  expect(withClass('sample-title')).toEqual(['محادثات بين روسيا وطالبان في موسكو', 'طالبان تفتح طريقًا جبليًا'])
  const marks = named('mark').map(({ text, attributes }) => [text, attributes.class])
  expect(marks).toEqual([
    ['روسيا', 'tint-1'],
    ['وطالبان', 'tint-0'],
    ['طالبان', 'tint-0'],
  ])
  expect(withClass('kept-out').map(tidy)).toEqual(['lacks روسيا or كابل'])
})

test('a query is told in words, as it was understood', async () => {
  const { ask } = await workbench()
  const { named } = await ask({ q: 'طالبان (روسيا OR /موسك./) -title:رياض* OR topic:russia' })
  const said = named('p').map(({ text }) => tidy(text))
  expect(said.find(text => text.startsWith('What comes in:'))).toMatch(
    /“طالبان”.*“روسيا” or .*“\/موسك\.\/”.*“رياض”.*“russia” \(.*“روسيا”/,
  )
  const large = await ask({ q: Array.from({ length: 31 }, (_, n) => `word${n}`).join(' OR ') })
  expect(large.text).not.toContain('What comes in:')
})

test('each day has a bar, and a row for who cannot see bars', async () => {
  const { ask } = await workbench()
  const { named, byId, elements } = await ask({ q: 'طالبان', days: '3' })
  expect(named('rect').map(({ attributes }) => attributes.class)).toEqual(['none', 'none', 'some'])
  expect(named('svg')[0]?.attributes).toMatchObject({ role: 'img', 'aria-label': 'Entries a day' })
  expect(tidy(byId('histogram-said')?.text)).toBe('Most: 2 entries on March 1. 2 days without any.')
  const days = elements.filter(({ name }) => name === 'time').map(({ attributes }) => attributes.datetime)
  expect(days).toEqual(expect.arrayContaining(['2026-03-01', '2026-02-28', '2026-02-27']))
})

test.each([
  ['92', 92, 'Day'],
  ['93', 14, 'Week from'],
  ['98', 14, 'Week from'],
  ['366', 53, 'Week from'],
])('%s days are %i bars, and the page stays small', async (days, bars, when) => {
  const { ask } = await workbench()
  const { named, withClass, text } = await ask({ q: 'طالبان OR ferry', days })
  expect(named('rect').length).toBe(bars)
  expect(named('rect').at(-1)?.text).toMatch(/: 3 entries$/)
  expect(withClass('days')[0]).toMatch(new RegExp(`^${when}`))
  expect(Buffer.byteLength(text)).toBeLessThan(60_000)
})

test('days run from right to left in Arabic', async () => {
  const { ask } = await workbench()
  const { named } = await ask({ q: 'طالبان', days: '3' }, { language: 'ar' })
  const some = named('rect').find(({ attributes }) => attributes.class === 'some')
  expect(some?.attributes.x).toBe('1')
})

test('what else a topic asks is tried with the query, and what it leaves out is told', async () => {
  const { ask } = await workbench()
  const { byId, withClass } = await ask({ q: 'طالبان OR ferry', languages: 'en' })
  expect(byId('status')?.text).toBe('1 entry in 30 days, from 1 of 3 articles.')
  expect(withClass('remarks').map(tidy)).toEqual([
    'Matching, but in other languages or of other outlets: 2 articles.',
  ])
  const none = await ask({ q: 'ferry', outlets: 'gazette courier', min_outlets: '٢' })
  expect(none.byId('min_outlets')?.attributes.value).toBe('2')
  expect(none.byId('status')?.text).toContain('Nothing matches')
})

test('a topic is loaded as it is, compared with itself, and given back with all its options', async () => {
  const { ask } = await workbench()
  const { byId, elements, withClass } = await ask({ topic: 'russia' })
  expect(tidy(byId('q')?.text)).toBe('طالبان روسيا')
  const chosen = elements.filter(
    ({ attributes }) => ('checked' in attributes && attributes.name) || 'selected' in attributes,
  )
  expect(chosen.map(({ attributes }) => attributes.value)).toEqual(['ar', 'russia'])
  expect(withClass('comes')).toEqual(['0 entries would come.'])
  expect(tidy(byId('lines')?.text)).toBe(
    "{ id: 'russia', title: 'روسيا', query: 'طالبان روسيا', languages: ['ar'], hold: '0s', limit: 80, },",
  )
})

test('a changed topic says what would come and go', async () => {
  const { ask } = await workbench()
  const { withClass, text } = await ask({ topic: 'russia', q: 'ferry', against: 'russia' })
  expect(withClass('comes')).toEqual(['1 entry would come.'])
  expect(withClass('goes')).toEqual(['1 entry would go.'])
  expect(text).toContain('محادثات بين')
})

test('only the admin is told that a topic has webhooks, and nobody which', async () => {
  const { ask } = await workbench()
  const { byId, text } = await ask({ topic: 'russia' }, { env: LOOPBACK })
  expect(byId('lines')?.text).toContain('// notify: as it was')
  expect(text).not.toMatch(/s3cret|x\.example/)
  expect((await ask({ topic: 'russia' })).byId('lines')?.text).not.toContain('notify')
})

test('the lines for the configuration hold whatever the query does', async () => {
  const { ask } = await workbench()
  const { byId } = await ask({ q: '"it\'s" OR \\ferry' })
  const lines = byId('lines')?.text ?? ''
  const [topic] = new Function(`return [${lines}]`)()
  expect(topic).toEqual({ id: 'it-s-ferry', title: '"it\'s" OR \\ferry', query: '"it\'s" OR \\ferry' })
})

test.each(['rss', 'atom', 'json'])('the %s address is a feed of what was caught', async format => {
  const { ask, get } = await workbench({ siteUrl: 'https://news.example/news' })
  const { byId } = await ask([
    ['q', 'طالبان OR ferry'],
    ['languages', 'ar'],
    ['languages', 'fr'],
  ])
  const address = byId(`feed-${format}`)?.attributes.value ?? ''
  expect(address).toMatch(`https://news.example/news/search.${format}?q=`)
  const { pathname, search } = new URL(address)
  const feed = await get(`${pathname.replace('/news', '')}${search}`, {}, FOREIGN)
  expect(feed.status).toBe(200)
  const { items } = await parseFeed(new Uint8Array(await feed.arrayBuffer()), {})
  expect(items.map(({ title }) => title)).toEqual([
    'طالبان تفتح طريقًا جبليًا',
    'محادثات بين روسيا وطالبان في موسكو',
  ])
})

test.each<[query: string, marked: string[], meant: string | null]>([
  ['titel:ferry', ['titel:'], 'title:ferry'],
  ['ferry (crews', ['('], 'ferry (crews)'],
  ['outlet:gazete (b', ['outlet:gazete', '('], 'outlet:gazette (b'],
  ['«عبّارة', ['«'], '«عبّارة»'],
  ['a OR', ['OR'], 'a'],
  ['topic:', ['topic:'], null],
])('the mistake in %j is marked where it is, and what was meant is a link', async (q, marked, meant) => {
  const { ask } = await workbench()
  const { response, byId, named, withClass, elements } = await ask({ q, days: '7' })
  expect(response.status).toBe(400)
  expect(withClass('query')).toEqual([q])
  expect(withClass('mistake')).toEqual(marked)
  expect(tidy(byId('q')?.text)).toBe(q)
  expect(byId('q')?.attributes['aria-invalid']).toBe('true')
  expect(elements.some(({ attributes }) => 'data-mistaken' in attributes)).toBe(true)
  const [link] = named('a').filter(({ attributes }) => 'data-query' in attributes)
  expect(link?.attributes['data-query'] ?? null).toBe(meant)
  if (meant === null) return
  const { searchParams } = new URL(link?.attributes.href ?? '', 'https://news.example')
  expect(Object.fromEntries(searchParams)).toEqual({ q: meant, days: '7' })
})

test.each([
  [{ days: '0' }, 'days', 'Days: a whole number from 1 to 366.'],
  [{ days: '1e3' }, 'days', 'Days: a whole number from 1 to 366.'],
  [{ min_outlets: '-1' }, 'min_outlets', 'Independent outlets: a whole number from 1 to 100.'],
  [{ outlets: 'nowhere' }, 'outlets', 'There is no outlet “\u2068nowhere\u2069”.'],
  [{ outlets: 'wire' }, 'outlets', 'There is no outlet “\u2068wire\u2069”.'],
  [{ languages: '<ar>' }, 'languages', 'There is no language “\u2068<ar>\u2069”; write ar, en or pt-BR.'],
  [{ against: 'merger' }, 'against', 'There is no topic “\u2068merger\u2069” to compare with.'],
  [{ topic: 'merger' }, 'q', 'There is no topic “\u2068merger\u2069”.'],
])('%o is refused with a way to the field', async (params, field, told) => {
  const { ask } = await workbench()
  const { response, named, elements } = await ask({ q: 'ferry', ...params })
  expect(response.status).toBe(400)
  const options = elements.find(({ attributes }) => attributes.class === 'options')
  expect(options?.attributes).toHaveProperty('open')
  const link = named('a').find(({ attributes }) => attributes.href === `#${field}`)
  expect(link?.text).toBe(told)
})

test('nothing private is seen by anybody, however it is asked for', async () => {
  const { ask } = await workbench()
  for (const params of [
    { q: 'harbour OR ferry' },
    { q: 'topic:merger' },
    { q: 'topic:both' },
    { q: 'topic:merge' },
    { q: 'outlet:wire' },
    { q: 'outlet:wir' },
    {},
  ]) {
    const { text } = await ask(params)
    // what was asked may come back
    const untold = text.replaceAll(
      /topic(?::|%3A)merger|outlet(?::|%3A)wire|topic(?::|%3A)merge\b|unknown topic &quot;merger?&quot;/g,
      '',
    )
    expect(untold).not.toMatch(/Harbour cranes|Secret merger|Quiet Wire|merger/)
  }
})

test('the admin tries a private topic with what it may hold, and gets no open feed of it', async () => {
  const { ask } = await workbench()
  const { text, byId } = await ask({ topic: 'merger' }, { env: LOOPBACK })
  expect(text).toContain('<mark class="tint-0">cranes</mark>')
  expect(byId('feed-rss')).toBeUndefined()
  expect(byId('lines')?.text).toContain('private: true')
  const other = await ask({ q: 'ferry' }, { env: LOOPBACK })
  expect(other.text).not.toContain('Harbour')
})

test('whatever outlets and visitors write is shown as text', async () => {
  const { ask } = await workbench()
  const hostile = '"</textarea><script>alert(1)</script>" OR ferry'
  const { text, named } = await ask({ q: hostile })
  expect(text).not.toContain('<script>alert')
  expect(text).not.toContain('<b>strike')
  expect(named('script').every(({ attributes }) => attributes.src)).toBe(true)
  const broken = await ask({ q: `(${hostile}`, topic: '"><img src=x onerror=alert(1)>' })
  expect(broken.text).not.toContain('<img src=x')
  const wrong = await ask({ q: '("><img src=x onerror=alert(1)>' })
  expect(wrong.text).not.toContain('<img src=x')
})

test.each(['busy', 'overran'] as const)('when the worker is %s, one is told to come back', async kind => {
  const room = await openNewsroom()
  const app = serverOf(room, async () => ({ kind }))
  const response = await app.request('/workbench?q=ferry')
  expect(response.status).toBe(503)
  expect(response.headers.get('retry-after')).toBe('5')
  const again = await app.request('/workbench?q=ferry&fragment=1')
  expect(again.status).toBe(503)
  expect(await again.text()).toMatch(/^<p id="status"/)
})

test('a visitor who goes on typing breaks off what was asked, and that is no failure', async () => {
  const visitor = new AbortController()
  const given: AbortSignal[] = []
  const app = serverOf(await openNewsroom(), (_, __, signal) => {
    given.push(signal)
    visitor.abort()
    return Promise.reject(signal.reason)
  })
  const response = await app.request('/workbench?q=ferry&fragment=1', { signal: visitor.signal })
  expect(await response.text()).toBe('')
  expect(given[0]?.aborted).toBe(true)
})

test('where there is too much to choose from, ids are typed', async () => {
  const many = Array.from({ length: 61 }, (_, n) =>
    anOutlet({ id: `outlet-${n}`, url: `https://o${n}.example/` }),
  )
  const topics = Array.from({ length: 61 }, (_, n) => aTopic({ id: `topic-${n}`, title: `Topic ${n}` }))
  const { get } = await openServing(topics, { change: { outlets: many } })
  const answer = await get('/workbench?q=ferry&outlets=outlet-3+outlet-60&against=topic-7', {}, FOREIGN)
  const { byId, withClass } = seen((await outline((await answer.text()) as never)).elements)
  expect(answer.status).toBe(200)
  expect(byId('outlets')).toMatchObject({ name: 'input', attributes: { value: 'outlet-3 outlet-60' } })
  expect(byId('against')).toMatchObject({ name: 'input', attributes: { value: 'topic-7' } })
  expect(withClass('difference').length).toBe(1)
})

test('the part that changes is the same as on the whole page, and nothing else', async () => {
  const { ask } = await workbench()
  for (const q of ['طالبان', 'ferry (', '']) {
    const whole = await ask({ q })
    const part = await ask({ q, fragment: '1' })
    expect(part.text).toMatch(/^<p id="status"/)
    expect(whole.text).toContain(part.text)
    expect(part.response.status).toBe(whole.response.status)
  }
})

test.each<Record<string, string>>([
  {},
  { topic: 'russia' },
  { q: 'title:~طالبان (روسيا OR "موسكو كابل") -رياضة OR ferry', against: 'both' },
  { q: '<titel>:طالبان (' },
  { q: 'ferry', days: 'x', topic: '"><' },
  { q: 'zzzz', languages: 'xx' },
])('the page of %o is HTML as it should be', async params => {
  const { ask } = await workbench()
  const validator = new HtmlValidate({ extends: ['html-validate:standard'] })
  const { results } = await validator.validateString((await ask(params)).text)
  expect(
    results.flatMap(({ messages }) => messages.map(({ message, line }) => `${line}: ${message}`)),
  ).toEqual([])
})

test('the whole page stays small, and its script too', async () => {
  const { ask, get } = await workbench()
  expect((await ask({ q: 'طالبان OR ferry' })).text.length).toBeLessThan(60_000)
  const scripts = ['shell.js', 'workbench.js', 'copy.js'].map(async file =>
    (await get(`/static/${file}`)).text(),
  )
  expect((await Promise.all(scripts)).join('').length).toBeLessThan(10_000)
})

test('whoever tries too much is told to wait; to look at the form costs nothing', async () => {
  const { ask } = await workbench()
  for (let asked = 0; asked < QUERIES.burst; asked++)
    expect((await ask({ q: 'ferry', fragment: '1', days: `${asked + 1}` })).response.status).toBe(200)
  const refused = await ask({ q: 'ferry', fragment: '1' })
  expect(refused.response.status).toBe(429)
  expect(Number(refused.response.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await ask({})).response.status).toBe(200)
})

test('the query of a large topic, longer than an address may be, is sent and tried all the same', async () => {
  const { ask, post } = await workbench()
  const q = `${Array.from({ length: 400 }, (_, n) => `كلمة${n}`).join(' OR ')} OR طالبان`
  const text = await (await post({ q, fragment: '1' }, LOOPBACK)).text()
  expect(text).toMatch(/^<p id="status"[^>]*>2 entries/)
  const whole = await post({ q }, LOOPBACK)
  expect(whole.headers.get('referrer-policy')).toBe('same-origin')
  expect(await whole.text()).toContain('method="post" action="/workbench" autocomplete')
  expect((await ask({ q: 'ferry' })).text).toContain('method="get" action="/workbench"')
  const refused = await post({ q })
  expect(refused.status).toBe(400)
  expect(await refused.text()).toContain('at most 1000 characters')
})

test('an article that is pasted becomes a draft at an address of its own', async () => {
  const { draft, get } = await workbench({ siteUrl: 'https://news.example/news' })
  const response = await draft(
    'طالبان وروسيا في محادثات\nاجتمع الوفدان.\nكلمات مفتاحية: روسيا، طالبان، موسكو',
  )
  expect(response.status).toBe(303)
  const location = response.headers.get('location') ?? ''
  expect(decodeURIComponent(location.replaceAll('+', ' '))).toBe('/news/workbench?q=طالبان (روسيا OR موسكو)')
  expect((await get(location.replace('/news', ''))).status).toBe(200)
})

test.each([
  ['nothing to go by', '؟ <>', 422, 'There are no keywords in this'],
  ['too much', 'ب'.repeat(40_000), 413, 'This is too long'],
])('of %s no draft is made, and it is said why', async (_, article, status, told) => {
  const { draft } = await workbench()
  const response = await draft(article)
  const text = await response.text()
  expect(response.status).toBe(status)
  expect(text).toContain(told)
})
