import type { CanonicalWriter } from './canonical.ts'
import type { Names } from './names.ts'

/** An element that holds elements: the feed, an item, a record in one of them, or one that is read through. */
export type Frame = {
  /** Its name as written. */
  raw: string
  holds: 'feed' | 'item' | 'record'
  /** The canonical record that ends with it. */
  record?: string
  names: Names
  /** What relative URLs in it start from. */
  base: string | undefined
}

/** The elements that are open, outermost first, and what is written when one ends. */
export class Frames {
  readonly #writer: CanonicalWriter
  readonly #onUnclosed: () => void
  readonly #open: Frame[] = []

  constructor(writer: CanonicalWriter, onUnclosed: () => void) {
    this.#writer = writer
    this.#onUnclosed = onUnclosed
  }

  get top(): Frame | undefined {
    return this.#open.at(-1)
  }

  get depth(): number {
    return this.#open.length
  }

  push(frame: Frame): void {
    this.#open.push(frame)
  }

  has(raw: string): boolean {
    return this.#open.some(frame => isSameName(frame.raw, raw))
  }

  /** Ends the innermost element of this name with all that is open in it; false where there is none. */
  end(raw: string): boolean {
    const depth = this.#open.findLastIndex(frame => isSameName(frame.raw, raw))
    if (depth < 0) return false
    while (this.#open.length > depth + 1) this.endUnclosed()
    this.endTop()
    return true
  }

  endUnclosed(): void {
    this.#onUnclosed()
    this.endTop()
  }

  endTop(): void {
    const frame = this.#open.pop()
    if (frame?.record) this.#writer.endRecord(frame.record)
    else if (this.#wasItem(frame)) this.#writer.endItem()
  }

  /** Ends everything where the document breaks off: the item that it was cut in is not whole. */
  cut(): void {
    while (this.#open.length > 0) {
      const frame = this.#open.pop()
      if (frame?.record) this.#writer.endRecord(frame.record)
      else if (this.#wasItem(frame)) this.#writer.dropItem()
    }
  }

  /** Elements that are read through hold items' elements, too, but stand inside one. */
  #wasItem(frame: Frame | undefined): boolean {
    return frame?.holds === 'item' && this.top?.holds === 'feed'
  }
}

/** Publishers close `<pubDate>` with `</pubdate>`. */
export function isSameName(a: string, b: string): boolean {
  return a === b || (a.length === b.length && a.toLowerCase() === b.toLowerCase())
}
