import { clausesOf } from '../query/explain.ts'
import { clauseToFts, patternToFts } from '../query/fts.ts'
import { holds, type Single } from '../query/judge.ts'
import { type Prepared, prepare } from '../query/match.ts'
import type { Query } from '../query/query.ts'
import { piecesOf } from '../query/required.ts'
import { skimOf } from '../query/skim.ts'
import type { ArticleFacts, StoryFacts } from '../store/store.ts'
import type { Archive } from './archive.ts'
import { allBits, type Bits, hasBit, noBits, or, placesOf, setBit } from './bits.ts'
import { idsFound } from './candidates.ts'
import type { QueryDeps } from './query-jobs.ts'
import { mayHold } from './quick-look.ts'

/** What every clause says of every article; true only of the newest `looked` ones. */
export type ClauseVerdicts = { said: Map<Single, Bits>; looked: number }

const AT_ONCE = 200

/**
 * Judges every clause of a query on every article of an archive.
 *
 * Texts are read until that share of the time for it is over, newest first.
 *
 * The full-text index alone answers for single words; on phrases and patterns the matcher has the last word,
 * on the articles that the index finds for them. Clauses on other things than text are judged without reading it.
 */
export async function judgeClauses(
  query: Query,
  archive: Archive,
  deps: QueryDeps,
  share = 1,
): Promise<ClauseVerdicts> {
  const said = new Map<Single, Bits>()
  const unsure = new Map<Single, Bits>()
  const unindexed = unindexedAmong(archive, await deps.store.search.unindexedBelow())
  const clauses = clausesOf(query.root, false).map(({ clause }) => clause)
  const wordsWith = await wordsOfPatterns(clauses, share, deps)
  for (const clause of clauses) {
    deps.check()
    if (clause.kind === 'words' || clause.kind === 'regex') {
      const found = await foundBy(clause, wordsWith, archive, deps)
      if (isExact(clause) && !unindexed) said.set(clause, found)
      else unsure.set(clause, unindexed ? or(found, unindexed) : found)
    } else said.set(clause, await judgeWithoutText(clause, archive, deps))
  }
  const looked = await judgeTexts(unsure, said, archive, share, deps)
  return { said, looked }
}

/** The articles that the index, while it is made anew, says nothing of; null where there are none. */
function unindexedAmong({ articles }: Archive, below: number): Bits | null {
  if (below === 0) return null
  const bits = noBits(articles.length)
  articles.forEach(({ id }, place) => {
    if (id < below) setBit(bits, place)
  })
  return bits
}

/** Listing the words of the index takes as long as it is large: in a larger archive it costs more than it saves. */
const LARGEST = 250_000
const MOST_PIECES = 20
const MOST_WORDS = 500

/** The words of the index that have the pieces which the patterns of a query require; none where that takes too long. */
async function wordsOfPatterns(
  clauses: Single[],
  share: number,
  { store, check, isLate }: QueryDeps,
): Promise<ReadonlyMap<string, string[]>> {
  const required = clauses.flatMap(clause => (clause.kind === 'regex' ? (clause.regex.required ?? []) : []))
  const pieces = new Set(required.flatMap(piecesOf))
  const found = new Map([...pieces].map((piece): [string, string[]] => [piece, []]))
  if (found.size > MOST_PIECES || (await store.search.size()) > LARGEST) return new Map()
  for (let after = ''; found.size > 0; ) {
    check()
    if (isLate?.(share * LISTING_SHARE)) return new Map()
    const listed = await store.search.words(after, WORDS_AT_ONCE)
    for (const word of listed)
      for (const [piece, words] of found)
        if (word.includes(piece) && words.push(word) > MOST_WORDS) found.delete(piece)
    if (listed.length < WORDS_AT_ONCE) break
    after = listed.at(-1) as string
  }
  return found
}
const WORDS_AT_ONCE = 4_000
/** Of the time for reading; what is left is enough for what is rare. */
const LISTING_SHARE = 0.75

function expressionOf(clause: Single, wordsWith: ReadonlyMap<string, string[]>): string | null {
  if (clause.kind === 'words') return clauseToFts(clause)
  if (clause.kind !== 'regex') return null
  const { required } = clause.regex
  return required && patternToFts(clause.field, required, piece => wordsWith.get(piece))
}

/** Where the full-text index says that a clause may hold. */
async function foundBy(
  clause: Single,
  wordsWith: ReadonlyMap<string, string[]>,
  { articles, placeOf }: Archive,
  deps: QueryDeps,
): Promise<Bits> {
  const expression = expressionOf(clause, wordsWith)
  if (expression === null) return allBits(articles.length)
  const bits = noBits(articles.length)
  for (const id of await idsFound(expression, deps)) {
    const place = placeOf(id)
    if (place !== undefined) setBit(bits, place)
  }
  return bits
}

/** Whether what the index finds for a clause is what the matcher finds: one word, in whatever letters. */
export function isExact(clause: Single): boolean {
  if (clause.kind !== 'words' || clause.terms.length > 1) return false
  const [term] = clause.terms
  return (
    term !== undefined &&
    term.joined === null &&
    term.asWritten.size === 0 &&
    (term.prefix || !clauseToFts(clause).includes('"*'))
  )
}

async function judgeWithoutText(
  clause: Single,
  { articles }: Archive,
  { store, now, check }: QueryDeps,
): Promise<Bits> {
  const bits = noBits(articles.length)
  const stories = OF_STORY.has(clause.kind) ? await storiesOf(articles, { store, check }) : null
  const urls = clause.kind === 'url' ? await urlsOf(articles, { store, check }) : null
  const known = new Map<unknown, boolean>()
  articles.forEach((facts, place) => {
    const key = sameFor(clause, facts)
    const before = known.get(key)
    const story = stories?.get(facts.storyId)
    const article = { ...facts, title: '', url: urls?.get(facts.id) ?? null }
    const verdict = before ?? holds(clause, unread(article), story ? { now, story } : { now }) === true
    known.set(key, verdict)
    if (verdict) setBit(bits, place)
  })
  return bits
}

/** What a clause's verdict hangs on: the same for all that have the same. */
function sameFor(clause: Single, facts: ArticleFacts): unknown {
  if (OF_STORY.has(clause.kind)) return facts.storyId
  return clause.kind === 'outlet' ? facts.outletId : clause.kind === 'lang' ? facts.language : facts
}

const OF_STORY = new Set(['outlets', 'keyword'])

/** An article none of whose words will be looked at. */
const unread = (article: Prepared['article']): Prepared => ({ ...UNREAD, article })
const UNREAD = prepare({ title: '' })

async function storiesOf(articles: ArticleFacts[], { store, check }: Pick<QueryDeps, 'store' | 'check'>) {
  const ids = [...new Set(articles.map(({ storyId }) => storyId))]
  const stories = new Map<number, StoryFacts>()
  for (let from = 0; from < ids.length; from += 10_000) {
    check()
    for (const story of await store.search.stories(ids.slice(from, from + 10_000)))
      stories.set(story.id, story)
  }
  return stories
}

async function urlsOf(articles: ArticleFacts[], { store, check }: Pick<QueryDeps, 'store' | 'check'>) {
  const urls = new Map<number, string | null>()
  for (let from = 0; from < articles.length; from += 10_000) {
    check()
    const ids = articles.slice(from, from + 10_000).map(({ id }) => id)
    for (const { id, url } of await store.search.urls(ids)) urls.set(id, url)
  }
  return urls
}

/** Reads the articles of which some clause is not sure, newest first, and judges it; tells up to which place. */
async function judgeTexts(
  unsure: Map<Single, Bits>,
  said: Map<Single, Bits>,
  { articles }: Archive,
  share: number,
  { store, now, check, isLate }: QueryDeps,
): Promise<number> {
  const places = [...placesOf([...unsure.values()].reduce(or, noBits(articles.length)))]
  const doubts = [...unsure].map(([clause, may]) => ({
    clause,
    may,
    skim: skimOf(clause),
    holding: noBits(articles.length),
  }))
  for (const { clause, holding } of doubts) said.set(clause, holding)
  for (let from = 0; from < places.length; from += AT_ONCE) {
    if (isLate?.(share)) return places[from] as number
    const batch = new Map(
      places.slice(from, from + AT_ONCE).map(place => [(articles[place] as ArticleFacts).id, place]),
    )
    for (const text of await store.search.texts([...batch.keys()])) {
      check()
      const place = batch.get(text.id) as number
      const skimmed = { ...unread(text), folded: new Map(), edged: new Map() }
      const open = doubts.filter(({ may, skim }) => hasBit(may, place) && (skim === null || skim(skimmed)))
      const article = open.some(({ clause }) => clause.kind !== 'regex') ? prepare(text) : skimmed
      for (const { clause, holding } of open)
        if (clause.kind === 'regex' || (mayHold(clause, article) && holds(clause, article, { now })))
          setBit(holding, place)
    }
  }
  return articles.length
}
