import type { Hit } from '../model/entry.ts'
import { type Circumstances, evaluate, holds, type Single } from './judge.ts'
import { nearestForm } from './nearest-form.ts'
import type { Prepared } from './prepared.ts'
import type { Node, Query } from './query.ts'
import { hitOf } from './why.ts'

/** Why an article is in or out: the verdict, and what each clause said. */
export type Explanation = { matches: boolean; clauses: ClauseVerdict[] }

export type ClauseVerdict = {
  clause: string
  /** Its place in the query's text; that of `topic:` for the clauses of another topic. */
  at: number
  length: number
  negated: boolean
  /** Null where what it is judged on was not given. */
  holds: boolean | null
  /** The verdict would be the other one, were it not for this clause alone. */
  decides: boolean
  /** Where it was found. */
  hit: Hit | null
  /** Where it was not: the nearest that was there. */
  nearest: Omit<Hit, 'clause'> | null
  /** What `~` made of the clause's word. */
  inflections: string[]
}

/** What is nearest is looked for in so many clauses at most, as each compares a word with all of the article's. */
const MOST_NEAREST = 100

/** Says of each clause whether it holds, where, and what else was there. Agrees with {@link match} on the whole. */
export function explain(query: Query, article: Prepared, circumstances: Circumstances = {}): Explanation {
  const { matches, clauses } = verdictsOf(query, article, circumstances)
  return {
    matches,
    clauses: clauses.map(({ clause, negated, holds: verdict, decides }, index) => ({
      clause: clause.clause,
      at: clause.at,
      length: clause.length,
      negated,
      holds: verdict,
      decides,
      hit: verdict ? hitOf(clause, article, circumstances) : null,
      nearest: verdict === false && index < MOST_NEAREST ? nearestForm(clause, article, circumstances) : null,
      inflections: 'terms' in clause ? clause.terms.flatMap(term => term.inflections) : [],
    })),
  }
}

export type Verdict = { clause: Single; negated: boolean; holds: boolean | null; decides: boolean }

/** What each clause says of an article, and whether it alone decides: what back-testing counts. */
export function verdictsOf(
  query: Query,
  article: Prepared,
  circumstances: Circumstances = {},
): { matches: boolean; clauses: Verdict[] } {
  const clauses = clausesOf(query.root, false)
  const verdicts = new Map(clauses.map(({ clause }) => [clause, holds(clause, article, circumstances)]))
  const verdictOf = (clause: Single) => verdicts.get(clause) ?? null
  const matches = evaluate(query.root, verdictOf, true)
  const decides = (clause: Single, verdict: boolean | null) =>
    verdict !== null &&
    evaluate(query.root, other => (other === clause ? !verdict : verdictOf(other)), true) !== matches
  return {
    matches,
    clauses: clauses.map(({ clause, negated }) => {
      const verdict = verdictOf(clause)
      return { clause, negated, holds: verdict, decides: decides(clause, verdict) }
    }),
  }
}

/** The clauses of a query in the order they are written, those of the topics that it names included. */
export function clausesOf(node: Node, negated: boolean): { clause: Single; negated: boolean }[] {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.parts.flatMap(part => clausesOf(part, negated))
    case 'not':
      return clausesOf(node.part, !negated)
    case 'topic':
      return clausesOf(node.root, negated)
    default:
      return [{ clause: node, negated }]
  }
}
