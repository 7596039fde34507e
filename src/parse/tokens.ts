/** What the tokenizer meets, as ranges of the text. References are not resolved yet. */
export type Sink = {
  /** A start tag; its attributes, still raw, are `text.slice(attributesStart, attributesEnd)`. */
  open(
    name: string,
    attributesStart: number,
    attributesEnd: number,
    isEmpty: boolean,
    start: number,
    end: number,
  ): void
  close(name: string, start: number, end: number): void
  text(start: number, end: number): void
  cdata(start: number, end: number): void
  doctype(start: number, end: number): void
  /** A `<` that begins nothing, or a tag or section that never ends. */
  broken(kind: 'bare-less-than' | 'broken-tag', at: number): void
}

const MAX_TAG = 1_000_000

/**
 * Cuts a document into tags, text and CDATA sections, whatever it looks like, in one pass.
 *
 * A tag ends at the first `>` outside quotes, or before the next `<`; where quotes do not close, at the first `>`. A
 * section that never ends is text, but a CDATA section then takes the rest, as in a document that was cut there.
 */
export function tokenize(text: string, sink: Sink): void {
  new Tokenizer(text, sink).run()
}

class Tokenizer {
  readonly #text: string
  readonly #sink: Sink
  /** Characters that scans for the end of a tag may still waste, so that no document costs more than a few passes. */
  #patience: number
  /** Where the name of the tag ends that was looked at last. */
  #nameEnd = 0
  /** For each needle the place after which it is known not to come. */
  readonly #absentFrom = new Map<string, number>()

  constructor(text: string, sink: Sink) {
    this.#text = text
    this.#sink = sink
    this.#patience = 4 * text.length + MAX_TAG
  }

  run(): void {
    const text = this.#text
    let textStart = 0
    let lt = text.indexOf('<')
    while (lt >= 0) {
      const end = this.#endOfMarkup(lt)
      if (end < 0) {
        this.#sink.broken('bare-less-than', lt)
        lt = text.indexOf('<', lt + 1)
        continue
      }
      if (lt > textStart) this.#sink.text(textStart, lt)
      this.#emit(lt, end)
      textStart = end
      lt = text.indexOf('<', end)
    }
    if (textStart < text.length) this.#sink.text(textStart, text.length)
  }

  /** The place after the markup that begins at `lt`, or -1 where none does. */
  #endOfMarkup(lt: number): number {
    const text = this.#text
    const next = text.charCodeAt(lt + 1)
    if (isNameStart(next)) return this.#endOfTag(lt)
    if (next === SLASH) return isNameStart(text.charCodeAt(lt + 2)) ? this.#endOfEndTag(lt) : -1
    if (next === QUESTION) return this.#after('?>', lt + 2) ?? this.#after('>', lt + 2) ?? -1
    if (next !== BANG) return -1
    if (text.startsWith('<![CDATA[', lt)) return this.#after(']]>', lt + 9) ?? text.length
    if (text.startsWith('<!--', lt)) return this.#after('-->', lt + 4) ?? this.#after('>', lt + 4) ?? -1
    return this.#endOfDeclaration(lt)
  }

  #emit(lt: number, end: number): void {
    const text = this.#text
    const next = text.charCodeAt(lt + 1)
    if (isNameStart(next)) this.#emitStartTag(lt, end)
    else if (next === SLASH) this.#sink.close(text.slice(lt + 2, this.#nameEnd), lt, end)
    else if (next !== BANG) return
    else if (text.startsWith('<![CDATA[', lt)) this.#emitCdata(lt + 9, end)
    else if (!text.startsWith('<!--', lt)) this.#sink.doctype(lt, end)
  }

  #emitCdata(start: number, end: number): void {
    const isClosed = this.#text.startsWith(']]>', end - 3) && end - 3 >= start
    if (!isClosed) this.#sink.broken('broken-tag', start)
    this.#sink.cdata(start, isClosed ? end - 3 : end)
  }

  #emitStartTag(lt: number, end: number): void {
    const text = this.#text
    const nameEnd = this.#nameEnd
    let attributesEnd = end
    if (text.charCodeAt(end - 1) === GREATER) attributesEnd--
    else this.#sink.broken('broken-tag', lt)
    const isEmpty = text.charCodeAt(attributesEnd - 1) === SLASH
    if (isEmpty) attributesEnd--
    this.#sink.open(
      text.slice(lt + 1, Math.min(nameEnd, attributesEnd)),
      nameEnd,
      attributesEnd,
      isEmpty,
      lt,
      end,
    )
  }

  #endOfTag(lt: number): number {
    const text = this.#text
    let at = endOfName(text, lt + 1)
    this.#nameEnd = at
    if (text.charCodeAt(at) === GREATER) return at + 1
    const limit = this.#patience > 0 ? Math.min(text.length, lt + MAX_TAG) : lt
    while (at < limit) {
      const c = text.charCodeAt(at)
      if (c === GREATER) return at + 1
      if (c === LESS) return at
      if ((c === DOUBLE || c === SINGLE) && followsEquals(text, at)) {
        const close = this.#find(c === DOUBLE ? '"' : "'", at + 1)
        if (close < 0) break
        at = close
      }
      at++
    }
    this.#patience -= at - lt
    return this.#after('>', lt) ?? -1
  }

  #endOfEndTag(lt: number): number {
    const text = this.#text
    const nameEnd = endOfName(text, lt + 2)
    this.#nameEnd = nameEnd
    if (text.charCodeAt(nameEnd) === GREATER) return nameEnd + 1
    const gt = this.#find('>', nameEnd)
    const nextTag = this.#find('<', nameEnd)
    if (gt >= 0 && (nextTag < 0 || gt < nextTag)) return gt + 1
    return nextTag < 0 ? text.length : nextTag
  }

  /** A document type may hold declarations of its own in brackets, with `>` inside. */
  #endOfDeclaration(lt: number): number {
    const gt = this.#find('>', lt)
    if (gt < 0) return -1
    const bracket = this.#find('[', lt)
    if (bracket < 0 || bracket > gt) return gt + 1
    const close = this.#find(']', bracket)
    return close < 0 ? gt + 1 : (this.#after('>', close) ?? close + 1)
  }

  #after(needle: string, from: number): number | undefined {
    const at = this.#find(needle, from)
    return at < 0 ? undefined : at + needle.length
  }

  /** Like `indexOf`, but what was not found once is not looked for again. */
  #find(needle: string, from: number): number {
    const absentFrom = this.#absentFrom.get(needle)
    if (absentFrom !== undefined && from >= absentFrom) return -1
    const at = this.#text.indexOf(needle, from)
    if (at < 0) this.#absentFrom.set(needle, from)
    return at
  }
}

const LESS = 0x3c
const GREATER = 0x3e
const SLASH = 0x2f
const BANG = 0x21
const QUESTION = 0x3f
const DOUBLE = 0x22
const SINGLE = 0x27
const EQUALS = 0x3d

/** Letters, `_`, `:` and whatever is not ASCII. */
function isNameStart(c: number): boolean {
  return (c >= 0x61 && c <= 0x7a) || (c >= 0x41 && c <= 0x5a) || c === 0x5f || c === 0x3a || c >= 0x80
}

/** A name ends at white space, `/`, `<`, `=`, a quote or `>`. */
function endOfName(text: string, start: number): number {
  let at = start
  for (;;) {
    const c = text.charCodeAt(at)
    // charCodeAt is NaN past the end, which fails every comparison.
    if (
      !(c > 0x20) ||
      c === GREATER ||
      c === SLASH ||
      c === LESS ||
      c === EQUALS ||
      c === DOUBLE ||
      c === SINGLE
    )
      return at
    at++
  }
}

/** Quotes count after `=` only: `<p it's>` opens none. */
function followsEquals(text: string, quote: number): boolean {
  let at = quote - 1
  while (text.charCodeAt(at) <= 0x20) at--
  return text.charCodeAt(at) === EQUALS
}
