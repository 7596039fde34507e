import { type Attributes, NO_ATTRIBUTES, readAttributes } from './attributes.ts'
import { type Canonical, CanonicalWriter } from './canonical.ts'
import { hasControls, withoutControls } from './controls.ts'
import { readOwnEntities } from './doctype.ts'
import { endsValue, type Rule, ruleFor, ruleForAnyCase } from './elements.ts'
import { decodeReferences, type OwnEntities } from './entities.ts'
import { finishValue } from './finish-value.ts'
import type { Format, XmlFormat } from './formats/formats.ts'
import { type Frame, Frames, isSameName } from './frames.ts'
import { absoluteUrl } from './html-urls.ts'
import { keptAttributes } from './kept-attributes.ts'
import { namesAtRoot } from './names.ts'
import { note, type RepairKind, type Tally } from './repairs.ts'
import { RootSearch } from './root.ts'
import { type Sink, tokenize } from './tokens.ts'
import { isVoid, Value } from './value.ts'

/**
 * Turns a feed in any XML format, however broken, into canonical elements.
 *
 * @param base where relative URLs start from until the document says otherwise (xml:base)
 * @throws {NotAFeedError} where no element begins a feed
 */
export function repair(
  text: string,
  base: string | undefined,
  tally: Tally,
): Canonical & { format: XmlFormat } {
  const repairer = new Repairer(text, base, tally)
  tokenize(text, repairer)
  return repairer.finish()
}

/** An element whose contents are collected as one value, or passed over. */
type Leaf = { raw: string; nested: number }
type OpenValue = Leaf & { rule: Rule; attributes: Attributes; base: string | undefined; value: Value }
/** A start tag, with what holds inside its element. */
type Tag = Omit<Frame, 'holds'> & { attributes: Attributes; isEmpty: boolean }

/** Feed, channel, item, group, content, record: elements deeper than this are passed over. */
const MAX_DEPTH = 12

class Repairer implements Sink {
  readonly #text: string
  readonly #hasControls: boolean
  readonly #tally: Tally
  readonly #base: string | undefined
  readonly #writer: CanonicalWriter
  readonly #frames: Frames
  readonly #search = new RootSearch()
  #format: Format | undefined
  #own: OwnEntities | undefined
  #value: OpenValue | undefined
  #skipped: Leaf | undefined
  #isOver = false

  constructor(text: string, base: string | undefined, tally: Tally) {
    this.#text = text
    this.#hasControls = hasControls(text)
    this.#tally = tally
    this.#base = base
    this.#writer = new CanonicalWriter(kind => this.#cut(kind))
    this.#frames = new Frames(this.#writer, () => this.broken('unclosed-element'))
  }

  open(raw: string, attributesStart: number, attributesEnd: number, isEmpty: boolean): void {
    if (this.#isOver) return
    const startsItem = this.#startsItem(raw)
    if (this.#skipped) {
      if (!startsItem) {
        if (!isEmpty && isSameName(this.#skipped.raw, raw)) this.#skipped.nested++
        return
      }
      // Publishers wrap items, or forget to close what stands before one.
      this.#skipped = undefined
    }
    const attributes = this.#value?.value.isFull
      ? NO_ATTRIBUTES
      : this.#attributes(attributesStart, attributesEnd)
    if (this.#value && (startsItem ? !this.#value.value.hasTags : this.#endsValue(this.#value, raw)))
      this.#endLeaf()
    if (this.#value) this.#openInValue(this.#value, raw, attributes, isEmpty)
    else if (this.#format) this.#openElement(this.#format, raw, attributes, isEmpty)
    else this.#openRoot(raw, attributes, isEmpty)
  }

  close(raw: string): void {
    if (this.#isOver) return
    if (this.#value && !this.#closesAround(this.#value, raw)) {
      this.#closeInValue(this.#value, raw)
      return
    }
    if (this.#skipped && !this.#closesAround(this.#skipped, raw)) {
      if (isSameName(this.#skipped.raw, raw) && this.#skipped.nested-- === 0) this.#skipped = undefined
      return
    }
    this.#endLeaf()
    if (!this.#frames.end(raw)) this.broken('stray-end-tag')
    this.#isOver = this.#format !== undefined && this.#frames.depth === 0
  }

  text(start: number, end: number): void {
    if (this.#skipped) return
    if (this.#value) this.#value.value.text(this.#decoded(start, end))
    else if (this.#frames.top?.record) this.#textOfRecord(this.#decoded(start, end))
    else if (!this.#format || this.#isOver) this.#noteJunk(start, end)
  }

  cdata(start: number, end: number): void {
    if (this.#skipped) return
    if (this.#value) this.#value.value.text(this.#raw(start, end))
    else if (this.#frames.top?.record) this.#textOfRecord(this.#raw(start, end))
  }

  doctype(start: number, end: number): void {
    if (this.#format) return
    const doctype = this.#text.slice(start, end)
    this.#search.meetDoctype(doctype)
    this.#own = readOwnEntities(doctype, this.#tally)
  }

  broken(kind: RepairKind): void {
    if (this.#format && !this.#isOver) note(this.#tally, kind)
  }

  finish(): Canonical & { format: XmlFormat } {
    if (!this.#format) throw this.#search.failure(this.#text)
    if (!this.#isOver) {
      this.broken('truncated')
      this.#frames.cut()
    }
    return { ...this.#writer.finish(), format: this.#format.name }
  }

  /** What follows the last item that is read is not looked at. */
  #cut(kind: 'too-long' | 'too-many'): void {
    this.broken(kind)
    this.#isOver ||= this.#writer.hasAllItems
  }

  #openRoot(raw: string, attributes: Attributes, isEmpty: boolean): void {
    this.#format = this.#search.meet(raw)
    if (!this.#format) return
    if (this.#search.metOthers) this.#tally.set('junk-before', 1)
    const names = namesAtRoot(this.#format.vocabulary, raw, attributes, () =>
      this.broken('unknown-namespace'),
    )
    this.#openFeed(this.#format, {
      raw,
      names,
      base: this.#baseOf(attributes, this.#base),
      attributes,
      isEmpty,
    })
    this.#isOver = isEmpty
  }

  #openElement(format: Format, raw: string, attributes: Attributes, isEmpty: boolean): void {
    const frame = this.#frames.top as Frame
    const names = frame.names.below(attributes)
    const tag: Tag = { raw, names, base: this.#baseOf(attributes, frame.base), attributes, isEmpty }
    const name = names.resolve(raw)
    const local = localName(name, format)
    const rule = format.elements?.[local] ?? this.#rule(name)
    if (local === format.item) this.#openItem(format, tag)
    else if (local === 'channel' && frame.holds === 'feed') this.#openFeed(format, tag)
    else if (rule && this.#frames.depth < MAX_DEPTH && !this.#writer.isFull) this.#openKnown(frame, rule, tag)
    else if (!isEmpty && (rule || !isVoid(local))) this.#skipped = { raw, nested: 0 }
  }

  #openFeed(format: Format, tag: Tag): void {
    this.#frames.push({ ...tag, holds: 'feed' })
    this.#writeAttributes(format, tag)
    if (tag.isEmpty) this.#frames.endTop()
  }

  #openItem(format: Format, tag: Tag): void {
    while (this.#frames.top?.holds !== 'feed') this.#frames.endUnclosed()
    this.#frames.push({ ...tag, holds: 'item' })
    this.#writer.beginItem()
    this.#writeAttributes(format, tag)
    if (tag.isEmpty) this.#frames.endTop()
  }

  #openKnown(frame: Frame, rule: Rule, tag: Tag): void {
    const kept = keptAttributes(rule, tag.attributes, tag.base)
    switch (rule.kind) {
      case 'empty':
        this.#writer.element(rule.as, '', kept)
        if (!tag.isEmpty) this.#skipped = { raw: tag.raw, nested: 0 }
        break
      case 'through':
        if (rule.as) this.#writer.element(rule.as, '', kept)
        if (!tag.isEmpty) this.#frames.push({ ...tag, holds: frame.holds })
        break
      case 'record':
        this.#writer.beginRecord(rule.as, kept)
        this.#frames.push({ ...tag, holds: 'record', record: rule.as })
        if (tag.isEmpty) this.#frames.endTop()
        break
      case 'text':
      case 'html':
      case 'construct':
      case 'url':
      case 'id':
        this.#openValue(frame, rule, tag, kept)
    }
  }

  #openValue(frame: Frame, rule: Rule, tag: Tag, kept: Attributes): void {
    const language = tag.attributes.get('xml:lang')
    if (language && frame.holds === 'item') this.#writer.element('lang', language)
    this.#value = { raw: tag.raw, nested: 0, rule, attributes: kept, base: tag.base, value: new Value() }
    if (tag.isEmpty) this.#endValue(this.#value)
  }

  #openInValue(open: OpenValue, raw: string, attributes: Attributes, isEmpty: boolean): void {
    if (!isEmpty && isSameName(open.raw, raw)) open.nested++
    if (!open.value.hasTags && open.rule.kind !== 'construct') this.broken('inline-markup')
    open.value.open(raw, attributes, isEmpty)
  }

  #closeInValue(open: OpenValue, raw: string): void {
    if (!isSameName(open.raw, raw)) open.value.close(raw)
    else if (open.nested-- > 0) open.value.close(raw)
    else this.#endValue(open)
  }

  /** Whether an end tag is of an element around this one, which then was not closed. */
  #closesAround(leaf: Leaf, raw: string): boolean {
    return !isSameName(leaf.raw, raw) && this.#frames.has(raw)
  }

  #endLeaf(): void {
    if (!this.#value && !this.#skipped) return
    this.broken('unclosed-element')
    if (this.#value) this.#endValue(this.#value)
    this.#skipped = undefined
  }

  #endValue({ rule, attributes, base, value }: OpenValue): void {
    this.#value = undefined
    const { text, kept } = finishValue(value, rule, attributes, base, this.#tally)
    if (text !== '' || kept.size > 0) this.#writer.element(rule.as, text, kept)
  }

  #endsValue(open: OpenValue, raw: string): boolean {
    const names = this.#frames.top?.names
    return names !== undefined && endsValue(names.resolve(raw), open.rule)
  }

  #startsItem(raw: string): boolean {
    if (!this.#format || !isSameName(raw.slice(raw.indexOf(':') + 1), this.#format.item)) return false
    const names = this.#frames.top?.names
    return names !== undefined && localName(names.resolve(raw), this.#format) === this.#format.item
  }

  #rule(name: string): Rule | undefined {
    const rule = ruleFor(name)
    if (rule) return rule
    const anyCase = ruleForAnyCase(name)
    if (anyCase && this.#format?.name !== 'cdf') this.broken('odd-case')
    return anyCase
  }

  /** What formats say in attributes of the feed and of items is written as elements. */
  #writeAttributes(format: Format, { attributes, base }: Tag): void {
    for (const [name, value] of attributes) {
      const element = format.attributes[name] ?? format.attributes[name.toLowerCase()]
      if (element) this.#writer.element(element, element === 'link' ? absoluteUrl(value, base) : value)
    }
  }

  #baseOf(attributes: Attributes, base: string | undefined): string | undefined {
    const own = attributes.get('xml:base')
    return own === undefined ? base : absoluteUrl(own, base)
  }

  #textOfRecord(text: string): void {
    if (text.trim() !== '') this.#writer.text(text)
  }

  #attributes(start: number, end: number): Attributes {
    return end - start < 2 ? NO_ATTRIBUTES : readAttributes(this.#raw(start, end), this.#tally, this.#own)
  }

  #decoded(start: number, end: number): string {
    return decodeReferences(this.#raw(start, end), this.#tally, this.#own)
  }

  #raw(start: number, end: number): string {
    const raw = this.#text.slice(start, end)
    return this.#hasControls ? withoutControls(raw, this.#tally) : raw
  }

  #noteJunk(start: number, end: number): void {
    if (this.#text.slice(start, Math.min(end, start + 1000)).trim() === '') return
    this.#tally.set(this.#isOver ? 'junk-after' : 'junk-before', 1)
  }
}

function localName(name: string, format: Format): string {
  const local =
    format.vocabulary && name.startsWith(format.vocabulary) ? name.slice(format.vocabulary.length) : name
  return local.toLowerCase()
}
