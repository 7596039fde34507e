import { type Attributes, NO_ATTRIBUTES } from './attributes.ts'
import type { Rule } from './elements.ts'
import { absoluteUrl } from './html-urls.ts'

/** The attributes of an element that its rule keeps, by canonical name, with addresses absolute. */
export function keptAttributes(rule: Rule, attributes: Attributes, base: string | undefined): Attributes {
  if (!rule.attributes && !rule.fixed) return NO_ATTRIBUTES
  const kept = new Map<string, string>()
  for (const [name, value] of attributes) {
    const canonical = rule.attributes?.[name] ?? rule.attributes?.[name.toLowerCase()]
    if (typeof canonical !== 'string' || kept.has(canonical)) continue
    kept.set(canonical, isUrl(canonical) ? absoluteUrl(value, base) : value)
  }
  for (const name in rule.fixed) if (!kept.has(name)) kept.set(name, rule.fixed[name] as string)
  return kept
}

const isUrl = (attribute: string): boolean => attribute === 'href' || attribute === 'url'
