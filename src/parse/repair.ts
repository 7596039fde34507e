import { type Attributes, NO_ATTRIBUTES } from './attributes.ts'
import { type Canonical, CanonicalWriter } from './canonical.ts'
import { type Rule, ruleFor, ruleForAnyCase } from './elements.ts'
import { type Format, localName, type XmlFormat } from './formats/formats.ts'
import { type Frame, Frames, isSameName } from './frames.ts'
import { absoluteUrl } from './html-urls.ts'
import { keptAttributes } from './kept-attributes.ts'
import { namesAtRoot } from './names.ts'
import { OpenValue } from './open-value.ts'
import { note, type RepairKind, type Tally } from './repairs.ts'
import { RootSearch } from './root.ts'
import { Source } from './source.ts'
import { type Sink, tokenize } from './tokens.ts'
import { isVoid } from './value.ts'

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

/** An element that is passed over, and how many of its name are open in it. */
type Skipped = { raw: string; nested: number }
/** A start tag, with what holds inside its element. */
type Tag = Omit<Frame, 'holds'> & { attributes: Attributes; isEmpty: boolean }

/** Feed, channel, item, group, content, record: elements deeper than this are passed over. */
const MAX_DEPTH = 12

class Repairer implements Sink {
  readonly #source: Source
  readonly #tally: Tally
  readonly #base: string | undefined
  readonly #writer: CanonicalWriter
  readonly #frames: Frames
  readonly #search = new RootSearch()
  #format: Format | undefined
  #value: OpenValue | undefined
  #skipped: Skipped | undefined
  #isOver = false

  constructor(text: string, base: string | undefined, tally: Tally) {
    this.#source = new Source(text, tally)
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
    const attributes = this.#value?.isFull
      ? NO_ATTRIBUTES
      : this.#source.attributes(attributesStart, attributesEnd)
    if (this.#value && (startsItem ? !this.#value.hasTags : this.#endsValue(this.#value, raw)))
      this.#endLeaf()
    if (this.#value) {
      if (!this.#value.hasTags && !this.#value.expectsTags) this.broken('inline-markup')
      this.#value.open(raw, attributes, isEmpty)
    } else if (this.#format) this.#openElement(this.#format, raw, attributes, isEmpty)
    else this.#openRoot(raw, attributes, isEmpty)
  }

  close(raw: string): void {
    if (this.#isOver) return
    if (this.#value && !this.#closesAround(this.#value, raw)) {
      if (this.#value.close(raw)) this.#endValue(this.#value)
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
    if (this.#value) this.#value.text(this.#source.decoded(start, end))
    else if (this.#frames.top?.record) this.#textOfRecord(this.#source.decoded(start, end))
    else if (!this.#format || this.#isOver) this.#noteJunk(start, end)
  }

  cdata(start: number, end: number): void {
    if (this.#skipped) return
    if (this.#value) this.#value.text(this.#source.cdata(start, end))
    else if (this.#frames.top?.record) this.#textOfRecord(this.#source.cdata(start, end))
  }

  doctype(start: number, end: number): void {
    if (this.#format) return
    const doctype = this.#source.text.slice(start, end)
    this.#search.meetDoctype(doctype)
    this.#source.declare(doctype)
  }

  broken(kind: RepairKind): void {
    if (this.#format && !this.#isOver) note(this.#tally, kind)
  }

  finish(): Canonical & { format: XmlFormat } {
    if (!this.#format) throw this.#search.failure(this.#source.text)
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
    const rule = format.elements?.get(local) ?? this.#rule(name)
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
    this.#value = new OpenValue(tag.raw, rule, kept, tag.base)
    if (tag.isEmpty) this.#endValue(this.#value)
  }

  /** Whether an end tag is of an element around this one, which then was not closed. */
  #closesAround(leaf: { raw: string }, raw: string): boolean {
    return !isSameName(leaf.raw, raw) && this.#frames.has(raw)
  }

  #endLeaf(): void {
    if (!this.#value && !this.#skipped) return
    this.broken('unclosed-element')
    if (this.#value) this.#endValue(this.#value)
    this.#skipped = undefined
  }

  #endValue(value: OpenValue): void {
    this.#value = undefined
    value.write(this.#writer, this.#tally)
  }

  #endsValue(open: OpenValue, raw: string): boolean {
    const names = this.#frames.top?.names
    return names !== undefined && open.endsBefore(names.resolve(raw))
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
      const element = format.attributes.get(name.toLowerCase())
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

  #noteJunk(start: number, end: number): void {
    if (!this.#source.isBlank(start, end)) this.#tally.set(this.#isOver ? 'junk-after' : 'junk-before', 1)
  }
}
