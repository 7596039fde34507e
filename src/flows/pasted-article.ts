import { keywordsOf } from '../group/keywords.ts'
import { categoriesOf } from '../normalise/categories.ts'
import { type PageKeywords, readPageKeywords } from './page-keywords.ts'

const LONGEST_TITLE = 300
const LONGEST_TEXT = 20_000
/** A piece of more words is a sentence. */
const MOST_WORDS = 5
const MOST_FROM_TEXT = 5

/**
 * Reads what somebody pasted: an article with its title on the first line, a list of keywords (alone, or behind
 * «كلمات مفتاحية:»), or the source of a page.
 */
export function readPasted(pasted: string): PageKeywords {
  if (/^\s*<(?:!doctype|html|head|meta)\b/i.test(pasted))
    return withoutLongTitle(readPageKeywords(Buffer.from(pasted), 'text/html; charset=utf-8'))
  const text = pasted.slice(0, LONGEST_TEXT)
  const lines = text.split(/[\r\n]+/).map(line => line.trim())
  const [title = '', ...rest] = lines.filter(line => line !== '')
  const list = listOf(text)
  if (list.length > 1) return { title: '', keywords: list }
  const named = categoriesOf([], lines.join('\n'))
  if (named.length > 1) return withoutLongTitle({ title: isList(title) ? '' : title, keywords: named })
  const summary = rest.join('\n')
  const found = keywordsOf([{ title, summary, categories: named, language: null }])
  return withoutLongTitle({ title, keywords: found.slice(0, MOST_FROM_TEXT) })
}

/** The pieces of a text that is a list of keywords and nothing else; empty for any other. */
function listOf(text: string): string[] {
  const pieces = text
    .split(/[،؛,;\r\n]+/)
    .map(piece => piece.trim())
    .filter(piece => piece !== '')
  const areTerms = pieces.every(piece => piece.split(/\s+/).length <= MOST_WORDS && !/[.:؟?!]/.test(piece))
  return areTerms
    ? categoriesOf(
        pieces.map(term => ({ term })),
        '',
      )
    : []
}

/** Whether a line is the list, or the label above it: where the first one is, there is no title. */
const isList = (line: string): boolean => /[:：]$/.test(line) || categoriesOf([], line).length > 0

const withoutLongTitle = ({ title, keywords }: PageKeywords): PageKeywords => ({
  title: title.slice(0, LONGEST_TITLE),
  keywords,
})
