import { isUtf8 } from 'node:buffer'
import { type Attributes, NO_ATTRIBUTES } from './attributes.ts'
import { PLAIN_TEXT } from './canonical.ts'
import { hasControls } from './controls.ts'
import type { Rule } from './elements.ts'
import { absoluteHtml, absoluteUrl } from './html-urls.ts'
import { note, type Tally } from './repairs.ts'
import type { Value } from './value.ts'

type Finished = { text: string; kept: Attributes }

/** What a collected value says, by the kind of its element, and the attributes that then still matter. */
export function finishValue(
  value: Value,
  rule: Rule,
  attributes: Attributes,
  base: string | undefined,
  tally: Tally,
): Finished {
  switch (rule.kind) {
    case 'url':
      return { text: absoluteUrl(value.asHtml(), base), kept: attributes }
    case 'id':
      return { text: absoluteId(value.asHtml(), base), kept: attributes }
    case 'html':
      return { text: absoluteHtml(value.asHtml().trim(), base), kept: attributes }
    case 'construct':
      return finishConstruct(value, attributes, base, tally)
    case 'text':
    case 'empty':
    case 'record':
    case 'through':
      return { text: value.asHtml().trim(), kept: attributes }
  }
}

/**
 * Marks a text that is no HTML, and would mean something else if read as such. References alone do not count:
 * publishers escape `&#8217;` once too often, and nobody means to show it.
 */
const PLAIN: Attributes = new Map([[PLAIN_TEXT, 'yes']])

/**
 * Atom's constructs (RFC 4287 §3.1 and §4.1.3.3): `text`, `html` and `xhtml`, or a media type. Atom 0.3 has media
 * types with a `mode` instead: `xml`, `escaped` or `base64`.
 */
function finishConstruct(
  value: Value,
  attributes: Attributes,
  base: string | undefined,
  tally: Tally,
): Finished {
  const type = attributes.get('type')?.trim().toLowerCase() ?? (attributes.get('rss') ? 'html' : 'text')
  if (value.hasTags) {
    const html = isHtml(type) ? value.asHtml() : value.asXhtml()
    return { text: absoluteHtml(withoutDiv(html), base), kept: NO_ATTRIBUTES }
  }
  if (isBase64(type, attributes.get('mode'))) {
    return { text: absoluteHtml(fromBase64(value.asHtml(), tally), base), kept: NO_ATTRIBUTES }
  }
  const text = value.asHtml().trim()
  if (isHtml(type)) return { text: absoluteHtml(text, base), kept: NO_ATTRIBUTES }
  return { text, kept: text.includes('<') ? PLAIN : NO_ATTRIBUTES }
}

/** Ids are compared letter by letter, so a bare word stays one; a path is what publishers mean by an address. */
function absoluteId(id: string, base: string | undefined): string {
  return /^[^:]*\//.test(id) ? absoluteUrl(id, base) : id.trim()
}

const isHtml = (type: string): boolean => type === 'html' || type.startsWith('text/html')

/** A media type that is neither text nor XML means base64 (RFC 4287 §4.1.3.3). */
function isBase64(type: string, mode: string | undefined): boolean {
  if (mode) return mode.trim().toLowerCase() === 'base64'
  return type.includes('/') && !type.startsWith('text/') && !/[/+]xml\b/.test(type)
}

/** Publishers use base64 to carry HTML, whatever type they declare. Text that is declared as base64 but is none stays as it is; what is no text, such as a picture, is left out. */
function fromBase64(text: string, tally: Tally): string {
  const compact = text.replace(/\s+/g, '')
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(compact)) return text.trim()
  note(tally, 'base64')
  const bytes = Buffer.from(compact, 'base64')
  const decoded = isUtf8(bytes) ? bytes.toString('utf8').trim() : ''
  return hasControls(decoded) ? '' : decoded
}

/** The `<div>` around XHTML is not part of the content (RFC 4287 §3.1.1.3), unless it has attributes of its own. */
function withoutDiv(html: string): string {
  const trimmed = html.trim()
  if (!trimmed.startsWith('<div>') || !trimmed.endsWith('</div>')) return trimmed
  let depth = 0
  for (const { 1: slash, index } of trimmed.matchAll(/<(\/?)div[\s>]/gi)) {
    depth += slash ? -1 : 1
    if (depth === 0 && index < trimmed.length - 6) return trimmed
  }
  return trimmed.slice(5, -6)
}
