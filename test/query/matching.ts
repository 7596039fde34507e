import type { MatchArticle } from '../../src/model/match.ts'
import { type Circumstances, match, prepare } from '../../src/query/match.ts'
import { type Known, parseQuery } from '../../src/query/parse.ts'

/** A title alone, or an article of which the rest is empty. */
export type Text = string | Partial<MatchArticle>

export const article = (text: Text): MatchArticle =>
  typeof text === 'string' ? { title: text } : { title: '', ...text }

export const matches = (
  query: string,
  text: Text,
  known: Known = {},
  circumstances: Circumstances = {},
): boolean => match(parseQuery(query, known), prepare(article(text)), circumstances) !== null
