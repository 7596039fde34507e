import type { Instant } from '../model/time.ts'
import { toFts } from '../query/fts.ts'
import { evaluate, holds } from '../query/judge.ts'
import { prepare } from '../query/match.ts'
import type { Query } from '../query/query.ts'
import type { ArticleFacts } from '../store/store.ts'
import type { QueryDeps } from './query-jobs.ts'

/** Where an article stands among all, newest first. */
export type SearchPlace = { knownAt: Instant; id: number }

/** Above it, walking all articles in order costs less than looking up each that was found. */
const FEW = 4_000
const FOUND_AT_ONCE = 20_000

/**
 * The articles behind a place that a query may match, newest first, in batches. The full-text index narrows them
 * down where the query has words, and what is known of an article without its texts does the rest.
 */
export async function* candidates(
  query: Query,
  before: SearchPlace | null,
  batch: number,
  deps: QueryDeps,
): AsyncGenerator<ArticleFacts[]> {
  const { store, check } = deps
  const from = before ?? { knownAt: Number.MAX_SAFE_INTEGER, id: 0 }
  const expression = toFts(query)
  const ids = expression === null ? null : await idsFound(expression, deps)
  const unindexed = await store.search.unindexedBelow()
  const isCandidate = (facts: ArticleFacts) =>
    (!ids || ids.has(facts.id) || facts.id < unindexed) && mayMatch(query, facts, deps.now)
  if (ids && ids.size <= FEW && unindexed === 0) {
    const facts = (await store.search.factsOf([...ids]))
      .filter(one => isBehind(one, from))
      .filter(isCandidate)
    yield* batches(
      facts.sort((a, b) => b.knownAt - a.knownAt || b.id - a.id),
      batch,
    )
    return
  }
  let place = from
  for (;;) {
    check()
    const walked = await store.search.newest(place, ids ? FEW : batch)
    const last = walked.at(-1)
    if (!last) return
    yield* batches(walked.filter(isCandidate), batch)
    place = last
  }
}

const isBehind = (a: SearchPlace, b: SearchPlace) =>
  a.knownAt < b.knownAt || (a.knownAt === b.knownAt && a.id < b.id)

function* batches<T>(all: T[], size: number): Generator<T[]> {
  for (let from = 0; from < all.length; from += size) yield all.slice(from, from + size)
}

/** Every article that a full-text expression finds. */
export async function idsFound(
  expression: string,
  { store, check }: Pick<QueryDeps, 'store' | 'check'>,
): Promise<Set<number>> {
  const found = new Set<number>()
  let below = Number.MAX_SAFE_INTEGER
  for (;;) {
    check()
    const ids = await store.search.find(expression, below, FOUND_AT_ONCE)
    for (const id of ids) found.add(id)
    if (ids.length < FOUND_AT_ONCE) return found
    below = ids.at(-1) as number
  }
}

/** False where what is known of an article without its texts rules it out. */
function mayMatch(query: Query, facts: ArticleFacts, now: Instant): boolean {
  const article = prepare({ ...facts, title: '' })
  return evaluate(
    query.root,
    clause => (READ_WITHOUT_TEXT.has(clause.kind) ? holds(clause, article, { now }) : null),
    true,
  )
}

const READ_WITHOUT_TEXT = new Set(['all', 'outlet', 'lang', 'date', 'age'])
