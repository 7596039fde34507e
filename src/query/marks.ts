import { wordSpans } from '../text/words.ts'
import { findEvery } from './find-words.ts'
import type { Single } from './judge.ts'
import { type Part, type Prepared, startOf } from './prepared.ts'
import { findRegex } from './regex.ts'

/** Where an article's text, as written (UTF-16 offsets, end excluded), has a word that a clause asks for. */
export type Mark = { part: ReadPart; start: number; end: number; clause: string }
export type ReadPart = 'title' | 'summary' | 'text'

/** A word that stands everywhere need not be marked everywhere. */
const MOST_A_CLAUSE = 100

/**
 * The words that clauses find in an article, at every place where they stand in its title, summary and text, in order.
 * What is attached to a word (وطالبان) is marked with it.
 */
export function marksOf(clauses: readonly Single[], article: Prepared): Mark[] {
  const spans = new Map<Part, Span[]>()
  return clauses
    .flatMap(clause =>
      wordsOf(clause, article).flatMap(at => {
        const part = READ.find(part => isIn(article, part, at))
        if (!part) return []
        const known = spans.get(part) ?? spansOf(article.article[part] ?? '', part)
        spans.set(part, known)
        const span = known[at - startOf(article, part)]
        return span ? [{ part, start: span.start, end: span.end, clause: clause.clause }] : []
      }),
    )
    .sort((a, b) => READ.indexOf(a.part) - READ.indexOf(b.part) || a.start - b.start)
}

/** The first of the parts, in their order. */
const READ: ReadPart[] = ['title', 'summary', 'text']

/** The places in `Prepared.words` of all that a clause finds. */
function wordsOf(clause: Single, article: Prepared): number[] {
  if (clause.kind === 'words')
    return findEvery(article, clause.field, clause.terms, clause.within, MOST_A_CLAUSE).flat()
  if (clause.kind === 'regex') return findRegex(article, clause.field, clause.regex)?.places ?? []
  return []
}

function isIn({ bounds }: Prepared, part: ReadPart, at: number): boolean {
  const index = READ.indexOf(part)
  return at >= (bounds[index] as number) && at < (bounds[index + 1] as number)
}

type Span = { start: number; end: number } | null

/** The words of a part in step with the folded ones: null ends a block. */
function spansOf(text: string, part: Part): Span[] {
  const spans: Span[] = []
  const take = (from: number, until: number) => {
    for (const { start, end } of wordSpans(text.slice(from, until)))
      spans.push({ start: from + start, end: from + end })
    spans.push(null)
  }
  let from = 0
  if (part !== 'title')
    for (const { index, 0: lineBreak } of text.matchAll(LINE_BREAKS)) {
      take(from, index)
      from = index + lineBreak.length
    }
  take(from, text.length)
  return spans
}
const LINE_BREAKS = /[\n\r\u2028\u2029]+/g
