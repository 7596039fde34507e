import type { Attributes } from './attributes.ts'
import { prefixByCustom, prefixOfNamespace } from './namespaces.ts'

const UNKNOWN = '?:'
const MAX_NAMES = 512

type Root = {
  /** Before names in no namespace, or in one that nobody knows. */
  vocabulary: string
  /** That of the root element. */
  prefix: string
  onUnknown: () => void
}

/** The namespaces that are declared at one place of a document, and what element names mean there. */
export class Names {
  readonly #root: Root
  readonly #around: Names | undefined
  readonly #declared: ReadonlyMap<string, string>
  readonly #resolved = new Map<string, string>()

  constructor(root: Root, declared: ReadonlyMap<string, string>, around?: Names) {
    this.#root = root
    this.#declared = declared
    this.#around = around
  }

  /** The names below an element with these attributes. */
  below(attributes: Attributes): Names {
    const declared = declaredIn(attributes)
    return declared === undefined ? this : new Names(this.#root, declared, this)
  }

  /** Our name for an element as written: our prefix, a colon unless that is empty, and the local name. */
  resolve(raw: string): string {
    const known = this.#resolved.get(raw)
    if (known !== undefined) return known
    const colon = raw.indexOf(':')
    const name = this.#prefix(colon < 0 ? '' : raw.slice(0, colon)) + raw.slice(colon + 1)
    if (this.#resolved.size < MAX_NAMES) this.#resolved.set(raw, name)
    return name
  }

  #prefix(prefix: string): string {
    const uri = this.#uriOf(prefix)
    const ours = uri ? prefixOfNamespace(uri) : undefined
    if (ours !== undefined) return ours === '' ? '' : `${ours}:`
    if (prefix === '' || prefix === this.#root.prefix) return this.#root.vocabulary
    const customary = prefixByCustom(prefix)
    if (customary === undefined) return UNKNOWN
    this.#root.onUnknown()
    return customary === '' ? '' : `${customary}:`
  }

  #uriOf(prefix: string): string | undefined {
    return this.#declared.get(prefix) ?? (this.#around ? this.#around.#uriOf(prefix) : undefined)
  }
}

/**
 * The names at the root of a document. Names with the root's own prefix are of the format, whatever namespace it is
 * bound to: publishers declare Atom's as the default on `<rss>`, or a namespace of their own.
 */
export function namesAtRoot(
  vocabulary: string,
  root: string,
  attributes: Attributes,
  onUnknown: () => void,
): Names {
  const colon = root.indexOf(':')
  const prefix = colon < 0 ? '' : root.slice(0, colon)
  const declared = new Map(declaredIn(attributes))
  declared.delete(prefix)
  return new Names({ vocabulary, prefix, onUnknown }, declared)
}

/** The namespaces that a tag declares, by prefix. */
function declaredIn(attributes: Attributes): Map<string, string> | undefined {
  let declared: Map<string, string> | undefined
  for (const [name, uri] of attributes) {
    if (!name.startsWith('xmlns')) continue
    declared ??= new Map()
    declared.set(name.slice(6), uri)
  }
  return declared
}
