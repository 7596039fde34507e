import type { Instant } from '../model/time.ts'
import { clausesOf } from './explain.ts'
import { timeOf } from './judge.ts'
import type { Prepared } from './prepared.ts'
import type { Query } from './query.ts'

/** The next instant after `now` at which an `age:` clause of the query changes its verdict on an article; null for never. */
export function nextChangeAt(query: Query, article: Prepared, now: Instant): Instant | null {
  const coming = changesOf(query, article).filter(change => change > now)
  return coming.length > 0 ? Math.min(...coming) : null
}

/** The last instant, `now` at the latest, at which an `age:` clause of the query changed its verdict on an article; null for none. */
export function lastChangeAt(query: Query, article: Prepared, now: Instant): Instant | null {
  const past = changesOf(query, article).filter(change => change <= now)
  return past.length > 0 ? Math.max(...past) : null
}

function changesOf(query: Query, { article }: Prepared): Instant[] {
  const at = timeOf(article)
  if (at === null) return []
  return clausesOf(query.root, false).flatMap(({ clause }) => {
    if (clause.kind !== 'age') return []
    // now - at < age turns at the instant itself, now - at <= age one millisecond later.
    return [at + clause.ageMs + (clause.op === '<' || clause.op === '>=' ? 0 : 1)]
  })
}
