import { dropForbidden } from './characters.ts'
import { planTemplate, type TemplatePlan } from './xml-template.ts'

const MARKUP = Symbol('markup')

/** Markup that is known to be well-formed: nothing outside this file can make one. */
export type Xml = { readonly [MARKUP]: string }

/** What a hole takes. Strings are escaped, arrays joined; null, undefined and false write nothing. */
export type XmlValue = string | number | Xml | null | undefined | false | readonly XmlValue[]

const fragmentPlans = new WeakMap<TemplateStringsArray, TemplatePlan>()
const documentPlans = new WeakMap<TemplateStringsArray, TemplatePlan>()

/**
 * Writes a fragment: `` xml`<link rel="via" href="${url}" title="${title}"/>` ``.
 *
 * An attribute whose whole value is a missing one is left out. What cannot be written well-formed never is: values are
 * escaped, forbidden characters dropped, and the template's own text is checked the first time it is used, so that a
 * bad one throws SyntaxError in any test that passes by. TypeError: markup in an attribute, or a value of another type.
 */
export function xml(parts: TemplateStringsArray, ...values: XmlValue[]): Xml {
  return { [MARKUP]: fill(planOf(parts, fragmentPlans, false), values) }
}

/** Writes a whole document, with its declaration; the template must have one root. */
export function xmlDocument(parts: TemplateStringsArray, ...values: XmlValue[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${fill(planOf(parts, documentPlans, true), values)}\n`
}

/** Text as a CDATA section: HTML in it stays readable, and is not made longer. */
export function cdata(text: string): Xml {
  return { [MARKUP]: `<![CDATA[${dropForbidden(text).replaceAll(']]>', ']]]]><![CDATA[>')}]]>` }
}

/** Text with `&` and `<` as hexadecimal references, which the RSS Best Practices Profile asks of plain-text titles. */
export function hexText(text: string): Xml {
  return { [MARKUP]: escapeText(text).replaceAll('&amp;', '&#x26;').replaceAll('&lt;', '&#x3C;') }
}

/** Fragments one a line; what is missing or empty takes no line. */
export function lines(...fragments: readonly XmlValue[]): Xml {
  const written: string[] = []
  addLines(written, fragments)
  return { [MARKUP]: written.join('\n') }
}

function addLines(written: string[], fragments: readonly XmlValue[]): void {
  for (const fragment of fragments) {
    if (isList(fragment)) addLines(written, fragment)
    else if (!isMissing(fragment) && fragment !== '') written.push(inText(fragment))
  }
}

/** A fragment as a string, for what is HTML rather than XML around it. */
export function markupOf(fragment: Xml): string {
  return fragment[MARKUP]
}

/** CR in text, and CR, LF and TAB in attributes, are written as references: a parser would turn them into others. */
const REFERENCES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
  '\n': '&#10;',
  '\t': '&#9;',
}
const referenceOf = (character: string): string => REFERENCES[character] as string

/** Any character that cannot stand as it is, or that is half a pair; most texts have none and are done with one look. */
const TEXT_TROUBLE = /[^\t\n\x20-\x25\x27-\x3b\x3d\x3f-\x7e\xa0-\ud7ff\ue000-\ufffc]/
const ATTRIBUTE_TROUBLE = /[^\x20\x21\x23-\x25\x27-\x3b\x3d\x3f-\x7e\xa0-\ud7ff\ue000-\ufffc]/

/** Escapes text that stands between tags, in XML and in HTML. */
export function escapeText(text: string): string {
  return TEXT_TROUBLE.test(text) ? dropForbidden(text).replace(/[&<>\r]/g, referenceOf) : text
}

/** Escapes text that stands in a double-quoted attribute, in XML and in HTML. */
export function escapeAttribute(text: string): string {
  return ATTRIBUTE_TROUBLE.test(text) ? dropForbidden(text).replace(/[&<>"\r\n\t]/g, referenceOf) : text
}

function planOf(
  parts: TemplateStringsArray,
  plans: WeakMap<TemplateStringsArray, TemplatePlan>,
  isDocument: boolean,
): TemplatePlan {
  const known = plans.get(parts)
  if (known) return known
  const plan = planTemplate(parts, isDocument)
  plans.set(parts, plan)
  return plan
}

function fill({ texts, opens }: TemplatePlan, values: readonly XmlValue[]): string {
  let out = texts[0] as string
  for (let i = 0; i < values.length; i++) {
    const open = opens[i] as string | null
    out += open === null ? inText(values[i]) : inAttribute(values[i], open)
    out += texts[i + 1]
  }
  return out
}

function inText(value: XmlValue): string {
  if (typeof value === 'string') return escapeText(value)
  if (isMissing(value)) return ''
  if (typeof value === 'number') return String(value)
  if (isList(value)) {
    let out = ''
    for (const item of value) out += inText(item)
    return out
  }
  const markup = value[MARKUP] as string | undefined
  if (markup === undefined) throw new TypeError('xml template with something that is neither text nor markup')
  return markup
}

function inAttribute(value: XmlValue, open: string): string {
  if (isMissing(value)) return ''
  const written = attributeText(value)
  return open === '' ? written : `${open}${written}"`
}

function attributeText(value: XmlValue): string {
  if (typeof value === 'string') return escapeAttribute(value)
  if (typeof value === 'number') return String(value)
  if (isMissing(value)) return ''
  if (isList(value)) return value.map(attributeText).join('')
  throw new TypeError('xml template with markup in an attribute')
}

function isMissing(value: XmlValue): value is null | undefined | false {
  return value === null || value === undefined || value === false
}

function isList(value: XmlValue): value is readonly XmlValue[] {
  return Array.isArray(value)
}
