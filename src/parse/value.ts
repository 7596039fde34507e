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
/** More tags than this in one value are dropped, their text kept: no article has them. */
const MAX_TAGS = 20_000

/**
 * Collects what one element holds. References are resolved already, so text is `a < b` here; where tags stand
 * beside it, text has to be escaped again to mean the same in HTML.
 */
export class Value {
  /** All text as it is, and the tags. */
  #asWritten = ''
  /** The same with the text escaped; kept from the first tag on. */
  #escaped = ''
  #tags = 0
  #textHasTags = false

  text(text: string): void {
    if (this.#tags > 0) this.#escaped += escapeText(text)
    this.#textHasTags ||= /<[a-z/]/i.test(text)
    this.#asWritten += text
  }

  open(name: string, attributes: Attributes, isEmpty: boolean): void {
    if (this.#tags++ === 0) this.#escaped = escapeText(this.#asWritten)
    if (this.#tags > MAX_TAGS) return
    const tag = withoutPrefix(name)
    let start = `<${tag}`
    for (const [key, value] of attributes)
      if (!key.startsWith('xmlns')) start += ` ${key}="${escapeAttribute(value)}"`
    const isVoid = VOID.has(tag.toLowerCase())
    this.#add(`${start}${isEmpty && isVoid ? ' />' : '>'}${isEmpty && !isVoid ? `</${tag}>` : ''}`)
  }

  close(name: string): void {
    const tag = withoutPrefix(name)
    if (this.#tags > 0 && this.#tags <= MAX_TAGS && !VOID.has(tag.toLowerCase())) this.#add(`</${tag}>`)
  }

  get hasTags(): boolean {
    return this.#tags > 0
  }

  /** The text alone, or as HTML where tags stand in it. */
  asXhtml(): string {
    return this.#tags > 0 ? this.#escaped : escapeText(this.#asWritten)
  }

  /** HTML of a publisher who escapes some tags, or none: text that holds escaped tags means them. */
  asHtml(): string {
    return this.#tags > 0 && !this.#textHasTags ? this.#escaped : this.#asWritten
  }

  #add(tag: string): void {
    this.#asWritten += tag
    this.#escaped += tag
  }
}

/** `<xhtml:p>` and `<svg:circle>` are `<p>` and `<circle>` in HTML. */
function withoutPrefix(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
