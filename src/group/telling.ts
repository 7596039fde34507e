import { BUCKETS } from './features.ts'
import type { Member } from './member.ts'

/** How much terms tell of which story an article is in; 0 for those that were not seen, which count as `ofNew`. */
export type Telling = { weights: Float32Array; ofNew: number }

/**
 * Weighs terms by how far each narrows down the story, whatever the stories are called at the moment: the entropy of stories
 * over all articles, less that over the articles with the term. Where every story has one article this is the
 * idf; where stories are wide it keeps the names that idf takes for common words, because half of a story has them.
 * A term of few articles is trusted less.
 */
export function tellingOf(stories: readonly (readonly Member[])[]): Telling {
  const articles = stories.reduce((sum, story) => sum + story.length, 0)
  const frequencies = new Map<number, number>()
  /** The sum of n log n over stories, for each term: the entropy is log N less this by N. */
  const sums = new Map<number, number>()
  for (const story of stories)
    for (const [bucket, n] of countTerms(story)) {
      frequencies.set(bucket, (frequencies.get(bucket) ?? 0) + n)
      sums.set(bucket, (sums.get(bucket) ?? 0) + n * Math.log(n))
    }
  const entropy = stories.reduce(
    (sum, { length }) => sum - (length / articles) * Math.log(length / articles),
    0,
  )
  const weights = new Float32Array(BUCKETS)
  for (const [bucket, n] of frequencies) {
    const left = Math.log(n) - (sums.get(bucket) ?? 0) / n
    // Not 0, which stands for terms that were not seen.
    weights[bucket] = Math.max(1e-6, entropy - left) * (n / (n + 1))
  }
  return { weights, ofNew: entropy / 2 }
}

function countTerms(story: readonly Member[]): Map<number, number> {
  const counts = new Map<number, number>()
  for (const { terms } of story)
    for (const term of terms) counts.set(term >>> 2, (counts.get(term >>> 2) ?? 0) + 1)
  return counts
}
