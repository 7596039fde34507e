import type { Instant } from '../model/time.ts'
import type { Terms } from './features.ts'

/** An article as the open window keeps it. */
export type Member = {
  readonly articleId: number
  readonly outletId: string
  readonly language: string | null
  readonly eventAt: Instant
  readonly terms: Terms
  storyId: number
  /** Its place in the index; changes when the index is swept. */
  slot: number
  /** False once it left the window, or while it is set aside. */
  isOpen: boolean
  /** Length of its vector. */
  norm: number
  /** The most alike open articles, most alike first; null where not known yet. */
  near: Neighbour[] | null
  /** Length of its vector mixed with those of `near`; 0 where not known yet. */
  mixedNorm: number
}

export type Neighbour = { member: Member; likeness: number }
