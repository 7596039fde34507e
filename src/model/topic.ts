/** A saved query, republished as a feed. */
export type Topic = {
  id: string
  title: string
  description: string | null
  query: string
  /** Only articles in these languages count; empty means all. `ar` takes `ar-SA` too. */
  languages: string[]
  /** Only articles of these outlets count; empty means all. */
  outlets: string[]
  /** A story enters only when so many independent outlets report it. */
  minOutlets: number
  /** All of them must have reported it within such a time; null for any. */
  withinMs: number | null
  /** How long an entry stays; null for ever. */
  maxAgeMs: number | null
  /** Whether a story is one entry, or each of its articles that match is one of its own. */
  per: 'story' | 'article'
  /** How long a new story waits before it enters, so that coverage and merges come first. */
  holdMs: number
  /** How many entries its feed lists at most. */
  limit: number
  /** What alerts readers again: nothing, another outlet's coverage, or that and a changed text. */
  updates: 'silent' | 'coverage' | 'all'
  /** Read at secret addresses only, and named nowhere; the only kind that private outlets' articles are in. */
  private: boolean
  /** Ids that it had before: their addresses lead to it. */
  formerly: string[]
  /** Whether an entry's headlines grow with the story, or stay as they were when it entered. */
  headlines: 'live' | 'frozen'
}

/** The id of the built-in topic of everything. */
export const STORIES = 'stories'
