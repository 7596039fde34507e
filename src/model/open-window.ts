import type { Instant } from './time.ts'

/** An article of the open window as it is kept, so that who restores the window reads and compares no text again. */
export type OpenArticle = {
  /** Counts what came into the window; an edited article comes anew. */
  number: number
  articleId: number
  outletId: string
  language: string | null
  eventAt: Instant
  /** Its terms and how much each tells, as grouping writes them. */
  features: Uint8Array
}

/** The most alike articles of one of the window. */
export type OpenNeighbours = { number: number; near: Uint8Array }

/** What is kept of the window as a whole. */
export type OpenWindowState = {
  /** What kind of window it is, and which code read its articles. */
  version: string
  nextNumber: number
  /** Up to this number the stories were looked at anew. */
  settledTo: number
  /** Up to which number words are counted in `frequencies`, and in how many articles of each language and in all. */
  counted: { to: number; articles: [language: string, n: number][]; total: number }
  /** How many articles were counted when all were weighed last. */
  weighedAt: number
  newestAt: Instant
}

/** What is long and written seldom: how frequent words are, and what was learnt of them. */
export type OpenWindowTables = { frequencies?: Uint8Array; telling?: Uint8Array }

/** What of the window is not kept yet. */
export type OpenWindowChanges = {
  state: OpenWindowState
  tables: OpenWindowTables
  /** Whatever was kept before is of another window. */
  isWhole: boolean
  /** Those that came, and those that were weighed anew. */
  articles: OpenArticle[]
  neighbours: OpenNeighbours[]
  /** The numbers of those that left. */
  left: number[]
}

/** The window as it was kept. */
export type KeptWindow = {
  state: OpenWindowState
  tables: OpenWindowTables
  /** By number; `storyId` is null for those that left and whose words are not in `frequencies` yet. */
  articles: (OpenArticle & { storyId: number | null })[]
  neighbours: OpenNeighbours[]
}
