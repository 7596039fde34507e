import type { GroupArticle } from '../model/story.ts'
import { stem } from '../text/stem.ts'
import { words } from '../text/words.ts'

/** What an article is about, before word frequencies are known: distinct terms (hashes, ascending) and their weights. */
export type Features = { terms: Uint32Array; counts: Float32Array }

const TITLE = 1
const SUMMARY = 0.6
/** A word that occurs often tells no more than one that occurs once: measured best on labelled days. */
const MOST = 1
const MAX_WORDS = 120

/** Reads the terms of an article: light stems of its title, and of the first words of its summary or body. */
export function featuresOf(article: GroupArticle): Features {
  const weights = new Map<number, number>()
  for (const word of words(article.title).slice(0, MAX_WORDS)) weights.set(hash(stem(word)), TITLE)
  for (const word of words(article.summary || article.text.slice(0, 1_000)).slice(0, MAX_WORDS)) {
    const term = hash(stem(word))
    weights.set(term, Math.min(MOST, (weights.get(term) ?? 0) + SUMMARY))
  }
  const terms = Uint32Array.from(weights.keys()).sort()
  return { terms, counts: Float32Array.from(terms, term => weights.get(term) ?? 0) }
}

/** FNV-1a over UTF-16 units: 32 bits, so that two terms of one window are practically never taken for one. */
export function hash(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return h >>> 0
}
