import { fold } from '../text/fold.ts'
import { BUCKETS, bucketOf, type Terms } from './features.ts'
import { FUNCTION_WORDS } from './function-words.ts'
import { packCounts, unpackCounts } from './kept-features.ts'
import { NEWS_WORDS } from './news-words.ts'

/** A new table weighs words as if it had read so many articles, function words in half of them, so that its first day is sound. */
const SUPPOSED_ARTICLES = 200
/** Of the supposed articles so many have each word of everyday news, which fades until so many real ones were read. */
const SUPPOSED_NEWS = 50
const ENOUGH_ARTICLES = 2_000
/** From here on all counts are halved: what was said years ago fades, and no count overflows. */
const MOST_ARTICLES = 4_000_000

/** In how many articles of each language words were counted, and in how many in all. */
export type Counted = { articles: [language: string, n: number][]; total: number }

/** In how many articles each term occurred, over all that grouping has read, and how many those were in each language. */
export class Frequencies {
  private readonly counts = new Uint32Array(BUCKETS)
  private readonly isEveryDay = new Uint8Array(BUCKETS)
  private readonly articles = new Map<string, number>()
  /** How many articles were read. */
  total = 0

  constructor() {
    for (const word of NEWS_WORDS) this.isEveryDay[bucketOf(word)] = 1
    for (const word of FUNCTION_WORDS) this.counts[bucketOf(fold(word))] = SUPPOSED_ARTICLES / 2
  }

  /** Counts an article in (`by` 1) or out again (`by` -1). */
  count(terms: Terms, language: string | null, by: 1 | -1): void {
    this.total += by
    this.articles.set(keyOf(language), (this.articles.get(keyOf(language)) ?? 0) + by)
    for (let i = 0; i < terms.length; i++) {
      const bucket = (terms[i] as number) >>> 2
      this.counts[bucket] = (this.counts[bucket] as number) + by
    }
  }

  /** Lets what was said long ago fade, once enough was read; true when it did. Not while something may be counted out again. */
  fade(): boolean {
    if (this.total <= MOST_ARTICLES) return false
    this.halve()
    return true
  }

  /** How many articles a word is measured against: those in its language, or all where that is not known. */
  articlesIn(language: string | null): number {
    return SUPPOSED_ARTICLES + (language === null ? this.total : (this.articles.get(keyOf(language)) ?? 0))
  }

  /** In how many of them a term occurred. */
  of(bucket: number): number {
    const counted = this.counts[bucket] as number
    if (this.total >= ENOUGH_ARTICLES || this.isEveryDay[bucket] === 0) return counted
    return counted + Math.round(SUPPOSED_NEWS * (1 - this.total / ENOUGH_ARTICLES))
  }

  /** All of it, as it is kept over restarts. */
  pack(): Counted & { counts: Uint8Array } {
    return { counts: packCounts(this.counts), articles: [...this.articles], total: this.total }
  }

  unpack(counts: Uint8Array, { articles, total }: Counted): void {
    unpackCounts(counts, this.counts)
    for (const [language, n] of articles) this.articles.set(language, n)
    this.total = total
  }

  private halve(): void {
    this.counts.forEach((n, bucket) => {
      this.counts[bucket] = n >>> 1
    })
    this.total >>>= 1
    for (const [language, n] of this.articles) this.articles.set(language, n >>> 1)
  }
}

/** `ar-SA` and `ar` are one language. */
function keyOf(language: string | null): string {
  return language?.split('-', 1)[0]?.toLowerCase() ?? ''
}
