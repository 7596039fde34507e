import { type Attributes, NO_ATTRIBUTES } from './attributes.ts'

/** Longer values keep the white space inside a `<div>` that was taken off: their hashes are stored. */
const MAX_TRIMMED = 100
/** Bodies that are longer are cut, and so are shorter texts of other elements. */
const MAX_BODY = 4_000_000
const MAX_OTHER = 65_536
const BODIES = new Set([
  'abstract',
  'summary',
  'content',
  'dc:description',
  'media:description',
  'itunes:summary',
])
/** No outlet has more; what follows is left out. */
const MAX_ITEMS = 20_000
const MAX_ELEMENTS = 2_000

/** An attribute of a canonical element whose text is no HTML, and would mean something else if read as such. */
export const PLAIN_TEXT = 'plain'

/** What an element says. An element of the XML holds but the place of it, as no XML reader has to look into it. */
export type Said = { text: string; attributes: Attributes }

/** The elements of the feed and of each item as RSS 2.0, what they are called there, and what they say. */
export type Canonical = { feed: string; items: string[]; tags: ReadonlyMap<string, string>; said: Said[] }

/** Writes a canonical document. Names come from our own tables only, so they are well-formed. */
export class CanonicalWriter {
  readonly #said: Said[] = []
  /** By canonical name: short ones, as the XML reader tests each character of a tag. */
  readonly #tags = new Map<string, string>()
  /** What the records that are open say, outermost first. */
  readonly #records: Said[] = []
  readonly #onCut: (kind: 'too-long' | 'too-many') => void
  readonly #items: string[] = []
  #feed = ''
  #item: string | undefined
  /** Elements of the feed, and of the item. */
  #feedElements = 0
  #itemElements = 0

  constructor(onCut: (kind: 'too-long' | 'too-many') => void) {
    this.#onCut = onCut
  }

  beginItem(): void {
    this.#item = '<item n="0">'
    this.#itemElements = 0
  }

  /** An item counts only when it is complete. */
  endItem(): void {
    if (this.hasAllItems) this.#onCut('too-many')
    else if (this.#item !== undefined) this.#items.push(`${this.#item}</item>`)
    this.#item = undefined
  }

  dropItem(): void {
    this.#item = undefined
  }

  /** Nothing more of this item, or of the feed, should be written. */
  get isFull(): boolean {
    return (this.#item === undefined ? this.#feedElements : this.#itemElements) >= MAX_ELEMENTS
  }

  get hasAllItems(): boolean {
    return this.#items.length >= MAX_ITEMS
  }

  beginRecord(name: string, attributes: Attributes): void {
    this.#count()
    const said = { text: '', attributes }
    this.#write(`<${this.#tagOf(name)}>${this.#placeOf(said)}`)
    this.#records.push(said)
  }

  /** Text of the innermost record. */
  text(text: string): void {
    const record = this.#records.at(-1)
    if (record) record.text += text
  }

  endRecord(name: string): void {
    const record = this.#records.pop()
    if (record) record.text = record.text.trim()
    this.#write(`</${this.#tagOf(name)}>`)
  }

  element(name: string, value: string, attributes: Attributes = NO_ATTRIBUTES): void {
    this.#count()
    const text = value.length > MAX_TRIMMED ? this.#withinLimit(name, value) : value.trim()
    const tag = this.#tagOf(name)
    this.#write(`<${tag}>${this.#placeOf({ text, attributes })}</${tag}>`)
  }

  #placeOf(said: Said): number {
    return this.#said.push(said) - 1
  }

  /** Elements inside a record are few, and go by their names. */
  #tagOf(name: string): string {
    if (this.#records.length > 0) return name
    const tag = this.#tags.get(name) ?? `e${this.#tags.size}`
    this.#tags.set(name, tag)
    return tag
  }

  #withinLimit(name: string, value: string): string {
    const limit = BODIES.has(name) ? MAX_BODY : MAX_OTHER
    if (value.length <= limit) return value
    this.#onCut('too-long')
    return value.slice(0, limit)
  }

  finish(): Canonical {
    return { feed: this.#feed, items: this.#items, tags: this.#tags, said: this.#said }
  }

  #count(): void {
    if (this.#item === undefined) this.#feedElements++
    else this.#itemElements++
    if (this.isFull) this.#onCut('too-many')
  }

  #write(xml: string): void {
    if (this.#item === undefined) this.#feed += xml
    else this.#item += xml
  }
}
