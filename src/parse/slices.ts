import { formatOfRoot } from './formats/formats.ts'
import { isSameName } from './frames.ts'
import { type Sink, tokenize } from './tokens.ts'

/** A decoded document, cut so that prolog, any of its items and tail make a document that means the same. */
export type Slices = {
  /** Everything before the first item. */
  prolog: string
  /** Where each item stands in the text, its tags included. */
  items: { start: number; end: number }[]
  /** Everything after the last item. */
  tail: string
  /**
   * What of the prolog can change how an item is read: the document type, and the start tags around the items with
   * their namespaces, base and language. Unlike the prolog it does not change with every `<lastBuildDate>`.
   */
  context: string
}

/**
 * Cuts a feed into its items without reading them, or answers null where that is not certain: elements that are not
 * closed in order, a CDATA section that holds an item's tag, something other than white space between two items.
 */
export function sliceFeed(text: string): Slices | null {
  const slicer = new Slicer(text)
  tokenize(text, slicer)
  return slicer.finish()
}

type Open = { name: string; start: number; end: number }

class Slicer implements Sink {
  readonly #text: string
  readonly #open: Open[] = []
  readonly #items: { start: number; end: number }[] = []
  #itemName: string | undefined
  #itemTag: RegExp | undefined
  #doctype = ''
  #context = ''
  /** The item that is open: its depth, 0 for none. */
  #itemDepth = 0
  #isUncertain = false
  /** Something stood after the last item. */
  #hasMore = false

  constructor(text: string) {
    this.#text = text
  }

  open(name: string, _from: number, _to: number, isEmpty: boolean, start: number, end: number): void {
    if (this.#itemName === undefined) this.#findFormat(name)
    if (this.#itemDepth === 0) this.#openOutside(name, start)
    if (!isEmpty) this.#open.push({ name, start, end })
    else if (this.#itemDepth > this.#open.length) this.#endItem(end)
  }

  close(name: string, _start: number, end: number): void {
    const open = this.#open.pop()
    if (open?.name !== name) this.#isUncertain = true
    if (this.#itemDepth > this.#open.length) this.#endItem(end)
  }

  text(start: number, end: number): void {
    if (this.#items.length > 0 && this.#itemDepth === 0 && !this.#hasMore) {
      this.#hasMore = this.#text.slice(start, end).trim() !== ''
    }
  }

  cdata(start: number, end: number): void {
    this.text(start, end)
    if (this.#itemTag?.test(this.#text.slice(start, end))) this.#isUncertain = true
  }

  doctype(start: number, end: number): void {
    this.#doctype += this.#text.slice(start, end)
  }

  broken(): void {
    this.#isUncertain = true
  }

  finish(): Slices | null {
    if (this.#isUncertain || this.#open.length > 0 || this.#itemName === undefined) return null
    const first = this.#items[0]?.start ?? this.#text.length
    const last = this.#items.at(-1)?.end ?? this.#text.length
    const prolog = this.#text.slice(0, first)
    return { prolog, items: this.#items, tail: this.#text.slice(last), context: this.#context }
  }

  #findFormat(name: string): void {
    const format = formatOfRoot(localName(name))
    this.#itemName = format?.item
    this.#itemTag = format && new RegExp(`</?(?:\\w+:)?${format.item}[\\s/>]`, 'i')
  }

  #openOutside(name: string, start: number): void {
    if (this.#itemName === undefined || !isSameName(localName(name), this.#itemName)) {
      this.#hasMore ||= this.#items.length > 0
      return
    }
    if (this.#hasMore) this.#isUncertain = true
    if (this.#items.length === 0)
      this.#context = this.#doctype + this.#open.map(tag => this.#text.slice(tag.start, tag.end)).join('')
    this.#itemDepth = this.#open.length + 1
    this.#items.push({ start, end: start })
  }

  #endItem(end: number): void {
    const item = this.#items.at(-1)
    if (item) item.end = end
    this.#itemDepth = 0
  }
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)
