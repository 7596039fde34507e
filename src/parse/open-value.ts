import type { Attributes } from './attributes.ts'
import type { CanonicalWriter } from './canonical.ts'
import { endsValue, type Rule } from './elements.ts'
import { finishValue } from './finish-value.ts'
import { isSameName } from './frames.ts'
import type { Tally } from './repairs.ts'
import { Value } from './value.ts'

/** An element whose contents are being collected as one value. */
export class OpenValue {
  /** Its name as written. */
  readonly raw: string
  readonly #rule: Rule
  readonly #attributes: Attributes
  readonly #base: string | undefined
  readonly #value = new Value()
  /** Elements of the same name that are open in it. */
  #nested = 0

  constructor(raw: string, rule: Rule, attributes: Attributes, base: string | undefined) {
    this.raw = raw
    this.#rule = rule
    this.#attributes = attributes
    this.#base = base
  }

  get hasTags(): boolean {
    return this.#value.hasTags
  }

  get isFull(): boolean {
    return this.#value.isFull
  }

  /** Whether markup is what its kind is made for. */
  get expectsTags(): boolean {
    return this.#rule.kind === 'construct'
  }

  /** Whether an element of this canonical name cannot stand in it. */
  endsBefore(name: string): boolean {
    return endsValue(name, this.#rule)
  }

  text(text: string): void {
    this.#value.text(text)
  }

  open(raw: string, attributes: Attributes, isEmpty: boolean): void {
    if (!isEmpty && isSameName(this.raw, raw)) this.#nested++
    this.#value.open(raw, attributes, isEmpty)
  }

  /** Answers whether this was its own end tag. */
  close(raw: string): boolean {
    if (isSameName(this.raw, raw) && this.#nested-- === 0) return true
    this.#value.close(raw)
    return false
  }

  write(writer: CanonicalWriter, tally: Tally): void {
    const { text, kept } = finishValue(this.#value, this.#rule, this.#attributes, this.#base, tally)
    if (text !== '' || kept.size > 0) writer.element(this.#rule.as, text, kept)
  }
}
