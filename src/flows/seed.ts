import { keywordsOf } from '../group/keywords.ts'
import { matches, prepare } from '../query/match.ts'
import { parseQuery, type Query, QueryError } from '../query/parse.ts'
import type { PageKeywords } from './page-keywords.ts'

/** A query of more branches lets in what nobody meant. */
const MOST_KEYWORDS = 8

/**
 * Drafts a query from what an article's page says it is about: one keyword that is required, and any of the others.
 *
 * Required is the keyword that the title names first: of «طالبان وروسيا في محادثات موسكو» with the keywords موسكو، طالبان،
 * روسيا comes `طالبان (روسيا OR موسكو)`. Where a page names fewer than two, words of its title are taken for them. Null
 * where there is nothing to go by.
 */
export function draftQuery({ title, keywords }: PageKeywords): string | null {
  const usable = keywords.length > 1 ? keywords : wordsOf(title, keywords)
  const clauses = [...new Set(usable.map(asClause).filter(clause => clause !== null))].slice(0, MOST_KEYWORDS)
  const [required, ...others] = clauses.toSorted((a, b) => placeIn(title, a) - placeIn(title, b))
  if (required === undefined) return null
  if (others.length === 0) return required
  return others.length === 1 ? `${required} ${others[0]}` : `${required} (${others.join(' OR ')})`
}

const wordsOf = (title: string, keywords: string[]): string[] =>
  keywordsOf([{ title, summary: '', categories: keywords, language: null }]).slice(0, 5)

/** A keyword as the query language has it: a word as it is, more between quotes; null for what is no word. */
function asClause(keyword: string): string | null {
  const plain = keyword
    .replace(/["“”«»]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const clause = /^[\p{L}\p{M}\p{N}]+$/u.test(plain) && !/^(?:AND|OR|NOT)$/.test(plain) ? plain : `"${plain}"`
  return read(clause) ? clause : null
}

function read(clause: string): Query | null {
  try {
    return parseQuery(clause)
  } catch (error) {
    if (error instanceof QueryError) return null
    throw error
  }
}

/** After how many words of the title a clause is found there; past its end where it is not. */
function placeIn(title: string, clause: string): number {
  const query = read(clause)
  const words = title.split(/\s+/)
  const end = words.findIndex(
    (_, i) => query && matches(query, prepare({ title: words.slice(0, i + 1).join(' ') })),
  )
  return end < 0 ? words.length : end
}
