import { escapeAttribute, escapeText } from './entities.ts'

/** Values over this length are handed over beside the XML, as no XML reader has to look into them. */
const MAX_INLINE = 100
/** Longer ones are cut: the longest body seen in a feed of articles had 1.2 MB. */
const MAX_VALUE = 4_000_000

/** An attribute of a canonical element that was set aside: the place of its value in `aside`. */
export const ASIDE = 'aside'

/** The elements of the feed and of each item as RSS 2.0, each with one value, and what was set aside from them. */
export type Canonical = { feed: string; items: string[]; aside: string[] }

/** Writes a canonical document. Names come from our own tables only, so they are well-formed. */
export class CanonicalWriter {
  readonly #aside: string[] = []
  readonly #onCut: () => void
  readonly #items: string[] = []
  #feed = ''
  #item: string | undefined

  constructor(onCut: () => void) {
    this.#onCut = onCut
  }

  beginItem(): void {
    this.#item = '<item n="0">'
  }

  /** An item counts only when it is complete. */
  endItem(): void {
    if (this.#item !== undefined) this.#items.push(`${this.#item}</item>`)
    this.#item = undefined
  }

  dropItem(): void {
    this.#item = undefined
  }

  beginRecord(name: string, attributes?: Iterable<readonly [string, string]>): void {
    this.#write(startTag(name, attributes))
  }

  text(text: string): void {
    this.#write(escapeText(text))
  }

  endRecord(name: string): void {
    this.#write(`</${name}>`)
  }

  element(name: string, value: string, attributes?: Iterable<readonly [string, string]>): void {
    if (value.length <= MAX_INLINE) this.#write(`${startTag(name, attributes)}${escapeText(value)}</${name}>`)
    else this.#write(startTag(name, [...(attributes ?? []), [ASIDE, this.#setAside(value)]], '/>'))
  }

  /** Answers the value's place. */
  #setAside(value: string): string {
    if (value.length > MAX_VALUE) this.#onCut()
    return String(this.#aside.push(value.slice(0, MAX_VALUE)) - 1)
  }

  finish(): Canonical {
    return { feed: this.#feed, items: this.#items, aside: this.#aside }
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
