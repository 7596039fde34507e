import { clausesOf } from '../query/explain.ts'
import type { Single } from '../query/judge.ts'
import type { Node } from '../query/query.ts'
import { and, type Bits, countBits, without } from './bits.ts'
import type { Trial } from './trial.ts'

/** What a clause does to articles. */
export type ClauseEffect = {
  clause: string
  at: number
  length: number
  negated: boolean
  /** How many have it. */
  found: number
  /** How many are in that would be out without this clause: one of several branches of an OR. */
  letIn: number
  /** How many are out that would be in without this clause: one that is required, or excludes. */
  keptOut: number
  /** What `~` made of the clause's word. */
  inflections: string[]
}

/** What each clause of a query did on an archive. */
export function effectsOf({ tried, said, matches, within, decides }: Trial): ClauseEffect[] {
  const count = (bits: Bits) => countBits(and(bits, within))
  const roles = rolesOf(tried.query.root)
  return clausesOf(tried.query.root, false).map(({ clause: node, negated }) => {
    const { clause, at, length } = node
    const role = roles.get(node)
    const alone = decides.get(node) as Bits
    return {
      clause,
      at,
      length,
      negated,
      found: count(said.get(node) as Bits),
      letIn: role === 'lets in' ? count(and(alone, matches)) : 0,
      keptOut: role === 'keeps out' ? count(without(alone, matches)) : 0,
      inflections: 'terms' in node ? node.terms.flatMap(term => term.inflections) : [],
    }
  })
}

type Role = 'lets in' | 'keeps out'

/** A branch of an OR can only let in, a part of an AND only keep out; under NOT, AND and OR change places. */
function rolesOf(
  node: Node,
  role: Role = 'lets in',
  negated = false,
  roles = new Map<Single, Role>(),
): Map<Single, Role> {
  switch (node.kind) {
    case 'and':
    case 'or': {
      const own = (node.kind === 'and') !== negated ? 'keeps out' : 'lets in'
      for (const part of node.parts) rolesOf(part, own, negated, roles)
      return roles
    }
    case 'not':
      return rolesOf(node.part, role, !negated, roles)
    case 'topic':
      return rolesOf(node.root, role, negated, roles)
    default:
      return roles.set(node, role)
  }
}
