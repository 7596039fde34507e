import type { Instant } from '../model/time.ts'
import type { Terms } from './features.ts'

/** What an article is about: its terms, and how much each tells, as a vector of length 1. */
export type Vector = { readonly terms: Terms; weights: Float32Array /** Its length before. */; norm: number }

/** An article as the open window keeps it. */
export type Member = Vector & {
  /** Counts what came into the window; 0 before it came. */
  number: number
  readonly articleId: number
  readonly outletId: string
  readonly language: string | null
  readonly eventAt: Instant
  storyId: number
  /** Its place in the index; changes when the index is swept. */
  slot: number
  /** False once it left the window, or while it is set aside. */
  isOpen: boolean
  /** The most alike open articles, most alike first; null where not known yet. */
  near: Neighbour[] | null
  /** Length of its vector mixed with those of `near`; 0 where not known yet. */
  mixedNorm: number
}

/** A neighbour that left and is not known any more; it takes up its place all the same. */
export const GONE: Member = {
  number: 0,
  articleId: 0,
  outletId: '',
  language: null,
  eventAt: 0,
  terms: new Uint32Array(),
  weights: new Float32Array(),
  norm: 1,
  storyId: 0,
  slot: 0,
  isOpen: false,
  near: [],
  mixedNorm: 0,
}

export type Neighbour = { member: Member; likeness: number }
