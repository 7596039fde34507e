import { fold } from '../text/fold.ts'
import { stem } from '../text/stem.ts'
import { type Features, hash } from './features.ts'
import { FUNCTION_WORDS } from './function-words.ts'

/** Buckets of the table: words that share one count as one, which costs little among four million. */
const BUCKETS = 1 << 22
/** A new table weighs words as if it had read so many articles, function words in half of them, so that the first day is sound. */
const SUPPOSED_ARTICLES = 1_000

/** In how many articles each term occurred, over all that grouping has read. */
export type Frequencies = { articles: number; counts: Uint32Array }

/** A table that has read nothing yet. */
export function noFrequencies(): Frequencies {
  const counts = new Uint32Array(BUCKETS)
  for (const word of FUNCTION_WORDS) counts[hash(stem(fold(word))) % BUCKETS] = SUPPOSED_ARTICLES / 2
  return { articles: SUPPOSED_ARTICLES, counts }
}

/** Counts an article's terms in (`by` 1) or out again (`by` -1). */
export function count(frequencies: Frequencies, terms: Uint32Array, by: 1 | -1): void {
  frequencies.articles += by
  for (const term of terms) {
    const bucket = term % BUCKETS
    frequencies.counts[bucket] = (frequencies.counts[bucket] ?? 0) + by
  }
}

/** Weights of an article's terms by how rare they are, scaled to length 1. */
export function weigh({ articles, counts }: Frequencies, features: Features): Float32Array {
  const weights = new Float32Array(features.terms.length)
  let squares = 0
  features.terms.forEach((term, i) => {
    const rarity = Math.log((articles + 1) / ((counts[term % BUCKETS] ?? 0) + 1))
    const weight = (features.counts[i] ?? 0) * Math.max(rarity, 0)
    weights[i] = weight
    squares += weight * weight
  })
  const length = Math.sqrt(squares) || 1
  return weights.map(weight => weight / length)
}
