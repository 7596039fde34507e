import { decodeReferences, type OwnEntities } from './entities.ts'
import type { Tally } from './repairs.ts'

const MAX_ENTITIES = 100
const MAX_VALUE = 1000

/**
 * The entities that a document type declares with a value of their own. External ones are not fetched, and references
 * inside values stay text: a document that nests them a billion times (CVE-2003-1564) stays as short as it is.
 */
export function readOwnEntities(doctype: string, tally: Tally): OwnEntities {
  const own = new Map<string, string>()
  const declaration = /<!ENTITY\s+([\w.-]{1,32})\s+(?:"([^"]{0,1000})"|'([^']{0,1000})')/g
  for (const [, name = '', double, single] of doctype
    .slice(0, MAX_ENTITIES * MAX_VALUE)
    .matchAll(declaration)) {
    if (own.size >= MAX_ENTITIES) break
    own.set(name, decodeReferences(double ?? single ?? '', tally))
  }
  return own
}
