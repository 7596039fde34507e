import type { MatchArticle } from '../src/model/match.ts'
import { match, prepare } from '../src/query/match.ts'
import { parseQuery, type Query } from '../src/query/parse.ts'
import { indexQueries } from '../src/query/topic-index.ts'

// Articles a second of CPU time, from their text to the topics that they are in and why, against 1, 100 and 10,000
// topics. CPU time of the whole process, garbage collection included, so that a busy machine gives the same figures.
// The reference does on the same articles what programs that search for substrings do: lower case, then every word of
// every topic sought in title, summary and text. Run: npx node bench/match.ts

const random = seeded(20250101)
const ARABIC = vocabulary('ابتثجحخدذرزسشصضطظعغفقكلمنهوي', 12_000, [
  '',
  '',
  '',
  '',
  'ال',
  'ال',
  'و',
  'وال',
  'ب',
  'ل',
  'لل',
])
const LATIN = vocabulary('etaoinshrdlucmfwypvbgk', 12_000, [''])

const articles = Array.from({ length: 2_000 }, (_, i): MatchArticle => {
  const words = i % 2 === 0 ? ARABIC : LATIN
  return {
    title: sentence(words, 10),
    summary: sentence(words, 30),
    text: [sentence(words, 30), sentence(words, 30)].join('\n'),
    categories: [sentence(words, 1), sentence(words, 2)],
    outletId: `outlet-${i % 50}`,
    language: i % 2 === 0 ? 'ar' : 'en',
  }
})

console.log(
  `${articles.length} articles of ${Math.round(articles.reduce((sum, { title, summary, text }) => sum + title.length + (summary ?? '').length + (text ?? '').length, 0) / articles.length)} characters in title, summary and text; half of them Arabic`,
)
console.log('topics | articles/s | bar | substrings/s | times | in topics')
for (const [count, bar] of [
  [1, 20_000],
  [100, 10_000],
  [10_000, 2_000],
] as const) {
  const texts = Array.from({ length: count }, topicText)
  const topics = new Map(texts.map((text, i) => [`topic-${i}`, parseQuery(text)]))
  const [rate, hits] = perSecond(matcher(topics))
  const [reference] = perSecond(substrings(texts), count > 1_000 ? 100 : articles.length)
  console.log(
    [count, Math.round(rate), bar, Math.round(reference), (rate / reference).toFixed(1), hits].join(' | '),
  )
}

function matcher(topics: Map<string, Query>): (article: MatchArticle) => number {
  const index = indexQueries(topics)
  return article => {
    const prepared = prepare(article)
    let hits = 0
    for (const id of index.candidates(prepared)) if (match(topics.get(id) as Query, prepared)) hits++
    return hits
  }
}

function substrings(texts: string[]): (article: MatchArticle) => number {
  const words = texts.map(
    text =>
      text
        .toLowerCase()
        .match(/[\p{L}]+/gu)
        ?.filter(word => word !== 'or') ?? [],
  )
  return ({ title, summary, text }) => {
    const all = `${title}\n${summary}\n${text}`.toLowerCase()
    let hits = 0
    for (const topic of words) if (topic.every(word => all.includes(word))) hits++
    return hits
  }
}

/** The best of several runs, and how many times an article was in a topic. */
function perSecond(run: (article: MatchArticle) => number, count = articles.length): [number, number] {
  let best = Number.POSITIVE_INFINITY
  let hits = 0
  for (let round = 0; round < 5; round++) {
    hits = 0
    const start = process.cpuUsage()
    for (const article of articles.slice(0, count)) hits += run(article)
    const { user, system } = process.cpuUsage(start)
    best = Math.min(best, (user + system) / 1_000)
  }
  return [(count / best) * 1_000, hits]
}

/** As operators write them: words that tell something, not the fifty most frequent; some alternatives, now and then an exclusion, a phrase or a field, and of a hundred one with a regular expression. */
function topicText(): string {
  const words = random() < 0.5 ? ARABIC : LATIN
  const word = () => words[Math.floor(50 + (words.length - 50) * random() ** 2)] as string
  const kind = random()
  if (kind < 0.3) return `${word()} ${word()}`
  if (kind < 0.55) return `${word()} (${word()} OR ${word()} OR ${word()})`
  if (kind < 0.7) return `${word()} OR ${word()} -${word()}`
  if (kind < 0.8) return `"${word()} ${word()}"`
  if (kind < 0.87) return `title:${word()} ${word()}`
  if (kind < 0.93) return `${word().slice(0, 5)}* ${word()}`
  if (kind < 0.96) return `outlet:outlet-${Math.floor(random() * 50)} ${word()}`
  if (kind < 0.965) return `/${word()}.*${word()}/ OR ~${word()}`
  if (kind < 0.97) return `/\\b(?:${word()}|${word()})\\b/ -${word()}`
  return `"${word()} ${word()}"~5`
}

function sentence(words: string[], length: number): string {
  return `${Array.from({ length }, () => pick(words)).join(' ')}.`
}

/** Words as frequent as Zipf says: the n-th about 1/n as often as the first. */
function pick(words: string[]): string {
  return words[Math.floor(words.length ** random()) - 1] ?? (words[0] as string)
}

function vocabulary(letters: string, size: number, fronts: string[]): string[] {
  return Array.from({ length: size }, (_, rank) => {
    const length = Math.min(9, 2 + Math.floor(Math.log2(rank + 2) / 2.5) + Math.floor(random() * 3))
    const stem = Array.from({ length }, () => letters[Math.floor(random() * letters.length)]).join('')
    return (fronts[Math.floor(random() * fronts.length)] ?? '') + stem
  })
}

function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 1 | state) + 0x6d2b79f5) | 0
    const mixed = Math.imul(state ^ (state >>> 7), 61 | state) ^ state
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
