import type { Instant } from './time.ts'

/** What a query reads of an article. All text is plain; a line break ends a block, which no phrase crosses. */
export type MatchArticle = {
  title: string
  summary?: string
  /** Plain text of the body; may repeat the summary. */
  text?: string
  author?: string | null
  categories?: string[]
  outletId?: string
  /** BCP 47. */
  language?: string | null
  url?: string | null
  publishedAt?: Instant | null
  /** What `after:`, `before:` and `age:` go by; where it is missing, `publishedAt`. */
  seenAt?: Instant
}

/** What a query's story clauses (`outlets:`, `keyword:`) read. */
export type MatchStory = { independentCount: number; keywords: string[] }
