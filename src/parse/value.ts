import type { Attributes } from './attributes.ts'
import { escapeAttribute, escapeText } from './entities.ts'

/** Elements that HTML never closes. */
const VOID = new Set([
  'area',
  'base',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'param',
  'source',
  'track',
  'wbr',
])
export const isVoid = (tag: string): boolean => VOID.has(tag.toLowerCase())

/** More tags than this in one value are dropped, their text kept: no article has them. */
const MAX_TAGS = 20_000

/**
 * Collects what one element holds. References are resolved already, so text is `a < b` here; where tags stand
 * beside it, text has to be escaped again to mean the same in HTML.
 */
export class Value {
  /** The tags, and the text before each and after the last. */
  readonly #tags: string[] = []
  readonly #texts = ['']

  text(text: string): void {
    this.#texts[this.#texts.length - 1] += text
  }

  open(name: string, attributes: Attributes, isEmpty: boolean): void {
    const tag = withoutPrefix(name)
    let start = `<${tag}`
    for (const [key, value] of attributes)
      if (!key.startsWith('xmlns')) start += ` ${key}="${escapeAttribute(value)}"`
    if (isEmpty) this.#add(isVoid(tag) ? `${start} />` : `${start}></${tag}>`)
    else this.#add(`${start}>`)
  }

  close(name: string): void {
    const tag = withoutPrefix(name)
    if (this.hasTags && !isVoid(tag)) this.#add(`</${tag}>`)
  }

  /** Further tags are dropped. */
  get isFull(): boolean {
    return this.#tags.length >= MAX_TAGS
  }

  get hasTags(): boolean {
    return this.#tags.length > 0
  }

  /** As HTML, of one who wrote well-formed XHTML: what is text stays text. */
  asXhtml(): string {
    return this.#join(escapeText)
  }

  /** As HTML, of one who escapes some tags or none: text without tags beside it is HTML, and escaped tags are tags. */
  asHtml(): string {
    const isText = this.hasTags && !this.#texts.some(text => /<[a-z/]/i.test(text))
    return this.#join(isText ? escapeText : text => text)
  }

  #add(tag: string): void {
    if (this.isFull) return
    this.#tags.push(tag)
    this.#texts.push('')
  }

  #join(textToHtml: (text: string) => string): string {
    if (!this.hasTags) return textToHtml(this.#texts[0] ?? '')
    return this.#texts.map((text, i) => textToHtml(text) + (this.#tags[i] ?? '')).join('')
  }
}

/** `<xhtml:p>` and `<svg:circle>` are `<p>` and `<circle>` in HTML. */
function withoutPrefix(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
