import { wordSpans } from '../text/words.ts'
import { FUNCTION_WORDS } from './function-words.ts'

export type KeywordArticle = {
  title: string
  summary: string
  text?: string
  categories: readonly string[]
  language: string | null
}

/** In what share of articles a folded word occurs, 0..1. */
export type WordShare = (word: string) => number

const MOST_KEYWORDS = 8
const LONGEST_CATEGORY = 60
const IS_FUNCTION_WORD = new Set(FUNCTION_WORDS)

/** Up to eight keywords of a story in the form that outlets write: their own categories first, then its salient terms. */
export function keywordsOf(articles: readonly KeywordArticle[], shareOf: WordShare = () => 0): string[] {
  const keywords = new Map<string, string>()
  for (const keyword of [...categoriesOf(articles), ...termsOf(articles, shareOf)]) {
    const key = wordSpans(keyword)
      .map(({ word }) => word)
      .join(' ')
    if (key !== '' && !keywords.has(key)) keywords.set(key, keyword)
  }
  return [...keywords.values()].slice(0, MOST_KEYWORDS)
}

/** Categories by how many articles have them. */
function categoriesOf(articles: readonly KeywordArticle[]): string[] {
  const all = articles.flatMap(({ categories }) => [...new Set(categories.map(c => c.trim()))])
  const counted = Map.groupBy(
    all.filter(c => c.length > 1 && c.length <= LONGEST_CATEGORY),
    c => c,
  )
  return [...counted].sort((a, b) => b[1].length - a[1].length).map(([category]) => category)
}

function termsOf(articles: readonly KeywordArticle[], shareOf: WordShare): string[] {
  const terms = new Map<string, { surface: string; score: number }>()
  for (const { title, summary } of articles) {
    for (const text of [title, summary.slice(0, 500)]) {
      for (const { word, start, end } of wordSpans(text)) {
        if (word.length < 3 || IS_FUNCTION_WORD.has(word) || /^\d/.test(word)) continue
        const term = terms.get(word) ?? { surface: text.slice(start, end), score: 0 }
        term.score += (text === title ? 2 : 1) * Math.log(1 / (shareOf(word) + 0.001))
        terms.set(word, term)
      }
    }
  }
  return [...terms.values()].sort((a, b) => b.score - a.score).map(({ surface }) => surface)
}
