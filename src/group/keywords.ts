import { fold } from '../text/fold.ts'
import { stem } from '../text/stem.ts'
import { wordSpans } from '../text/words.ts'
import { isAgency } from './agencies.ts'
import { namesIn, TITLES, type Token } from './names.ts'
import { PLAIN_WORDS, SECTIONS } from './plain-words.ts'

export type KeywordArticle = {
  title: string
  summary: string
  text?: string
  categories: readonly string[]
  language: string | null
  /** Its outlet's own name is no keyword. */
  outlet?: { title: string | null }
}

const MOST_KEYWORDS = 8
/** Of those found in the text, names take so many places at most, so that words of the title have some. */
const MOST_NAMES = 5
const LONGEST_CATEGORY = 60
/** Of the text behind the summary only the beginning is looked at: names stand there already. */
const TEXT_READ = 1_500
/** A word must be in a title, or stand so often. */
const OFTEN = 2

/**
 * Up to eight keywords of a story in the form that outlets write: their own categories first, then names of several words,
 * then the words that most of its articles have. Sections, the outlets' names, times and what news says of anything are none.
 */
export function keywordsOf(articles: readonly KeywordArticle[]): string[] {
  const texts = articles.map(({ title, summary, text = '' }) =>
    [title, `${summary}\n${text.slice(0, TEXT_READ)}`].map(tokensOf),
  )
  const outlets = new Set(articles.flatMap(({ outlet }) => (outlet?.title ? [keyOf(outlet.title)] : [])))
  const keywords = new Map<string, string>()
  const names = namesIn(texts).slice(0, MOST_NAMES)
  for (const keyword of [...categoriesOf(articles), ...names, ...termsOf(texts)]) {
    const key = keyOf(keyword)
    if (key === '' || keywords.has(key) || outlets.has(key) || isTold(key, keywords)) continue
    keywords.set(key, keyword)
  }
  return [...keywords.values()].slice(0, MOST_KEYWORDS)
}

/** Forms of a word are one keyword: «القمح» and «قمح», rate and rates. */
const keyOf = (keyword: string) =>
  wordSpans(keyword)
    .map(({ word }) => stem(word))
    .join(' ')

/** A part of a longer keyword says nothing more, nor does a name that has more words around it. */
function isTold(key: string, keywords: ReadonlyMap<string, string>): boolean {
  return [...keywords.keys()].some(
    other => ` ${other} `.includes(` ${key} `) || (other.includes(' ') && ` ${key} `.includes(` ${other} `)),
  )
}

/** Categories by how many articles have them. */
function categoriesOf(articles: readonly KeywordArticle[]): string[] {
  const all = articles.flatMap(({ categories }) => [...new Set(categories.map(c => c.trim()))])
  const counted = Map.groupBy(all.filter(isCategory), c => c)
  return [...counted].sort((a, b) => b[1].length - a[1].length).map(([category]) => category)
}

function isCategory(category: string): boolean {
  if (category.length < 2 || category.length > LONGEST_CATEGORY || !/\p{L}/u.test(category)) return false
  return !SECTIONS.has(fold(category))
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  let behind = 0
  for (const { word, start, end } of wordSpans(text)) {
    const written = text.slice(start, end)
    const isPlain = word.length < 3 || PLAIN_WORDS.has(word) || /\d/.test(word)
    tokens.push({ word, written, isPlain, before: text.slice(behind, start) })
    behind = end
  }
  return tokens
}

type Term = { written: string; score: number; count: number; isTitled: boolean }

/** Words by how many articles have them, those of titles counting double, and those in capitals inside a sentence more. */
function termsOf(texts: readonly Token[][][]): string[] {
  const terms = new Map<string, Term>()
  const seen = new Set(texts.flat(2).map(({ word }) => word))
  for (const parts of texts)
    parts.forEach((tokens, part) => {
      const once = new Set<string>()
      tokens.forEach((token, at) => {
        if (token.isPlain || TITLES.has(token.word) || isAgency(token.word)) return
        const { key, written } = bareOf(token, seen)
        const term = terms.get(key) ?? { written, score: 0, count: 0, isTitled: false }
        const isNamed = part === 1 && at > 0 && token.before === ' ' && /^\p{Lu}\p{Ll}/u.test(token.written)
        terms.set(key, {
          written: isShouted(term.written) ? written : term.written,
          score: term.score + (once.has(key) ? 0 : part === 0 ? 2 : 1) + (isNamed ? 1 : 0),
          count: term.count + 1,
          isTitled: term.isTitled || part === 0,
        })
        once.add(key)
      })
    })
  return [...terms.values()]
    .filter(({ isTitled, count }) => isTitled || count >= OFTEN)
    .sort((a, b) => b.score - a.score)
    .map(({ written }) => written)
}

const isShouted = (written: string): boolean => /^\p{Lu}{4,}$/u.test(written)

/** A word without what is written together with it, where the story has it so: «وتل» beside «تل», «لطالبان» beside «طالبان». */
function bareOf({ word, written }: Token, seen: ReadonlySet<string>): { key: string; written: string } {
  const own = written.replace(/['’]s$/i, '')
  const long = /^[وف]?(?:[بك]?ال|لل)(?=.{3})/.exec(word)
  if (long && long[0] !== 'ال') {
    const rest = word.slice(long[0].length)
    return { key: stem(rest), written: `ال${own.slice(-rest.length)}` }
  }
  for (const cut of [1, 2]) {
    const rest = word.slice(cut)
    if (
      /^[وفبكل]{1,2}$/.test(word.slice(0, cut)) &&
      rest.length > 1 &&
      (seen.has(rest) || seen.has(`ال${rest}`))
    )
      return { key: stem(rest), written: own.slice(cut) }
  }
  return { key: stem(word), written: own }
}
