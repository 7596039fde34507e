import { hasArticle, withArticle, withClitics } from '../text/arabic.ts'
import { inflectionsOf } from '../text/inflections.ts'
import { isUnspaced, type WordSpan, wordSpans } from '../text/words.ts'
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
  return typedWords(text).map(typed => {
    const term = bare(typed)
    return term.joined === null ? { ...term, asWritten: new Map([[typed.word, typed.typed]]) } : term
  })
}

/** The term of a word in all its inflected forms, each with what Arabic attaches in front. */
export function inflectedTerms(text: string): Term[] {
  return typedWords(text).map(typed => {
    const noun = hasArticle(typed.typed) ? typed.word.slice(2) : typed.word
    const inflections = inflectionsOf(noun)
    const forms = new Set(inflections.flatMap(form => withClitics(form, form)))
    return { ...bare(typed), forms, stems: inflections, inflections }
  })
}

type TypedWord = { word: string; typed: string; prefix: boolean; unspaced: boolean }

function typedWords(text: string): TypedWord[] {
  return text.split(/\s+/).flatMap(piece => {
    const all = joinUnspaced(wordSpans(piece)).map(({ word, start, end }) => ({
      word,
      typed: piece.slice(start, end),
      prefix: false,
      unspaced: isUnspaced(word),
    }))
    const last = all.at(-1)
    if (last && piece.endsWith('*')) last.prefix = true
    return all
  })
}

/** Words of a script without spaces that touch are one: where the segmenter parts them depends on what is around. */
function joinUnspaced(spans: WordSpan[]): WordSpan[] {
  const joined: WordSpan[] = []
  for (const span of spans) {
    const before = joined.at(-1)
    if (before?.end === span.start && isUnspaced(span.word) && isUnspaced(before.word))
      joined[joined.length - 1] = { word: before.word + span.word, start: before.start, end: span.end }
    else joined.push(span)
  }
  return joined
}

function termOf(typed: TypedWord, attach: (word: string, typed: string) => string[]): Term {
  const term = bare(typed)
  if (term.joined !== null) return term
  for (const form of attach(typed.word, typed.typed)) term.forms.add(form)
  if (hasArticle(typed.typed)) term.stems.push(typed.word.slice(2))
  return term.prefix ? term : withInitials(term, typed.word)
}

function bare({ word, typed, prefix, unspaced }: TypedWord): Term {
  const core = word.startsWith('ال') ? word.slice(2) : word
  const term = { typed, core, prefix, asWritten: new Map(), inflections: [] }
  if (!unspaced) return { ...term, forms: new Set([word]), stems: [word], joined: null }
  const beginnings = beginningsOf(word, prefix)
  return { ...term, forms: new Set(beginnings), stems: beginnings, joined: word, core: '' }
}

/** A word without spaces has no more letters: each of its beginnings is a form. */
export const LONGEST_JOINED = 200

/** What the first of several words that spell a joined one may be. */
function beginningsOf(word: string, prefix: boolean): string[] {
  const letters = [...word].slice(0, LONGEST_JOINED)
  return prefix ? letters.slice(0, 1) : letters.map((_, i) => letters.slice(0, i + 1).join(''))
}

/** US finds U.S., and U.S. finds US, but not the pronoun: that form counts in capitals only. */
function withInitials(term: Term, word: string): Term {
  const alsoAs = (form: string) => {
    term.forms.add(form)
    term.stems.push(form)
  }
  if (/^\p{Lu}{2,4}$/u.test(term.typed)) alsoAs([...word].join('.'))
  if (/^\p{L}(?:\.\p{L})+$/u.test(word)) {
    const joined = word.replaceAll('.', '')
    alsoAs(joined)
    term.asWritten.set(joined, joined.toUpperCase())
  }
  return term
}
