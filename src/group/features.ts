import type { GroupArticle } from '../model/story.ts'
import { stem } from '../text/stem.ts'
import { words } from '../text/words.ts'

/** Terms are kept as numbers below this: two of a window's words practically never share one. */
export const BUCKETS = 1 << 20
/** Where a term stands. */
export const PLACES = 4
const IN_BODY = 0
const IN_TITLE = 1
const LETTERS_OF_TITLE = 2

/**
 * The distinct terms of an article, ascending: `bucket * 4 + place` of each light stem, and where asked for of each run of four
 * letters of the title, which tells that Mt. Gox and MtGox are one.
 * How often a term occurs is not kept: a word that occurs thrice tells no more than one that occurs once.
 */
export type Terms = Uint32Array

/** The first words of a report tell the event; what follows is background that other events share. */
const TITLE_WORDS = 40
const BODY_WORDS = 60

export function termsOf(article: Text, withLetters = false): Terms {
  const places = new Map<number, number>()
  for (const word of leadingWords(bodyOf(article), BODY_WORDS)) places.set(bucketOf(word), IN_BODY)
  for (const word of leadingWords(article.title, TITLE_WORDS)) {
    places.set(bucketOf(word), IN_TITLE)
    if (withLetters) for (const letters of fours(word)) places.set(hash(letters) % BUCKETS, LETTERS_OF_TITLE)
  }
  return Uint32Array.from(places, ([bucket, place]) => bucket * PLACES + place).sort()
}

type Text = Pick<GroupArticle, 'title' | 'summary' | 'text'>

/** Runs of four letters, with the word's ends as letters. */
function fours(word: string): string[] {
  const marked = `_${word}_`
  return Array.from({ length: Math.max(1, marked.length - 3) }, (_, i) => `#${marked.slice(i, i + 4)}`)
}

/** The words that grouping reads of an article, folded, in order. */
export function readWords(article: Text): string[] {
  return [...leadingWords(article.title, TITLE_WORDS), ...leadingWords(bodyOf(article), BODY_WORDS)]
}

export function bucketOf(word: string): number {
  return hash(stem(word)) % BUCKETS
}

/** Many outlets' summary is how their text begins. */
function bodyOf({ summary, text }: Text): string {
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
