import { type Attributes, NO_ATTRIBUTES, readAttributes } from './attributes.ts'
import { hasControls, withoutControls } from './controls.ts'
import { readOwnEntities } from './doctype.ts'
import { decodeReferences, type OwnEntities } from './entities.ts'
import type { Tally } from './repairs.ts'

/** Ranges of a document as what they mean. */
export class Source {
  readonly text: string
  readonly #hasControls: boolean
  readonly #tally: Tally
  #own: OwnEntities | undefined

  constructor(text: string, tally: Tally) {
    this.text = text
    this.#hasControls = hasControls(text)
    this.#tally = tally
  }

  /** Takes over the entities that a document type declares. */
  declare(doctype: string): void {
    this.#own = readOwnEntities(doctype, this.#tally)
  }

  attributes(start: number, end: number): Attributes {
    return end - start < 2 ? NO_ATTRIBUTES : readAttributes(this.cdata(start, end), this.#tally, this.#own)
  }

  /** Text with its references resolved. */
  decoded(start: number, end: number): string {
    return decodeReferences(this.cdata(start, end), this.#tally, this.#own)
  }

  /** Text in which `&` is but a letter. */
  cdata(start: number, end: number): string {
    const raw = this.text.slice(start, end)
    return this.#hasControls ? withoutControls(raw, this.#tally) : raw
  }

  isBlank(start: number, end: number): boolean {
    return this.text.slice(start, Math.min(end, start + 1000)).trim() === ''
  }
}
