import { escapeAttribute, escapeText } from './entities.ts'

/** Values over this length are handed over beside the XML, as no XML reader has to look into them. */
const MAX_INLINE = 100
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

/** An attribute of a canonical element that was set aside: the place of its value in `aside`. */
export const ASIDE = 'aside'

/** An attribute of a canonical element whose text is no HTML, and would mean something else if read as such. */
export const PLAIN_TEXT = 'plain'

/** The elements of the feed and of each item as RSS 2.0, each with one value, and what was set aside from them. */
export type Canonical = { feed: string; items: string[]; aside: string[] }

/** Writes a canonical document. Names come from our own tables only, so they are well-formed. */
export class CanonicalWriter {
  readonly #aside: string[] = []
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

  beginRecord(name: string, attributes?: Iterable<readonly [string, string]>): void {
    this.#count()
    this.#write(startTag(name, attributes))
  }

  text(text: string): void {
    this.#write(escapeText(text))
  }

  endRecord(name: string): void {
    this.#write(`</${name}>`)
  }

  element(name: string, value: string, attributes?: Iterable<readonly [string, string]>): void {
    this.#count()
    if (value.length <= MAX_INLINE) this.#write(`${startTag(name, attributes)}${escapeText(value)}</${name}>`)
    else this.#write(startTag(name, [...(attributes ?? []), [ASIDE, this.#setAside(name, value)]], '/>'))
  }

  /** Answers the value's place. */
  #setAside(name: string, value: string): string {
    const limit = BODIES.has(name) ? MAX_BODY : MAX_OTHER
    if (value.length > limit) this.#onCut('too-long')
    return String(this.#aside.push(value.length > limit ? value.slice(0, limit) : value) - 1)
  }

  finish(): Canonical {
    return { feed: this.#feed, items: this.#items, aside: this.#aside }
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

function startTag(name: string, attributes: Iterable<readonly [string, string]> = [], end = '>'): string {
  let tag = `<${name}`
  for (const [key, value] of attributes) tag += ` ${key}="${escapeAttribute(value)}"`
  return tag + end
}
