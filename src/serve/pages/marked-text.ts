import { html } from 'hono/html'
import type { MarkedText } from '../../flows/marked-text.ts'
import type { Markup } from './layout.ts'

/** How many clauses are told apart by colour; those after begin anew. */
const TINTS = 6

/** The class that a clause is marked with, here and where it is listed. */
export type TintOf = (clause: string) => string

/** Gives each clause a tint of its own, in the order in which they are written. */
export function tintsOf(clauses: string[]): TintOf {
  const places = new Map([...new Set(clauses)].map((clause, place) => [clause, place]))
  return clause => `tint-${(places.get(clause) ?? 0) % TINTS}`
}

/** A text with the words marked that clauses found. */
export function markedText(text: MarkedText, tintOf: TintOf): Markup {
  return html`${text.map(piece =>
    piece.clause === null ? piece.text : html`<mark class="${tintOf(piece.clause)}">${piece.text}</mark>`,
  )}`
}
