import type { QueryProblem } from './problem.ts'
import type { Node } from './query.ts'

/**
 * What lacks a positive clause: the query, or a branch of an OR in it. Such a part would let in everything but what it
 * excludes, which nobody means; who does, adds *.
 */
export function withoutPositive(root: Node): QueryProblem[] {
  const branches = branchesWithout(root, false)
  return branches.length > 0 || isPositive(root, false) ? branches : [problemAt(root)]
}

function problemAt(node: Node): QueryProblem {
  const clauses = clausesOf(node)
  const at = Math.min(...clauses.map(clause => clause.at))
  const end = Math.max(...clauses.map(clause => clause.at + clause.length))
  return {
    at,
    length: end - at,
    message: 'this only excludes; add what to look for, or * for everything else',
  }
}

const clausesOf = (node: Node): { at: number; length: number }[] =>
  node.kind === 'and' || node.kind === 'or'
    ? node.parts.flatMap(clausesOf)
    : node.kind === 'not'
      ? clausesOf(node.part)
      : [node]

/** Whether everything that satisfies the node has something of what it names. Under NOT, AND and OR change places. */
function isPositive(node: Node, negated: boolean): boolean {
  switch (node.kind) {
    case 'not':
      return isPositive(node.part, !negated)
    case 'and':
    case 'or':
      return (node.kind === 'and') !== negated
        ? node.parts.some(part => isPositive(part, negated))
        : node.parts.every(part => isPositive(part, negated))
    default:
      return !negated
  }
}

function branchesWithout(node: Node, negated: boolean): QueryProblem[] {
  if (node.kind === 'not') return branchesWithout(node.part, !negated)
  if (node.kind !== 'and' && node.kind !== 'or') return []
  const wrong = node.kind === 'or' && !negated ? node.parts.filter(part => !isPositive(part, false)) : []
  return wrong.length > 0 ? wrong.map(problemAt) : node.parts.flatMap(part => branchesWithout(part, negated))
}
