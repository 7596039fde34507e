import type { MatchArticle } from '../model/match.ts'
import { joinedWords } from '../text/words.ts'
import type { Node, Query, Term, TextField } from './query.ts'
import { piecesOf, type Required } from './required.ts'

/** The columns of the archive's full-text index: the folded words of each part of an article, with spaces between. */
export const FTS_COLUMNS = ['title', 'summary', 'text', 'author', 'categories'] as const
export type FtsRow = Record<(typeof FTS_COLUMNS)[number], string>

const COLUMNS: Record<TextField, string> = {
  body: '{title summary text}',
  title: 'title',
  text: '{summary text}',
  author: 'author',
  category: 'categories',
}

/**
 * What the full-text index holds of an article. Summary and text are always searched together, so a summary that the
 * text begins with is left out: it would be a third of the index.
 */
export function ftsRow({ title, summary, text, author, categories = [] }: MatchArticle): FtsRow {
  const [teaser, body] = [joinedWords(summary ?? ''), joinedWords(text ?? '')]
  const isRepeated = body === teaser || body.startsWith(`${teaser} `)
  return {
    title: joinedWords(title),
    summary: isRepeated ? '' : teaser,
    text: body,
    author: joinedWords(author ?? ''),
    categories: joinedWords(categories.join('\n')),
  }
}

/**
 * An FTS5 MATCH expression that finds every article that a query matches, and some that it does not; null where no
 * words narrow it down. Whatever tokenizer the index has, it reads both sides alike.
 */
export const toFts = (query: Query): string | null => expressionOf(query.root, false, 0)

type Words = Extract<Node, { kind: 'words' }>

/** The same for one clause, which is asked for by itself: with all forms of `~`, so that nothing else is found. */
export const clauseToFts = (clause: Words): string => wordsToFts(clause, MOST_FORMS)

const wordsToFts = ({ field, terms }: Words, many: number): string =>
  `${COLUMNS[field]} : ${joined(
    terms.map(term => anyForm(term, many)),
    'AND',
  )}`

/** FTS5 reads groups 32 deep (its parser's stack, measured), of which a clause takes two. What is deeper narrows nothing down. */
const DEEPEST = 28

function expressionOf(node: Node, negated: boolean, depth: number): string | null {
  if (depth > DEEPEST) return null
  switch (node.kind) {
    case 'not':
      return expressionOf(node.part, !negated, depth)
    case 'and':
    case 'or': {
      const parts = node.parts.map(part => expressionOf(part, negated, depth + 1))
      return (node.kind === 'and') !== negated
        ? joined(parts.filter(isKnown), 'AND')
        : parts.every(isKnown)
          ? joined(parts, 'OR')
          : null
    }
    case 'topic':
      return expressionOf(node.root, negated, depth)
    case 'words':
      return negated ? null : wordsToFts(node, MANY_FORMS)
    default:
      return null
  }
}

/**
 * The same for a pattern, from the words of the index that have the pieces that it requires; null where that is
 * nothing, or not known of some piece.
 */
export function patternToFts(
  field: TextField,
  required: Required,
  wordsWith: (piece: string) => string[] | undefined,
): string | null {
  const expression = piecesToFts(required, wordsWith, 0)
  return expression && `${COLUMNS[field]} : ${expression}`
}

function piecesToFts(
  required: Required,
  wordsWith: (piece: string) => string[] | undefined,
  depth: number,
): string | null {
  if (depth > DEEPEST) return null
  if (required.kind === 'text') {
    const found = piecesOf(required).map(piece => wordsWith(piece))
    return joined(
      found
        .filter(words => words !== undefined)
        .map(words => either(words.length > 0 ? words : [NO_WORD], () => false)),
      'AND',
    )
  }
  const parts = required.parts.map(part => piecesToFts(part, wordsWith, depth + 1))
  if (required.kind === 'and') return joined(parts.filter(isKnown), 'AND')
  return parts.every(isKnown) ? joined(parts, 'OR') : null
}

/** Which the tokeniser makes of no text. */
const NO_WORD = '#+#'

const isKnown = (part: string | null): part is string => part !== null

const joined = (parts: string[], operator: string): string | null =>
  parts.length === 0 ? null : `(${parts.join(` ${operator} `)})`

const MOST_FORMS = 2_000
/** Past this many forms, those that begin like another are left to it: words that begin so are few. */
const MANY_FORMS = 60

function anyForm({ forms, prefix }: Term, many = MANY_FORMS): string {
  if (prefix) return either([...forms], () => true)
  if (forms.size <= many) return either([...forms], () => false)
  const sorted = [...forms].sort()
  const shortest: string[] = []
  for (const form of sorted) if (!form.startsWith(shortest.at(-1) ?? ' ')) shortest.push(form)
  return either(shortest, () => true)
}

/** No word is `""`: what is to be one of none is nowhere. */
const either = (forms: string[], isBeginning: (form: string) => boolean): string =>
  `(${forms.map(form => `"${form.replaceAll('"', '""')}"${isBeginning(form) ? '*' : ''}`).join(' OR ')})`
