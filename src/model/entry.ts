import type { Headline } from './story.ts'
import type { Instant } from './time.ts'

/** A story as it stands in one topic's feed. */
export type Entry = {
  topicId: string
  storyId: number
  /** `urn:uuid:`: that of the story it was first published for in its topic. */
  publicId: string
  /** Order in the feed. */
  enteredAt: Instant
  /** `<updated>`: moved by the topic's `updates` policy only. */
  updatedAt: Instant
  /** Any byte of it changed. */
  changedAt: Instant
  leftAt: Instant | null
  why: Why
}

/** Why an article is in a topic: one hit a clause of the query that let it in. */
export type Why = Hit[]
export type Hit = {
  /** The clause as the operator wrote it. */
  clause: string
  /** Where it was found. */
  field: string
  /** The words of the article, as written there. */
  words: string[]
}

export type ChangeKind = 'entered' | 'updated' | 'grown' | 'left'

/** One line of the append-only record that every feed is read from. */
export type EntryChange = {
  seq: number
  topicId: string
  publicId: string
  kind: ChangeKind
  at: Instant
  snapshot: Snapshot
}

/** An entry as it stood at one change: what renderers read. The lead's text is that of its revision. */
export type Snapshot = {
  storyPublicId: string
  /** `changedAt` is when the outlet last changed anything of it: its picture, say, which is no new revision. */
  lead: { articleId: number; revision: number; changedAt?: Instant }
  enteredAt: Instant
  updatedAt: Instant
  headlines: Headline[]
  articleCount: number
  outletCount: number
  independentCount: number
  keywords: string[]
  why: Why
}
