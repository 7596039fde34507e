import { evaluate, type Single } from '../query/judge.ts'
import type { Prepared } from '../query/match.ts'
import type { Query } from '../query/query.ts'

/**
 * Whether a clause may hold for an article; false only where it does not. The matcher indexes an article's words for the
 * thousands of topics that may ask; for a single query it costs a tenth to go through them once.
 */
export function mayHold(clause: Single, { words }: Prepared): boolean {
  if (clause.kind !== 'words') return true
  const { terms, within } = clause
  if (terms.some(({ prefix, joined }) => prefix || joined !== null)) return true
  if (within !== null) return terms.every(({ forms }) => words.some(word => forms.has(word)))
  const [first, ...others] = terms.map(({ forms }) => forms)
  return words.some(
    (word, at) => first?.has(word) && others.every((forms, i) => forms.has(words[at + i + 1] ?? '')),
  )
}

/** The same of a whole query. */
export const mayMatch = (query: Query, article: Prepared): boolean =>
  evaluate(query.root, clause => (mayHold(clause, article) ? null : false), true)
