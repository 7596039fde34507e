import type { Node, Term } from './query.ts'

/** What an article must have at least one of, for a query to hold; the rarer, the better. */
export type Anchor = { keys: Key[]; rarity: number }
export type Key = { kind: 'word' | 'beginning' | 'outlet'; key: string }

/** Longer beginnings are cut to this, so that few lengths have to be looked up. */
const BEGINNING = 5

/** The best anchor of a query; null where it has none. Under NOT, AND and OR change places. */
export function anchorOf(
  node: Node,
  frequencies: ReadonlyMap<string, number>,
  negated = false,
): Anchor | null {
  switch (node.kind) {
    case 'not':
      return anchorOf(node.part, frequencies, !negated)
    case 'and':
    case 'or': {
      const anchors = node.parts.map(part => anchorOf(part, frequencies, negated))
      return (node.kind === 'and') !== negated ? rarest(anchors) : all(anchors)
    }
    case 'topic':
      return anchorOf(node.root, frequencies, negated)
    case 'words':
      return negated ? null : rarest(node.terms.map(term => anchorOfTerm(term, frequencies)))
    case 'outlet':
      return negated || node.prefix ? null : { keys: [{ kind: 'outlet', key: node.id }], rarity: 0 }
    default:
      return null
  }
}

/** Any one that is known does: the rarest finds the fewest. */
function rarest(anchors: (Anchor | null)[]): Anchor | null {
  return anchors.reduce(
    (best, anchor) => (!best || (anchor && anchor.rarity > best.rarity) ? anchor : best),
    null,
  )
}

/** Each must be known, as any branch may be the one that holds. */
function all(anchors: (Anchor | null)[]): Anchor | null {
  const known = anchors.filter(anchor => anchor !== null)
  if (known.length < anchors.length) return null
  return {
    keys: known.flatMap(anchor => anchor.keys),
    rarity: Math.min(...known.map(anchor => anchor.rarity)),
  }
}

/** Long words are rare, and so are those that few queries have; beginnings stand for many. */
function anchorOfTerm({ forms, prefix, core }: Term, frequencies: ReadonlyMap<string, number>): Anchor {
  const kind = prefix ? 'beginning' : 'word'
  const keys = new Set(prefix ? [...forms].map(form => form.slice(0, BEGINNING)) : forms)
  const length = Math.min(core.length, 8) / (prefix ? 2 : 1)
  return {
    keys: [...keys].map(key => ({ kind, key })),
    rarity: length - Math.log2(frequencies.get(core) ?? 1) / 2,
  }
}

/** Every term of a query that words are looked for by. */
export function everyTerm(node: Node): Term[] {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.parts.flatMap(everyTerm)
    case 'not':
      return everyTerm(node.part)
    case 'topic':
      return everyTerm(node.root)
    case 'words':
      return node.terms
    default:
      return []
  }
}
