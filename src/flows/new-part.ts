import { hash } from 'node:crypto'
import type { ReadJob } from '../model/reading.ts'
import { sliceFeed } from '../parse/slices.ts'

/** A body cut into its items, of which those that are known need not be read. */
export type NewPart = {
  /** A feed of what is new alone. */
  text: string
  /** The hash of each item of the whole body. */
  hashes: string[]
  /** The places of the new ones among them. */
  unseen: number[]
}

/**
 * Leaves out of a feed's text the items that were read before, or answers null where it cannot be cut with certainty.
 *
 * An item's hash covers its bytes and all that can change how they are read: the tags around it, where its relative
 * addresses start from, and what the operator says of the outlet.
 */
export function newPartOf(text: string, job: ReadJob): NewPart | null {
  const slices = sliceFeed(text)
  if (!slices) return null
  const { prolog, items, tail, context } = slices
  const setting = hashOf([context, baseOf(job), job.outlet.language, job.outlet.timezone].join('\n'))
  const hashes = items.map(({ start, end }) => hashOf(setting + text.slice(start, end)))
  const known = new Set(job.known?.slices)
  const unseen = items.flatMap((_, place) => (known.has(hashes[place] as string) ? [] : [place]))
  if (unseen.length === items.length) return { text, hashes, unseen }
  const kept = unseen.map(place => text.slice(items[place]?.start, items[place]?.end))
  return { text: [prolog, ...kept, tail].join('\n'), hashes, unseen }
}

/** Without the query, which content networks change each time and which no relative address takes over. */
function baseOf({ url, headers }: ReadJob): string {
  return `${url.split(/[?#]/, 1)[0]}\n${headers['content-location'] ?? ''}`
}

/** 72 bits: enough that no two items of an outlet ever share one. */
const hashOf = (text: string): string => hash('sha256', text, 'base64url').slice(0, 12)
