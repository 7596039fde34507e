import { html } from 'hono/html'
import type { Why } from '../../model/entry.ts'
import { type Mark, marksOf } from '../../query/marks.ts'
import { prepare } from '../../query/match.ts'
import { parseQuery, QueryError } from '../../query/parse.ts'
import type { Clause } from '../../query/query.ts'
import type { Markup } from './layout.ts'

/** What is read first of an entry, with the words marked that let it in. */
export type MarkedEntry = { title: Markup | string; summary: Markup | string }

/** A clause that stands alone. */
type Single = Exclude<Clause, { kind: 'topic' }>
type Entry = { title: string; why: Why }

/** A topic of hundreds of words for the same lets a long text in by many of them. */
const MOST_CLAUSES = 20
const READ_PARTS = new Set(['title', 'summary', 'text'])

/**
 * Marks entries one after the other: every word of the title and of the summary as shown that one of the clauses asks for
 * which let the entry in, with what Arabic attaches to it. Clauses are read once for all entries.
 */
export function entryMarker(): (entry: Entry, summary: string) => MarkedEntry {
  const read = new Map<string, Single[]>()
  const clausesOf = (clause: string): Single[] => {
    const known = read.get(clause) ?? readClause(clause)
    read.set(clause, known)
    return known
  }
  return ({ title, why }, summary) => {
    const told = why.filter(({ field }) => READ_PARTS.has(field)).slice(0, MOST_CLAUSES)
    if (told.length === 0) return { title, summary }
    const clauses = told.flatMap(({ clause }) => clausesOf(clause))
    // apart, as a pattern is found once a text
    return {
      title: markedText(title, marksOf(clauses, prepare({ title }))),
      summary: markedText(summary, marksOf(clauses, prepare({ title: '', summary }))),
    }
  }
}

/** None where it cannot stand alone: what it says was part of a group. */
function readClause(clause: string): Single[] {
  try {
    const { root } = parseQuery(clause)
    const isSingle = root.kind !== 'and' && root.kind !== 'or' && root.kind !== 'not' && root.kind !== 'topic'
    return isSingle ? [root] : []
  } catch (error) {
    if (error instanceof QueryError) return []
    throw error
  }
}

function markedText(text: string, marks: Mark[]): Markup | string {
  const pieces: (Markup | string)[] = []
  let at = 0
  for (const { start, end } of marks) {
    // several clauses may find one word
    if (start < at) continue
    pieces.push(text.slice(at, start), html`<mark>${text.slice(start, end)}</mark>`)
    at = end
  }
  if (at === 0) return text
  pieces.push(text.slice(at))
  return html`${pieces}`
}
