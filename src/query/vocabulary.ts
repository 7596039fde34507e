import { eachStem } from '../text/arabic.ts'
import { words } from '../text/words.ts'
import type { Prepared } from './prepared.ts'
import type { Term } from './query.ts'

/** The terms of many queries, numbered, each once, to be found in an article all at once. */
export type Vocabulary = {
  /** How many queries' clauses have each term. */
  uses: number[]
  /** Roughly how rare each term is in articles: by its length. */
  rarities: number[]
  numbers: Map<string, number>
  byStem: Map<string, number[]>
  beginnings: Beginnings
  /** Pieces that stand anywhere in a word, by their first three letters. */
  insides: Map<string, { piece: string; number: number }[]>
  /** The terms that words of articles came to, as far as they are kept. */
  byWord: Map<string, number[]>
}

/** A tree of letters: what begins so far, and the terms whose beginning ends here. */
type Beginnings = { next: Map<number, Beginnings>; terms: number[] }

export const emptyVocabulary = (): Vocabulary => ({
  uses: [],
  rarities: [],
  numbers: new Map(),
  byStem: new Map(),
  beginnings: { next: new Map(), terms: [] },
  insides: new Map(),
  byWord: new Map(),
})

/** The number of a term. Terms that are looked up alike are one, as finding them is only a first sieve. */
export function numberOfTerm(vocabulary: Vocabulary, { stems, prefix, core }: Term): number {
  const [number, isNew] = numberOf(vocabulary, `${prefix ? '*' : ''}${stems.join(' ')}`)
  if (!isNew) return number
  // A beginning stands for many words; what has 8 letters is as rare as what has more.
  vocabulary.rarities[number] = Math.min(core.length, 8) / (prefix ? 2 : 1)
  for (const stem of stems)
    if (prefix) addBeginning(vocabulary.beginnings, stem, number)
    else addTo(vocabulary.byStem, stem, number)
  return number
}

/** The number of a piece of at least three letters, which stands anywhere in a word. */
export function numberOfPiece(vocabulary: Vocabulary, piece: string): number {
  const [number, isNew] = numberOf(vocabulary, `**${piece}`)
  if (!isNew) return number
  const key = piece.slice(0, PIECE_KEY)
  vocabulary.insides.set(key, [...(vocabulary.insides.get(key) ?? []), { piece, number }])
  vocabulary.rarities[number] = Math.min(piece.length, 8) / 2
  return number
}
const PIECE_KEY = 3

/** The number of an outlet, which is looked up as if it were a word. */
export function numberOfOutlet(vocabulary: Vocabulary, id: string): number {
  const [number, isNew] = numberOf(vocabulary, outletKey(id))
  if (isNew) addTo(vocabulary.byStem, outletKey(id), number)
  vocabulary.rarities[number] = 0
  return number
}

const outletKey = (id: string): string => `outlet:${id}`

function numberOf({ numbers, uses }: Vocabulary, key: string): [number, boolean] {
  const known = numbers.get(key)
  if (known !== undefined) {
    uses[known] = (uses[known] as number) + 1
    return [known, false]
  }
  numbers.set(key, numbers.size)
  return [uses.push(1) - 1, true]
}

function addTo(index: Map<string, number[]>, key: string, number: number): void {
  const numbers = index.get(key)
  if (numbers) numbers.push(number)
  else index.set(key, [number])
}

function addBeginning(root: Beginnings, stem: string, number: number): void {
  let node = root
  for (let i = 0; i < stem.length; i++) {
    const unit = stem.charCodeAt(i)
    const next = node.next.get(unit) ?? { next: new Map(), terms: [] }
    node.next.set(unit, next)
    node = next
  }
  node.terms.push(number)
}

/** Calls with each term that may be in the article, some several times. */
export function eachTerm(vocabulary: Vocabulary, prepared: Prepared, take: (term: number) => void): void {
  for (const word of prepared.words) {
    const terms = termsOfWord(vocabulary, word)
    for (let i = 0; i < terms.length; i++) take(terms[i] as number)
  }
  const outlet = prepared.article.outletId
  if (outlet !== undefined)
    for (const term of vocabulary.byStem.get(outletKey(words(outlet).join(' '))) ?? []) take(term)
}

const NONE: number[] = []

/** Articles share most of their words, so that what one comes to is kept. */
function termsOfWord(vocabulary: Vocabulary, word: string): number[] {
  const { byStem, beginnings, insides, byWord } = vocabulary
  const known = byWord.get(word)
  if (known) return known
  const found = new Set<number>()
  eachStem(word, stem => {
    for (const term of byStem.get(stem) ?? NONE) found.add(term)
    eachBeginning(beginnings, stem, term => found.add(term))
  })
  if (insides.size > 0) eachInside(insides, word, term => found.add(term))
  const terms = found.size > 0 ? [...found] : NONE
  if (byWord.size >= MOST_KEPT) byWord.clear()
  if (word.length <= 64) byWord.set(word, terms)
  return terms
}
const MOST_KEPT = 100_000

function eachInside(insides: Vocabulary['insides'], word: string, take: (term: number) => void): void {
  for (let at = 0; at + PIECE_KEY <= word.length; at++)
    for (const { piece, number } of insides.get(word.slice(at, at + PIECE_KEY)) ?? [])
      if (word.startsWith(piece, at)) take(number)
}

function eachBeginning(root: Beginnings, stem: string, take: (term: number) => void): void {
  let node = root.next.get(stem.charCodeAt(0))
  for (let i = 1; node; i++) {
    for (const term of node.terms) take(term)
    node = i < stem.length ? node.next.get(stem.charCodeAt(i)) : undefined
  }
}
