import { decodeReferences, type OwnEntities } from './entities.ts'
import type { Tally } from './repairs.ts'

/** By the name as written; a Map, so that no name can reach an object's prototype. */
export type Attributes = ReadonlyMap<string, string>

export const NO_ATTRIBUTES: Attributes = new Map()

/** No format names more than a dozen; a tag with 100,000 of them is an attack. */
const MAX_ATTRIBUTES = 64
const MAX_LENGTH = 65_536

/** Reads the attributes of a tag, quoted or not; of those with the same name the first counts. */
export function readAttributes(raw: string, tally: Tally, own?: OwnEntities): Attributes {
  const found = new Map<string, string>()
  const pattern = /([^\s=/>"'<]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+)))?/g
  const bounded = raw.length > MAX_LENGTH ? raw.slice(0, MAX_LENGTH) : raw
  for (let match = pattern.exec(bounded); match; match = pattern.exec(bounded)) {
    const [, name = '', double, single, unquoted] = match
    if (!found.has(name)) found.set(name, decodeReferences(double ?? single ?? unquoted ?? '', tally, own))
    if (found.size >= MAX_ATTRIBUTES) break
  }
  return found
}
