import type { ParsedCategory } from '../model/parsed-feed.ts'
import { defined, type Field, type FieldReader } from './fields.ts'

const MAX_CATEGORIES = 200

/** The categories of the feed or an item, each term once. Lists of keywords are split at commas, the Arabic one too. */
export function readCategories(fields: readonly Field[], reader: FieldReader): ParsedCategory[] {
  const categories = new Map<string, ParsedCategory>()
  for (const field of fields) {
    const written = reader.attribute(field, 'term') ?? reader.text(field)
    const terms = reader.attribute(field, 'list') ? (written ?? '').split(/[,،؛;\n]/) : [written ?? '']
    const scheme = reader.attribute(field, 'scheme')
    const label = reader.attribute(field, 'label')
    for (const term of terms.map(one => one.trim()).filter(Boolean)) {
      const known = categories.get(term)
      if (
        known === undefined ||
        (known.scheme !== scheme && scheme !== undefined && known.scheme !== undefined)
      )
        categories.set(known ? `${scheme} ${term}` : term, defined({ term, scheme, label }) as ParsedCategory)
      if (categories.size >= MAX_CATEGORIES) return [...categories.values()]
    }
  }
  return [...categories.values()]
}
