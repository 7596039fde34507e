import type { GroupArticle } from '../model/story.ts'
import { stem } from '../text/stem.ts'
import { words } from '../text/words.ts'

/** Terms are kept as numbers below this: two of a window's words practically never share one. */
export const BUCKETS = 1 << 22
const WORD_OF_TITLE = 1

/**
 * The distinct terms of an article (light stems), ascending; each is `bucket * 2`, plus 1 where the title has it.
 * How often a term occurs is not kept: a word that occurs thrice tells no more than one that occurs once.
 */
export type Terms = Uint32Array

/** The first words of a report tell the event; what follows is background that other events share. */
const TITLE_WORDS = 40
const BODY_WORDS = 60

export function termsOf(article: Pick<GroupArticle, 'title' | 'summary' | 'text'>): Terms {
  const terms = new Set<number>()
  for (const word of leadingWords(bodyOf(article), BODY_WORDS)) terms.add(bucketOf(word) * 2)
  for (const word of leadingWords(article.title, TITLE_WORDS)) {
    const term = bucketOf(word) * 2
    terms.delete(term)
    terms.add(term + WORD_OF_TITLE)
  }
  return Uint32Array.from(terms).sort()
}

/** The words that grouping reads of an article, folded, in order. */
export function readWords(article: Pick<GroupArticle, 'title' | 'summary' | 'text'>): string[] {
  return [...leadingWords(article.title, TITLE_WORDS), ...leadingWords(bodyOf(article), BODY_WORDS)]
}

export function bucketOf(word: string): number {
  return hash(stem(word)) % BUCKETS
}

/** Many outlets' summary is how their text begins. */
function bodyOf({ summary, text }: Pick<GroupArticle, 'summary' | 'text'>): string {
  return text.startsWith(summary) ? text : `${summary}\n${text}`
}

/** An average word with its space is far below 16 characters, so that a long body costs no more than its beginning. */
function leadingWords(text: string, count: number): string[] {
  return words(text.slice(0, count * 16)).slice(0, count)
}

/** FNV-1a over UTF-16 units. */
function hash(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return (h ^ (h >>> 15)) >>> 0
}
