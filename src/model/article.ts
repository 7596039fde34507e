import type { Instant } from './time.ts'

export type Direction = 'rtl' | 'ltr'

export type Enclosure = { url: string; type: string | null; length: number | null }

/** One item as an outlet published it: text plain, HTML safe, URLs absolute. Not stored yet. */
export type NewArticle = {
  outletId: string
  /** What tells this article from the outlet's others: its guid, else its link, else a hash of its content. */
  guid: string
  url: string | null
  title: string
  summary: string
  /** Sanitised HTML of the body, or of the summary where the feed has no body. */
  html: string
  /** Plain text of the body, a line a block; empty where the body says no more than the summary. */
  text: string
  author: string | null
  /** BCP 47, lower case; null where neither the outlet, the feed nor the text tells. */
  language: string | null
  direction: Direction
  categories: string[]
  image: string | null
  enclosures: Enclosure[]
  /** As the outlet says; null where it says none that can be read. */
  publishedAt: Instant | null
  seenAt: Instant
  /** The clock of grouping and order: `publishedAt` where it is believable and not after `seenAt`, else `seenAt`. */
  eventAt: Instant
}

/** The folded words of each part of an article, with spaces between: what the full-text index holds. */
export type ArticleWords = {
  title: string
  summary: string
  text: string
  author: string
  categories: string
}

/** A new article as the store takes it: with what it is recognised by, and its texts packed (see `packTexts`). */
export type IdentifiedArticle = Omit<NewArticle, 'summary' | 'html' | 'text'> & {
  altKey: string | null
  contentHash: string
  texts: Uint8Array
  /** For the full-text index; folded by whoever read the article: the store only keeps. */
  words: ArticleWords
}

/** A stored article. */
export type Article = NewArticle & {
  id: number
  /** Counts the edits of title or text; earlier texts are kept in `article_revisions`. */
  revision: number
  /** When the outlet last changed it. */
  updatedAt: Instant
}
