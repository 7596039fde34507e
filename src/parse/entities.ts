import { decodeHTMLStrict, replaceCodePoint } from 'entities/decode'
import { note, type Tally } from './repairs.ts'

/** The entities that a document's own DTD declares, by name. */
export type OwnEntities = ReadonlyMap<string, string>

const XML_ENTITIES = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
])
const MAX_NAME = 32

/** The HTML entities met so far; an unknown name is not kept, so there are never more than HTML has. */
const htmlEntities = new Map<string, string>()

/**
 * Resolves the references of XML text, once. HTML's names count too; an `&` that begins no reference stays what it is,
 * as in `?a=1&b=2`. Entities never nest, so no text can grow by more than one entity's length.
 */
export function decodeReferences(raw: string, tally: Tally, own?: OwnEntities): string {
  let amp = raw.indexOf('&')
  if (amp < 0) return raw
  let out = ''
  let from = 0
  let bare = 0
  while (amp >= 0) {
    const end = endOfName(raw, amp + 1)
    const value =
      raw.charCodeAt(end) === SEMICOLON ? reference(raw.slice(amp + 1, end), tally, own) : undefined
    if (value === undefined) bare++
    else {
      out += raw.slice(from, amp) + value
      from = end + 1
    }
    amp = raw.indexOf('&', value === undefined ? amp + 1 : from)
  }
  if (bare > 0) note(tally, 'bare-ampersand', bare)
  return out + raw.slice(from)
}

const SEMICOLON = 0x3b
const HASH = 0x23

function endOfName(raw: string, start: number): number {
  const limit = Math.min(raw.length, start + MAX_NAME)
  let at = start
  while (at < limit) {
    const c = raw.charCodeAt(at)
    const isName =
      (c >= 0x61 && c <= 0x7a) ||
      (c >= 0x41 && c <= 0x5a) ||
      (c >= 0x30 && c <= 0x39) ||
      c === HASH ||
      c === 0x5f ||
      c === 0x2d ||
      c === 0x2e
    if (!isName) break
    at++
  }
  return at
}

function reference(name: string, tally: Tally, own?: OwnEntities): string | undefined {
  const known = XML_ENTITIES.get(name)
  if (known !== undefined) return known
  if (name.charCodeAt(0) === HASH) return character(name, tally)
  const declared = own?.get(name)
  if (declared !== undefined) return declared
  const html = htmlEntity(name)
  if (html !== undefined) note(tally, 'html-entity')
  return html
}

/** Numbers 128 to 159 mean windows-1252, as in HTML (WHATWG HTML §13.2.5.80): old tools write `&#146;` for an apostrophe. */
function character(name: string, tally: Tally): string | undefined {
  const isHex = name.charCodeAt(1) === 0x78 || name.charCodeAt(1) === 0x58
  const digits = name.slice(isHex ? 2 : 1)
  if (!(isHex ? /^[0-9a-f]+$/i : /^[0-9]+$/).test(digits)) return undefined
  const code = Number.parseInt(digits, isHex ? 16 : 10)
  if (code < 32 && code !== 9 && code !== 10 && code !== 13) {
    note(tally, 'control-character')
    return ''
  }
  return String.fromCodePoint(replaceCodePoint(code))
}

function htmlEntity(name: string): string | undefined {
  const known = htmlEntities.get(name)
  if (known !== undefined || name === '') return known
  const reference = `&${name};`
  const value = decodeHTMLStrict(reference)
  if (value === reference) return undefined
  htmlEntities.set(name, value)
  return value
}

/** Makes text safe inside an element, of XML and HTML alike. */
export function escapeText(text: string): string {
  return /[&<>]/.test(text)
    ? text.replace(/[&<>]/g, c => (c === '&' ? '&amp;' : c === '<' ? '&lt;' : '&gt;'))
    : text
}

/** Makes text safe inside an attribute in double quotes. */
export function escapeAttribute(text: string): string {
  return /[&<>"]/.test(text) ? escapeText(text).replaceAll('"', '&quot;') : text
}
