import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { preview } from '../src/flows/preview.ts'
import { knownTo } from '../src/flows/topics.ts'
import { matches, prepare } from '../src/query/match.ts'
import { parseQuery } from '../src/query/parse.ts'
import { openStore } from '../src/store/open.ts'
import { unpackTexts } from '../src/store/packed-texts.ts'
import type { Store } from '../src/store/store.ts'
import { anArticle, anOutlet, aRecord, aTopic } from '../test/support/build.ts'
import { aConfig, openNewsroom } from '../test/support/newsroom.ts'
import { feedBeside } from './preview/beside.ts'

// How long a preview over an archive of 100,000 articles of 30 days takes, by what its query has to read: the wall
// clock, the best of three, the archive in the page cache. The reference reads and matches every article. Then: how fast
// a topic's feed is answered, by the program, while ten clients ask for previews, beside none.
// Run: npx node bench/preview.ts [ARTICLES]

const COUNT = Number(process.argv[2] ?? 100_000)
const DAYS = 30
const DAY_MS = 86_400_000
const NOW = Date.UTC(2026, 2, 1, 12)
const AT_ONCE = 1_000

const random = seeded(20260301)
const ARABIC = vocabulary('ابتثجحخدذرزسشصضطظعغفقكلمنهوي', 40_000)
const LATIN = vocabulary('etaoinshrdlucmfwypvbgk', 40_000)
const outlets = Array.from({ length: 100 }, (_, n) =>
  anOutlet({ id: `outlet-${n}`, url: `https://o${n}.example/feed` }),
)
const config = aConfig([], { outlets })

const [first, second, rare, rarer] = [ARABIC[3], ARABIC[40], ARABIC[900], ARABIC[4_000]]
const QUERIES: [string, string][] = [
  ['two rare words', `${rare} ${rarer}`],
  ['a rare word and either of two', `${rare} (${second} OR ${rarer})`],
  ['the most frequent words', `${first} OR ${LATIN[2]}`],
  ['everything but a word', `* -${second}`],
  ['a phrase of frequent words', `"${first} ${second}"`],
  ['words near one another', `"${second} ${rare}"~5`],
  ['beginnings', `${second?.slice(0, 2)}* -title:${rare}`],
  ['inflected forms', `~${rare} OR ~${rarer}`],
  ['a language, an outlet, an age', 'lang:ar -outlet:outlet-7 age:<9d'],
  ['part of an address', 'url:o7.example -lang:ar'],
  ['what a story has', `outlets:<2 ${second}`],
  ['a regular expression', `/${rare}.*${second}/`],
  ['thirty clauses', Array.from({ length: 30 }, (_, n) => ARABIC[200 + n * 31]).join(' OR ')],
]

const dir = mkdtempSync(join(tmpdir(), 'khulasa-bench-'))
try {
  await arrangeTopic()
  await fillArchive()
  const store = openStore(dir, { readonly: true })
  console.log('query | preview ms | articles looked at | matching | entries | reading them all ms | times')
  for (const [name, text] of QUERIES) {
    const [ms, found] = await best(() => tried(store, text))
    if (found.kind !== 'preview') throw new Error(JSON.stringify(found))
    const reference = await scanned(store, text)
    const row = [name, Math.round(ms), found.articles, found.matching, found.entries]
    console.log([...row, Math.round(reference), (reference / ms).toFixed(1)].join(' | '))
  }
  store.close()
  console.log('previews at once | a feed, p50 ms | p99 ms | requests | previews answered')
  for (const clients of [0, 10]) {
    const ids = outlets.map(({ id }) => id)
    const { p50, p99, requests, previews } = await feedBeside(dir, ids, QUERIES[1]?.[1] as string, clients)
    console.log([clients, p50.toFixed(2), p99.toFixed(2), requests, previews].join(' | '))
  }
} finally {
  rmSync(dir, { recursive: true })
}

/** Fifty stories of a topic, for its feed. */
async function arrangeTopic(): Promise<void> {
  const store = openStore(dir)
  const room = await openNewsroom([aTopic({ id: 'bench' })], { store })
  for (let n = 0; n < 50; n++) {
    room.clock.now += 73 * 3_600_000
    await room.receive({ guid: `${n}`, url: null, title: sentence(LATIN, 8), summary: sentence(LATIN, 40) })
    await room.arrange()
  }
  store.close()
}

function tried(store: Store, query: string) {
  return preview(
    { query, days: DAYS, against: null, asker: 'operator' },
    { store, config, now: NOW, check: () => {} },
  )
}

/** What it costs to read and match every article, from a tenth of them. */
async function scanned(store: Store, text: string): Promise<number> {
  const query = parseQuery(text, knownTo(config))
  const start = performance.now()
  for (let id = 1; id <= COUNT / 10; id += 500) {
    const ids = Array.from({ length: 500 }, (_, i) => id + i)
    for (const article of await store.search.texts(ids)) matches(query, prepare(article), { now: NOW })
  }
  return (performance.now() - start) * 10
}

async function best<T>(run: () => Promise<T>): Promise<[ms: number, last: T]> {
  let [least, last] = [Number.POSITIVE_INFINITY, undefined as T]
  for (let i = 0; i < 3; i++) {
    const start = performance.now()
    last = await run()
    least = Math.min(least, performance.now() - start)
  }
  return [least, last]
}

/** Half of the articles Arabic, a third with their whole text, three a story. */
async function fillArchive(): Promise<void> {
  const store = openStore(dir)
  let minted = 0
  await store.outlets.sync(outlets, NOW, () => `urn:uuid:outlet-${minted++}`)
  const start = performance.now()
  let characters = 0
  for (let from = 0; from < COUNT; from += AT_ONCE) {
    const articles = Array.from({ length: AT_ONCE }, (_, i) => articleOf(from + i))
    for (const { title, texts } of articles) {
      const { summary, text } = unpackTexts(texts)
      characters += title.length + summary.length + text.length
    }
    for (const { id } of outlets) {
      const own = articles.filter(article => article.outletId === id)
      await store.visits.record(aRecord(own, { outletId: id, at: NOW }))
    }
    await place(store)
  }
  store.close()
  const perArticle = (bytes: number) => Math.round(bytes / COUNT)
  console.log(
    `${COUNT} articles of ${perArticle(characters)} characters on average, written in ${Math.round((performance.now() - start) / 1000)} s, ${perArticle(statSync(join(dir, 'khulasa.sqlite')).size)} bytes each`,
  )
}

function articleOf(n: number) {
  const [words, language] = n % 2 === 0 ? ([ARABIC, 'ar'] as const) : ([LATIN, 'en'] as const)
  const at = NOW - DAYS * DAY_MS + (n / COUNT) * DAYS * DAY_MS
  const outletId = `outlet-${n % outlets.length}`
  return anArticle({
    outletId,
    guid: `${n}`,
    url: `https://o${n % outlets.length}.example/news/${n}`,
    language,
    title: sentence(words, 10),
    summary: sentence(words, 35),
    text: n % 3 === 0 ? Array.from({ length: 6 }, () => sentence(words, 50)).join('\n') : '',
    html: '',
    categories: [sentence(words, 1), sentence(words, 2)],
    seenAt: at,
    eventAt: at,
    publishedAt: at,
  })
}

/** Three articles a story, in the order in which they came. */
async function place(store: Store): Promise<void> {
  const waiting = await store.articles.waiting(AT_ONCE)
  const first = await store.stories.nextId()
  const placements = waiting.map(({ id }, n) => {
    return { articleId: id, storyId: first + Math.floor(n / 3), founds: n % 3 === 0, score: 1, words: [] }
  })
  const ids = new Map(placements.map(({ storyId }) => [storyId, `urn:uuid:story-${storyId}`]))
  await store.stories.place(placements, waiting, ids, NOW)
}

/** Frequent words first: the n-th is n times rarer than the first (Zipf). */
function sentence(words: string[], length: number): string {
  return Array.from({ length }, () => words[Math.floor(words.length ** random()) - 1]).join(' ')
}

function vocabulary(letters: string, size: number): string[] {
  const found = new Set<string>()
  while (found.size < size) {
    const length = 3 + Math.floor(random() * 4)
    found.add(Array.from({ length }, () => letters[Math.floor(random() * letters.length)]).join(''))
  }
  return [...found]
}

/** Mulberry32. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
