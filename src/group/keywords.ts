import { fold } from '../text/fold.ts'
import { wordSpans } from '../text/words.ts'
import { FUNCTION_WORDS } from './function-words.ts'
import { namesIn, type Token } from './names.ts'

export type KeywordArticle = {
  title: string
  summary: string
  text?: string
  categories: readonly string[]
  language: string | null
}

const MOST_KEYWORDS = 8
const LONGEST_CATEGORY = 60
/** Of the text behind the summary only the beginning is looked at: names stand there already. */
const TEXT_READ = 1_500
const IS_FUNCTION_WORD = new Set(FUNCTION_WORDS.map(fold))

/**
 * Up to eight keywords of a story in the form that outlets write: their own categories first, then names of several words,
 * then the words that most of its articles have.
 */
export function keywordsOf(articles: readonly KeywordArticle[]): string[] {
  const texts = articles.map(({ title, summary, text = '' }) =>
    [title, `${summary}\n${text.slice(0, TEXT_READ)}`].map(tokensOf),
  )
  const keywords = new Map<string, string>()
  for (const keyword of [...categoriesOf(articles), ...namesIn(texts.flat()), ...termsOf(texts)]) {
    const key = keyOf(keyword)
    if (key !== '' && !keywords.has(key) && !isTold(key, keywords)) keywords.set(key, keyword)
  }
  return [...keywords.values()].slice(0, MOST_KEYWORDS)
}

const keyOf = (keyword: string) =>
  wordSpans(keyword)
    .map(({ word }) => word)
    .join(' ')

/** A word of a longer keyword says nothing more. */
function isTold(key: string, keywords: ReadonlyMap<string, string>): boolean {
  return !key.includes(' ') && [...keywords.keys()].some(other => ` ${other} `.includes(` ${key} `))
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

function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  let behind = 0
  for (const { word, start, end } of wordSpans(text)) {
    const written = text.slice(start, end)
    const isPlain = word.length < 3 || IS_FUNCTION_WORD.has(word) || /^\d/.test(word)
    tokens.push({ word, written, isPlain, before: text.slice(behind, start) })
    behind = end
  }
  return tokens
}

/** Words by how many articles have them, those of titles counting double. */
function termsOf(texts: readonly Token[][][]): string[] {
  const terms = new Map<string, { written: string; score: number }>()
  for (const parts of texts) {
    parts.forEach((tokens, part) => {
      const once = new Map(tokens.filter(({ isPlain }) => !isPlain).map(token => [token.word, token]))
      for (const { word, written } of once.values()) {
        const term = terms.get(word) ?? { written, score: 0 }
        terms.set(word, { ...term, score: term.score + (part === 0 ? 2 : 1) })
      }
    })
  }
  return [...terms.values()].sort((a, b) => b.score - a.score).map(({ written }) => written)
}
