import type { Instant } from './time.ts'

/** The articles that report the same event. */
export type Story = {
  id: number
  /** `urn:uuid:` of version 7 (RFC 9562), minted once, never reused. */
  publicId: string
  language: string | null
  /** Null while none of its articles is kept. */
  leadId: number | null
  title: string
  firstSeenAt: Instant
  updatedAt: Instant
  articleCount: number
  outletCount: number
  /** Outlets that count once an agency and once an owner. */
  independentCount: number
  keywords: string[]
  /** Other stories on the same subject, the likest first. */
  related: number[]
  /** What they were looked up for; another subject is looked up anew. */
  relatedFor: string | null
  /** The story that took this one in; null while it lives. */
  mergedInto: number | null
}

/** What grouping reads of an article. */
export type GroupArticle = {
  id: number
  outletId: string
  language: string | null
  title: string
  summary: string
  /** Plain text of the body; empty where the feed has none beyond the summary. */
  text: string
  eventAt: Instant
  /** The story it was in before its text was edited; null for a new article. */
  hintStoryId: number | null
}

/** An article of the open window together with the story it is in. */
export type PlacedArticle = GroupArticle & { storyId: number }

/** Where grouping puts an article, and why. */
export type Placement = {
  articleId: number
  storyId: number
  /** True when the article founds the story. */
  founds: boolean
  /** Likeness to the story in 0..1; 1 for a founding article. */
  score: number
  /** The folded words that the article and the story share, the most telling first. */
  words: string[]
}

/** A linked title under a story. */
export type Headline = {
  kind: 'coverage' | 'related'
  title: string
  url: string | null
  outletId: string
  outletTitle: string
  language: string | null
  direction: 'rtl' | 'ltr'
  at: Instant
}
