import { type Attributes, NO_ATTRIBUTES, readAttributes } from './attributes.ts'
import { type Canonical, CanonicalWriter } from './canonical.ts'
import { readOwnEntities } from './doctype.ts'
import { type Rule, ruleFor, ruleForAnyCase } from './elements.ts'
import { decodeReferences, type OwnEntities } from './entities.ts'
import { finishValue } from './finish-value.ts'
import { type Format, formatOfRoot } from './formats/formats.ts'
import { absoluteUrl } from './html-urls.ts'
import { type Names, namesAtRoot } from './names.ts'
import { NotAFeedError } from './not-a-feed.ts'
import { note, type RepairKind, type Tally } from './repairs.ts'
import { type Sink, tokenize } from './tokens.ts'
import { Value } from './value.ts'

export type Repaired = Canonical & { format: Format['name'] }

/**
 * Turns a feed in any XML format, however broken, into one canonical document.
 *
 * @param base where relative URLs start from until the document says otherwise (xml:base)
 * @throws {NotAFeedError} where no element begins a feed
 */
export function repair(text: string, base: string | undefined, tally: Tally): Repaired {
  const repairer = new Repairer(text, base, tally)
  tokenize(text, repairer)
  return repairer.finish()
}

/** An element that holds elements: the feed, an item, a record in one of them, or one that is read through. */
type Frame = {
  /** Its name as written. */
  raw: string
  holds: 'feed' | 'item' | 'record'
  /** The canonical record to end with it. */
  record?: string
  names: Names
  base: string | undefined
}

/** An element whose contents are collected as one value. */
type OpenValue = {
  raw: string
  rule: Rule
  attributes: Attributes
  names: Names
  base: string | undefined
  value: Value
  nested: number
}

/** An element that is passed over with all it holds. */
type Skipped = { raw: string; nested: number }

/** Elements in elements: feed, channel, item, group, content, record. Deeper ones are passed over. */
const MAX_DEPTH = 12

class Repairer implements Sink {
  readonly #text: string
  readonly #tally: Tally
  readonly #base: string | undefined
  readonly #writer: CanonicalWriter
  readonly #stack: Frame[] = []
  #format: Format | undefined
  #own: OwnEntities | undefined
  #value: OpenValue | undefined
  #skipped: Skipped | undefined
  #isOver = false
  #foreignRoot: string | undefined

  constructor(text: string, base: string | undefined, tally: Tally) {
    this.#text = text
    this.#tally = tally
    this.#base = base
    this.#writer = new CanonicalWriter(() => this.#note('too-long'))
  }

  open(raw: string, attributesStart: number, attributesEnd: number, isEmpty: boolean): void {
    if (this.#isOver) return
    if (this.#skipped && !this.#endsSkipping(raw, isEmpty)) return
    const attributes = this.#attributes(attributesStart, attributesEnd)
    const frame = this.#stack.at(-1)
    if (!frame) return this.#openRoot(raw, attributes, isEmpty)
    if (this.#value) {
      if (!this.#isItem(raw) || this.#value.value.hasTags) return this.#openInValue(raw, attributes, isEmpty)
      this.#note('unclosed-element')
      this.#endValue()
    }
    this.#openElement(frame, raw, attributes, isEmpty)
  }

  close(raw: string): void {
    if (this.#isOver) return
    if (this.#value && !this.#closesValue(this.#value, raw)) return
    if (this.#skipped && !this.#closesSkipped(this.#skipped, raw)) return
    const depth = this.#stack.findLastIndex(frame => isSameName(frame.raw, raw))
    if (depth < 0) {
      if (this.#stack.length > 0) this.#note('stray-end-tag')
      return
    }
    while (this.#stack.length > depth + 1) {
      this.#note('unclosed-element')
      this.#endFrame()
    }
    this.#endFrame()
    if (this.#stack.length === 0) this.#isOver = true
  }

  text(start: number, end: number): void {
    if (this.#skipped) return
    if (this.#value) return this.#value.value.text(this.#decode(this.#text.slice(start, end)))
    const frame = this.#stack.at(-1)
    if (frame?.record) return this.#textOfRecord(this.#decode(this.#text.slice(start, end)))
    if (!this.#format || this.#isOver) this.#noteJunk(start, end)
  }

  cdata(start: number, end: number): void {
    if (this.#skipped) return
    const text = this.#text.slice(start, end)
    if (this.#value) this.#value.value.text(text)
    else if (this.#stack.at(-1)?.record) this.#textOfRecord(text)
  }

  doctype(start: number, end: number): void {
    if (this.#format) return
    const doctype = this.#text.slice(start, end)
    if (/^<!doctype\s+html/i.test(doctype)) this.#foreignRoot ??= 'html'
    this.#own = readOwnEntities(doctype, this.#tally)
  }

  broken(kind: RepairKind): void {
    if (this.#format && !this.#isOver) this.#note(kind)
  }

  finish(): Repaired {
    if (!this.#format) throw new NotAFeedError(this.#reason())
    if (!this.#isOver) {
      this.#note('truncated')
      this.#value = undefined
      while (this.#stack.length > 0) this.#endFrame({ isCut: true })
    }
    return { ...this.#writer.finish(), format: this.#format.name }
  }

  #openRoot(raw: string, attributes: Attributes, isEmpty: boolean): void {
    const local = raw.slice(raw.indexOf(':') + 1)
    const format = formatOfRoot(local)
    if (!format) {
      this.#foreignRoot ??= local.toLowerCase()
      if (/^(html|head|body)$/.test(this.#foreignRoot)) throw new NotAFeedError(this.#reason())
      return
    }
    if (this.#foreignRoot) this.#note('junk-before')
    this.#format = format
    const names = namesAtRoot(format.vocabulary, raw, attributes, () => this.#note('unknown-namespace'))
    const base = this.#baseOf(attributes, this.#base)
    this.#stack.push({ raw, holds: 'feed', names, base })
    this.#writeAttributes(format, attributes, base)
    if (isEmpty) this.close(raw)
  }

  #openElement(frame: Frame, raw: string, attributes: Attributes, isEmpty: boolean): void {
    const format = this.#format as Format
    const names = frame.names.below(attributes)
    const base = this.#baseOf(attributes, frame.base)
    const name = names.resolve(raw)
    const local = localName(name, format)
    if (local === format.item) return this.#openItem(raw, attributes, isEmpty, names, base)
    if (local === 'channel' && frame.holds === 'feed') {
      this.#stack.push({ raw, holds: 'feed', names, base })
      this.#writeAttributes(format, attributes, base)
      if (isEmpty) this.#stack.pop()
      return
    }
    const rule = this.#rule(name, local, format)
    if (!rule || this.#stack.length >= MAX_DEPTH) {
      if (!isEmpty) this.#skipped = { raw, nested: 1 }
      return
    }
    this.#openKnown(frame, raw, rule, attributes, isEmpty, names, base)
  }

  #openKnown(
    frame: Frame,
    raw: string,
    rule: Rule,
    attributes: Attributes,
    isEmpty: boolean,
    names: Names,
    base: string | undefined,
  ): void {
    const kept = keptAttributes(rule, attributes, base)
    switch (rule.kind) {
      case 'empty':
        this.#writer.element(rule.as, '', kept)
        if (!isEmpty) this.#skipped = { raw, nested: 1 }
        return
      case 'through':
        if (rule.as) this.#writer.element(rule.as, '', kept)
        if (!isEmpty) this.#stack.push({ raw, holds: frame.holds, names, base })
        return
      case 'record':
        this.#writer.beginRecord(rule.as, kept)
        if (isEmpty) this.#writer.endRecord(rule.as)
        else this.#stack.push({ raw, holds: 'record', record: rule.as, names, base })
        return
      case 'text':
      case 'html':
      case 'construct':
      case 'url':
        this.#value = { raw, rule, attributes: kept, names, base, value: new Value(), nested: 0 }
        if (frame.holds === 'item' && attributes.has('xml:lang'))
          this.#writer.element('lang', attributes.get('xml:lang') ?? '')
        if (isEmpty) this.#endValue()
    }
  }

  #openItem(
    raw: string,
    attributes: Attributes,
    isEmpty: boolean,
    names: Names,
    base: string | undefined,
  ): void {
    while ((this.#stack.at(-1) as Frame).holds !== 'feed') {
      this.#note('unclosed-element')
      this.#endFrame()
    }
    this.#stack.push({ raw, holds: 'item', names, base })
    this.#writer.beginItem()
    this.#writeAttributes(this.#format as Format, attributes, base)
    if (isEmpty) this.#endFrame()
  }

  #openInValue(raw: string, attributes: Attributes, isEmpty: boolean): void {
    const open = this.#value as OpenValue
    if (!isEmpty && isSameName(open.raw, raw)) open.nested++
    if (open.value.hasTags === false && open.rule.kind !== 'construct') this.#note('inline-markup')
    open.value.open(raw, attributes, isEmpty)
  }

  /** Whether the end tag belongs to what is around the value, too, and not to the value alone. */
  #closesValue(open: OpenValue, raw: string): boolean {
    if (isSameName(open.raw, raw)) {
      if (open.nested-- > 0) open.value.close(raw)
      else this.#endValue()
      return false
    }
    if (!this.#stack.some(frame => isSameName(frame.raw, raw))) {
      open.value.close(raw)
      return false
    }
    this.#note('unclosed-element')
    this.#endValue()
    return true
  }

  #closesSkipped(skipped: Skipped, raw: string): boolean {
    if (isSameName(skipped.raw, raw)) {
      if (--skipped.nested === 0) this.#skipped = undefined
      return false
    }
    if (!this.#stack.some(frame => isSameName(frame.raw, raw))) return false
    this.#note('unclosed-element')
    this.#skipped = undefined
    return true
  }

  /** An item begins even in what is passed over: publishers wrap items, or forget to close what stood before. */
  #endsSkipping(raw: string, isEmpty: boolean): boolean {
    const skipped = this.#skipped as Skipped
    if (this.#isItem(raw)) {
      this.#skipped = undefined
      return true
    }
    if (!isEmpty && isSameName(skipped.raw, raw)) skipped.nested++
    return false
  }

  #isItem(raw: string): boolean {
    const frame = this.#stack.at(-1)
    return (
      frame !== undefined &&
      this.#format !== undefined &&
      localName(frame.names.resolve(raw), this.#format) === this.#format.item
    )
  }

  #endValue(): void {
    const { rule, attributes, base, value } = this.#value as OpenValue
    this.#value = undefined
    const { text, isPlain } = finishValue(value, rule, attributes, base, this.#tally)
    const kept = [...attributes].filter(([name]) => !isOfConstruct(rule, name))
    if (isPlain) kept.push(['plain', 'yes'])
    if (text !== '' || kept.length > 0) this.#writer.element(rule.as, text, kept)
  }

  #endFrame({ isCut = false } = {}): void {
    const frame = this.#stack.pop()
    if (frame?.record) this.#writer.endRecord(frame.record)
    else if (frame?.holds === 'item' && this.#stack.at(-1)?.holds === 'feed') {
      if (isCut) this.#writer.dropItem()
      else this.#writer.endItem()
    }
  }

  #rule(name: string, local: string, format: Format): Rule | undefined {
    const own = format.elements?.[local]
    if (own) return own
    const rule = ruleFor(name)
    if (rule) return rule
    const anyCase = ruleForAnyCase(name)
    if (anyCase) this.#note('odd-case')
    return anyCase
  }

  #writeAttributes(format: Format, attributes: Attributes, base: string | undefined): void {
    for (const [name, value] of attributes) {
      const element = format.attributes[name] ?? format.attributes[name.toLowerCase()]
      if (element) this.#writer.element(element, element === 'link' ? absoluteUrl(value, base) : value)
    }
  }

  #attributes(start: number, end: number): Attributes {
    return end - start < 2
      ? NO_ATTRIBUTES
      : readAttributes(this.#text.slice(start, end), this.#tally, this.#own)
  }

  #baseOf(attributes: Attributes, base: string | undefined): string | undefined {
    const own = attributes.get('xml:base')
    return own === undefined ? base : absoluteUrl(own, base)
  }

  #textOfRecord(text: string): void {
    if (text.trim() !== '') this.#writer.text(text)
  }

  #decode(raw: string): string {
    return decodeReferences(raw, this.#tally, this.#own)
  }

  #noteJunk(start: number, end: number): void {
    if (this.#text.slice(start, Math.min(end, start + 1000)).trim() !== '')
      this.#note(this.#isOver ? 'junk-after' : 'junk-before')
  }

  #note(kind: RepairKind): void {
    note(this.#tally, kind)
  }

  #reason(): string {
    if (/^(html|head|body)$/.test(this.#foreignRoot ?? '')) return 'it is an HTML page'
    if (this.#foreignRoot) return `its root element is <${this.#foreignRoot.slice(0, 40)}>`
    return this.#text.trim() === '' ? 'it is empty' : 'it holds no feed element'
  }
}

function keptAttributes(rule: Rule, attributes: Attributes, base: string | undefined): Attributes {
  if (!rule.attributes && !rule.fixed) return NO_ATTRIBUTES
  const kept = new Map<string, string>()
  for (const [name, value] of attributes) {
    const canonical = rule.attributes?.[name] ?? rule.attributes?.[name.toLowerCase()]
    if (canonical && !kept.has(canonical))
      kept.set(canonical, isUrl(canonical) ? absoluteUrl(value, base) : value)
  }
  for (const [name, value] of Object.entries(rule.fixed ?? {})) if (!kept.has(name)) kept.set(name, value)
  return kept
}

/** How a construct is written is settled once its value is read. */
const isOfConstruct = (rule: Rule, name: string): boolean =>
  rule.kind === 'construct' && /^(type|mode|rss)$/.test(name)

const isUrl = (attribute: string): boolean => attribute === 'href' || attribute === 'url'

function localName(name: string, format: Format): string {
  const local =
    format.vocabulary && name.startsWith(format.vocabulary) ? name.slice(format.vocabulary.length) : name
  return local.toLowerCase()
}

function isSameName(a: string, b: string): boolean {
  return a === b || (a.length === b.length && a.toLowerCase() === b.toLowerCase())
}
