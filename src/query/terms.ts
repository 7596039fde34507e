import { withArticle, withClitics } from '../text/arabic.ts'
import { wordSpans } from '../text/words.ts'
import type { Term } from './query.ts'

/**
 * The terms of words that stand one after the other: the first takes what Arabic attaches, the others the article.
 * A word that ends in * is the beginning of one.
 */
export function phraseTerms(text: string): Term[] {
  return typedWords(text).map((typed, index) => termOf(typed, index === 0 ? withClitics : withArticle))
}

/** The terms of words that may stand in any order: each takes what Arabic attaches. */
export function nearTerms(text: string): Term[] {
  return typedWords(text).map(typed => termOf(typed, withClitics))
}

/** The terms of an exact form: nothing attached, and the letters as typed. */
export function exactTerms(text: string): Term[] {
  return typedWords(text).map(({ word, typed }) => ({
    ...bare(word, typed),
    asWritten: new Map([[word, typed]]),
  }))
}

/** The term of a word in all its inflected forms. */
export function inflectedTerms(text: string): Term[] {
  return typedWords(text).map(typed => termOf(typed, withClitics))
}

type TypedWord = { word: string; typed: string; prefix: boolean }

function typedWords(text: string): TypedWord[] {
  return text.split(/\s+/).flatMap(piece => {
    const spans = wordSpans(piece)
    return spans.map(({ word, start, end }, index) => ({
      word,
      typed: piece.slice(start, end),
      prefix: index === spans.length - 1 && piece.endsWith('*'),
    }))
  })
}

function termOf({ word, typed, prefix }: TypedWord, attach: (word: string, typed: string) => string[]): Term {
  const term = { ...bare(word, typed), forms: new Set(attach(word, typed)), prefix }
  return prefix ? term : withInitials(term, word)
}

const bare = (word: string, typed: string): Term => ({
  typed,
  forms: new Set([word]),
  prefix: false,
  core: word.startsWith('ال') ? word.slice(2) : word,
  asWritten: new Map(),
  joined: null,
  inflections: [],
})

/** US finds U.S., and U.S. finds US, but not the pronoun: that form counts in capitals only. */
function withInitials(term: Term, word: string): Term {
  if (/^\p{Lu}{2,4}$/u.test(term.typed)) term.forms.add([...word].join('.'))
  if (/^\p{L}(?:\.\p{L})+$/u.test(word)) {
    const joined = word.replaceAll('.', '')
    term.forms.add(joined)
    term.asWritten.set(joined, joined.toUpperCase())
  }
  return term
}
