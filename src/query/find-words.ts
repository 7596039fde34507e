import { type Prepared, rangeOf, stemsOf, writtenAt } from './prepared.ts'
import type { Term, TextField } from './query.ts'
import { isWrittenSo } from './written.ts'

/** The places in `Prepared.words` where terms were found, in order. */
export type Found = number[]

/** The first place in a field where the terms stand, one after the other or near one another; null where nowhere. */
export function findWords(
  prepared: Prepared,
  field: TextField,
  terms: Term[],
  within: number | null,
): Found | null {
  const [from, until] = rangeOf(prepared, field)
  return findBetween(prepared, terms, within, from, until)
}

/** Every such place, up to so many. */
export function findEvery(
  prepared: Prepared,
  field: TextField,
  terms: Term[],
  within: number | null,
  most: number,
): Found[] {
  const all: Found[] = []
  const [start, until] = rangeOf(prepared, field)
  for (let from = start; all.length < most; ) {
    const found = findBetween(prepared, terms, within, from, until)
    if (!found) break
    all.push(found)
    from = Math.max(...found) + 1
  }
  return all
}

function findBetween(
  prepared: Prepared,
  terms: Term[],
  within: number | null,
  from: number,
  until: number,
): Found | null {
  if (from >= until) return null
  if (terms.length === 1) {
    const at = findTerm(prepared, terms[0] as Term, from, until)
    return at < 0 ? null : phraseAt(prepared, terms, at)
  }
  return within === null
    ? findPhrase(prepared, terms, from, until)
    : findNear(prepared, terms, within, from, until)
}

/** The first place of a term; -1 where it is nowhere. */
function findTerm(prepared: Prepared, term: Term, from: number, until: number): number {
  let best = -1
  eachPlace(prepared, term, from, until, at => {
    if (best >= 0 && at >= best) return false
    if (lengthAt(prepared, term, at) > 0) best = at
    return best !== at
  })
  return best
}

function findPhrase(prepared: Prepared, terms: Term[], from: number, until: number): Found | null {
  let best: Found | null = null
  eachPlace(prepared, terms[0] as Term, from, until, at => {
    if (best && at >= (best[0] as number)) return false
    const found = phraseAt(prepared, terms, at)
    if (found) best = found
    return found === null
  })
  return best
}

function phraseAt(prepared: Prepared, terms: Term[], start: number): Found | null {
  const found: Found = []
  let at = start
  for (const term of terms) {
    const length = lengthAt(prepared, term, at)
    if (length === 0) return null
    for (let i = 0; i < length; i++) found.push(at++)
  }
  return found
}

/** How many words from a place on are the term: none, one, or those that spell a joined one. */
function lengthAt(prepared: Prepared, term: Term, at: number): number {
  const word = prepared.words[at]
  if (!word) return 0
  if (term.joined !== null) return lengthOfJoined(prepared, term.joined, term.prefix, at)
  if (term.prefix) return beginsWithForm(term, word) ? 1 : 0
  if (!term.forms.has(word)) return 0
  const typed = term.asWritten.get(word)
  return typed === undefined || isWrittenSo(writtenAt(prepared, at).written, typed) ? 1 : 0
}

function lengthOfJoined({ words }: Prepared, joined: string, prefix: boolean, at: number): number {
  let spelt = ''
  for (let next = at; words[next] && joined.startsWith(spelt); next++) {
    spelt += words[next]
    if (prefix ? spelt.startsWith(joined) : spelt === joined) return next + 1 - at
  }
  return 0
}

function beginsWithForm({ forms, core }: Term, word: string): boolean {
  if (!word.includes(core)) return false
  for (const form of forms) if (word.startsWith(form)) return true
  return false
}

/** Calls with places where a term may begin, stem by stem, each in order until the callback returns false. */
function eachPlace(
  prepared: Prepared,
  term: Term,
  from: number,
  until: number,
  take: (at: number) => boolean,
): void {
  // Beginnings are sought word by word, and so is a term of so many forms that looking each up would cost more.
  const stems = term.prefix || term.stems.length > until - from ? null : stemsOf(prepared)
  if (stems === null) {
    for (let at = from; at < until; at++) if (lengthAt(prepared, term, at) > 0 && !take(at)) return
    return
  }
  const { first, places, next } = stems
  for (const stem of term.stems)
    for (let entry = first.get(stem) ?? -1; entry >= 0; entry = next[entry] as number) {
      const at = places[entry] as number
      if (at >= until || (at >= from && !take(at))) break
    }
}

/** The terms in any order, in one block, with at most `within` other words among them. */
function findNear(
  prepared: Prepared,
  terms: Term[],
  within: number,
  from: number,
  until: number,
): Found | null {
  if (!terms.every(term => isAnywhere(prepared, term, from, until))) return null
  let last = terms.map(() => -1)
  for (let at = from; at < until; at++) {
    if (prepared.words[at] === '') {
      last = terms.map(() => -1)
      continue
    }
    // A word that could be several of the terms is the one that was met the longest ago: "a a"~5 needs two.
    let oldest = -1
    terms.forEach((term, i) => {
      if (lengthAt(prepared, term, at) > 0 && (oldest < 0 || (last[i] as number) < (last[oldest] as number)))
        oldest = i
    })
    if (oldest < 0) continue
    last[oldest] = at
    const start = Math.min(...last)
    if (start >= 0 && at - start + 1 <= terms.length + within) return last.toSorted((a, b) => a - b)
  }
  return null
}

function isAnywhere(prepared: Prepared, term: Term, from: number, until: number): boolean {
  let found = false
  eachPlace(prepared, term, from, until, at => {
    found ||= lengthAt(prepared, term, at) > 0
    return !found
  })
  return found
}
