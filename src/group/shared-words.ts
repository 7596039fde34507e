import type { GroupArticle } from '../model/story.ts'
import { bucketOf, readWords } from './features.ts'
import type { Member } from './member.ts'
import type { TermWeights } from './term-weights.ts'

const MOST_WORDS = 8

/** The folded words of an article that a story's articles have too, the most telling first. */
export function sharedWords(article: GroupArticle, story: Member[], weights: TermWeights): string[] {
  const theirs = new Set(story.flatMap(({ terms }) => Array.from(terms, term => term >>> 2)))
  const logArticles = weights.logArticles(article.language)
  const telling = new Map<string, number>()
  for (const word of readWords(article)) {
    const bucket = bucketOf(word)
    if (theirs.has(bucket)) telling.set(word, weights.rarity(bucket, logArticles))
  }
  return [...telling]
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST_WORDS)
    .map(([word]) => word)
}
