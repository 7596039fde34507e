import type { GroupArticle } from '../model/story.ts'
import { bucketOf, readWords } from './features.ts'
import type { Vector } from './member.ts'

const MOST_WORDS = 8

/** The folded words of an article that a story's articles have too, the most telling first. */
export function sharedWords(article: GroupArticle, own: Vector, story: readonly Vector[]): string[] {
  const theirs = new Set(story.flatMap(({ terms }) => Array.from(terms, term => term >>> 2)))
  const weightOf = new Map(Array.from(own.terms, (term, i) => [term >>> 2, own.weights[i] as number]))
  const telling = new Map<string, number>()
  for (const word of readWords(article)) {
    const bucket = bucketOf(word)
    if (theirs.has(bucket)) telling.set(word, weightOf.get(bucket) ?? 0)
  }
  return [...telling]
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST_WORDS)
    .map(([word]) => word)
}
