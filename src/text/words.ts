import { fold, foldWithPlaces } from './fold.ts'

/** A word of a text: folded, and where it stands in the text as written (UTF-16 offsets, end excluded). */
export type WordSpan = { word: string; start: number; end: number }

/**
 * The folded words of a text, in order: the only tokeniser, for matching, grouping and the index of the archive.
 *
 * Words are runs of letters, marks and digits. What else belongs to a word: `c++` and `c#`, `u.s` (initials with
 * dots), `3.5` and `1000` (from 1,000), `don't`. A hyphen, slash, underscore or other apostrophe parts words, a possessive
 * 's is dropped, Arabic letters part from Latin ones and digits (وBBC). Scripts without spaces are segmented by Intl.Segmenter.
 */
export function words(text: string): string[] {
  const found: string[] = []
  const folded = fold(text)
  eachWord(folded, (start, end, word = cut(folded, start, end)) => found.push(word))
  return found
}

/** The same words in one string, with spaces between: most stand so already, and are taken over many at a time. */
export function joinedWords(text: string): string {
  const folded = fold(text)
  const pieces: string[] = []
  let from = 0
  let to = -1
  eachWord(folded, (start, end, word) => {
    const isNext = word === undefined && start === to + 1 && folded.charCodeAt(to) === SPACE
    if (!isNext) {
      if (to > from) pieces.push(folded.slice(from, to))
      if (word !== undefined) pieces.push(word)
      from = start
    }
    to = word === undefined ? end : -1
  })
  if (to > from) pieces.push(folded.slice(from, to))
  return pieces.join(' ')
}

/** The same words as {@link words}, each with its place in the unfolded text. A possessive 's is inside its span. */
export function wordSpans(text: string): WordSpan[] {
  const { folded, starts, ends } = foldWithPlaces(text)
  const spans: WordSpan[] = []
  eachWord(folded, (start, end, word = cut(folded, start, end)) => {
    spans.push({ word, start: starts[start] as number, end: ends[end - 1] as number })
  })
  return spans
}

/** Whether a folded word is of a script that writes no spaces: where such words end is the segmenter's guess. */
export const isUnspaced = (word: string): boolean => kindAt(word, 0) === UNSPACED

/** A word is what stands there, unless it is given: numbers lose their commas, names a possessive. */
type Take = (start: number, end: number, word?: string) => void

function eachWord(folded: string, take: Take): void {
  let i = 0
  while (i < folded.length) {
    const kind = KINDS[folded.charCodeAt(i)] || kindAt(folded, i)
    if (kind === NO_WORD || kind === MARK) i++
    else if (kind === UNSPACED) i = takeSegments(folded, i, take)
    else if (kind === DIGIT) i = takeNumber(folded, i, take)
    else i = takeWord(folded, i, kind, take)
  }
}

function takeWord(folded: string, start: number, kind: number, take: Take): number {
  const end = endOfRun(folded, start, kind)
  const next = folded.charCodeAt(end)
  if (end - start === 1) {
    if (next === DOT) {
      const endOfInitials = initialsFrom(folded, start)
      if (endOfInitials > end) return taken(start, endOfInitials, take)
    }
    if (next === PLUS && folded.charCodeAt(end + 1) === PLUS) return taken(start, end + 2, take)
    if (next === HASH) return taken(start, end + 1, take)
  }
  if (next === APOSTROPHE) {
    const tail = folded.slice(end + 1, endOfRun(folded, end + 1, LETTER))
    if (CONTRACTED.has(tail)) return taken(start, end + 1 + tail.length, take)
    if (tail === 's') {
      take(start, end + 2, cut(folded, start, end))
      return end + 2
    }
  }
  return taken(start, end, take)
}

/** What English contracts; other apostrophes part words (l'Iran, O'Brien), so that neither half is hidden. */
const CONTRACTED = new Set(['t', 'd', 'm', 'll', 're', 've'])

function taken(start: number, end: number, take: Take): number {
  take(start, end)
  return end
}

/**
 * A slice that stands by itself: V8 keeps the whole text alive for the sake of a slice of 13 characters or more, and
 * words outlive their articles in the indexes that are made of them.
 */
function cut(text: string, start: number, end: number): string {
  const length = end - start
  if (length < 13 || length > 1_000) return text.slice(start, end)
  return String.fromCharCode(...Array.from({ length }, (_, i) => text.charCodeAt(start + i)))
}

/** The end of single letters with dots between them (u.s.a), without the last dot; `start + 1` where there are none. */
function initialsFrom(folded: string, start: number): number {
  let end = start + 1
  while (folded.charCodeAt(end) === DOT) {
    const kind = kindAt(folded, end + 1)
    if ((kind !== LETTER && kind !== ARABIC) || endOfRun(folded, end + 1, kind) !== end + 2) break
    end += 2
  }
  return end
}

/** `3.5` stays whole, `1,000` becomes 1000; 12.05.2024 is three numbers, 2nd and 4x4 are words. */
function takeNumber(folded: string, start: number, take: Take): number {
  NUMBER.lastIndex = start
  const number = NUMBER.exec(folded)?.[0]
  if (number === undefined) return takeWord(folded, start, LETTER, take)
  const end = start + number.length
  take(start, end, number.replaceAll(/[,٬]/g, '').replace('٫', '.'))
  return end
}
const NUMBER = /(?<!\d[.,٬٫])(?:\d{1,3}(?:[,٬]\d{3})+(?:[.٫]\d+)?|\d+[.٫]\d+)(?![.,٬٫]?\d)/y

function takeSegments(folded: string, start: number, take: Take): number {
  const end = endOfRun(folded, start, UNSPACED)
  for (const { segment, index } of SEGMENTER.segment(folded.slice(start, end)))
    take(start + index, start + index + segment.length, segment)
  return end
}
const SEGMENTER = new Intl.Segmenter('und', { granularity: 'word' })

/** Letters and digits run on together, Arabic letters with their like only; marks go with what they stand on. */
function endOfRun(folded: string, start: number, kind: number): number {
  let end = start
  while (end < folded.length) {
    const next = KINDS[folded.charCodeAt(end)] || kindAt(folded, end)
    if (next !== kind && next !== MARK && !(kind === LETTER && next === DIGIT)) break
    end++
  }
  return end
}

const NO_WORD = 1
const LETTER = 2
const ARABIC = 3
const DIGIT = 4
const UNSPACED = 5
const MARK = 6
const SPACE = 0x20
const DOT = 0x2e
const PLUS = 0x2b
const HASH = 0x23
const APOSTROPHE = 0x27

/** Zero is not known yet: filled as characters are met, except for surrogates, whose kind is that of their pair. */
const KINDS = new Uint8Array(0x10000)

function kindAt(folded: string, at: number): number {
  const unit = folded.charCodeAt(at)
  if (unit >= 0xdc00 && unit < 0xe000 && at > 0) return kindOf(charAt(folded, at - 1))
  const kind = kindOf(charAt(folded, at))
  if (unit < 0xd800 || unit > 0xdfff) KINDS[unit] = kind
  return kind
}

const charAt = (text: string, at: number): string => String.fromCodePoint(text.codePointAt(at) ?? 0)

function kindOf(char: string): number {
  if (/[0-9]/.test(char)) return DIGIT
  if (!/[\p{L}\p{M}\p{N}]/u.test(char)) return NO_WORD
  if (/[\p{scx=Hani}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]/u.test(char))
    return UNSPACED
  if (/\p{M}/u.test(char)) return MARK
  return /\p{Script=Arab}/u.test(char) ? ARABIC : LETTER
}
