import { fold } from '../text/fold.ts'
import { isUnspaced, wordSpans } from '../text/words.ts'
import { AGENCIES } from './agency-names.ts'

/** A word of a sentence, folded, and what stands right before and after it. */
type Word = { word: string; before: string; after: string; isCapital: boolean }
type Known = { agency: string; name: string[]; isSure: boolean; isTown: boolean }
/** An agency's name at a place of a sentence. */
type Naming = Known & { from: number; to: number }

/** A dateline or a credit takes so many words at most: "إسلام آباد 18 شوال 1436 هـ الموافق 03 أغسطس 2015 م واس". */
const DATELINE_WORDS = 12
const CREDIT_WORDS = 6
const MAX_SENTENCE = 300
const SENTENCE_END = /[.!?؟。](?=\s|$)|\n/u

/** What sets a credit off: brackets, dashes, colons, slashes; not commas or quotes, which names in a sentence have, too. */
const OPENS = /[([{（【|/–—:：©*]|(?:^|\s)-|-(?:\s|$)/u
const CLOSES = /[)\]}）】|/–—:：*]|-(?:\s|$)|\n/u

const said = (list: string) => new Set(fold(list).split(/\s+/))
/** What stands before an agency that is named as the source. */
const SOURCE = said(
  'according reported via source نقلت نقلا ذكرت أفادت أوردت بحسب وفق وفقا حسب المصدر قالت laut zufolge selon según агентства сообщает',
)
/** What may stand between that and the name. */
const BETWEEN = said(
  'to by the news agency state عن ما به وكالة لوكالة الأنباء ل der agentur agence la agencia l',
)
/** What an agency does that is named as the source. */
const REPORTS = said('reported reports quoted')
/** Whoever says something to an agency, says it to whom the report is by. */
const TELLS = said('told tells قال قالت صرح صرحت أبلغ أبلغت أكد أكدت أوضح تصريح تصريحات حديث مقابلة ذكر أضاف')
const TOLD_WITHIN = 5

const KNOWN: Map<string, Known[]> = Map.groupBy(
  Object.entries(AGENCIES).flatMap(([agency, { sure = [], unsure = [], towns = [] }]) =>
    [...sure, ...unsure, ...towns].map(
      (name): Known => ({
        agency,
        name: wordSpans(name).map(({ word }) => word),
        isSure: sure.includes(name),
        isTown: towns.includes(name),
      }),
    ),
  ),
  ({ name }) => name[0] as string,
)

/**
 * The agency that an article is from, by its author or by a credit in its text's first or last sentence; else null.
 *
 * A credit is set off ("الرياض – واس:", "LONDON (AP) –", "/Reuters"), or says that the agency is the source. That a
 * sentence is about an agency, or has a word that is spelled like one, is none.
 */
export function creditedAgency(author: string | null, text: string): string | null {
  const byline = wordsOf((author ?? '').slice(0, MAX_SENTENCE))
  const first = wordsOf(firstSentence(text))
  const last = wordsOf(lastSentence(text))
  const credit =
    namingsIn(byline).find(naming => isByline(naming, byline)) ??
    namingsIn(first).find(naming => isDateline(naming, first) || isSource(naming, first)) ??
    namingsIn(last).find(naming => isClosing(naming, last) || isSource(naming, last))
  return credit?.agency ?? null
}

/** Whether a folded word is an agency's name. */
export const isAgency = (word: string): boolean =>
  KNOWN.get(word)?.some(({ name, isTown }) => name.length === 1 && !isTown) ?? false

function isByline(naming: Naming, byline: Word[]): boolean {
  const { isSure, isTown, from, to } = naming
  if (isSure && !isTown) return true
  const { before } = byline[from] as Word
  const { after } = byline[to - 1] as Word
  const isAlone = (gap: string, pattern: RegExp) =>
    gap.trim() === '' || pattern.test(gap) || /[,،;&+]/.test(gap)
  const stands = (from === 0 || isAlone(before, OPENS)) && (to === byline.length || isAlone(after, CLOSES))
  const isApart = (from === 0 || before.trim() !== '') && (to === byline.length || after.trim() !== '')
  return stands && isApart && isWrittenAsName(naming, byline)
}

function isDateline(naming: Naming, words: Word[]): boolean {
  const { from, to, isTown } = naming
  if (from >= DATELINE_WORDS || !isWrittenAsName(naming, words)) return false
  const { before } = words[from] as Word
  const { after } = words[to - 1] as Word
  const opens = from === 0 ? !isTown || OPENS.test(before) : OPENS.test(before) || isListed(naming, words)
  if (opens && (CLOSES.test(after) || isListed(naming, words))) return true
  if (from === 0 && isUnspaced(words[0]?.word ?? '')) return true
  // «الرياض – واس رأس الأمير …», «… 2015 م واس رأس …»
  if (!isArabic(naming) || from === 0) return false
  return (from < CREDIT_WORDS && OPENS.test(before)) || words[from - 1]?.word === 'م'
}

function isClosing(naming: Naming, words: Word[]): boolean {
  const { from, to } = naming
  if (to < words.length - CREDIT_WORDS || !isWrittenAsName(naming, words)) return false
  const { before } = words[from] as Word
  const { after } = words[to - 1] as Word
  // a line of its own, "© 2026 AFP" among them
  if (to === words.length && words.slice(0, from).every(({ word }) => /^\d+$/.test(word))) return true
  return (
    (OPENS.test(before) || isListed(naming, words)) &&
    (to === words.length || CLOSES.test(after) || isListed(naming, words))
  )
}

/** «(أ ف ب، رويترز)», "AFP, AP": another agency stands beside it, with nothing but a comma between. */
function isListed({ from, to }: Naming, words: Word[]): boolean {
  const isComma = (gap = '') => /^\s*[,،;+&]\s*$/.test(gap)
  return namingsIn(words).some(
    other =>
      (other.to === from && isComma(words[from]?.before)) ||
      (other.from === to && isComma(words[to - 1]?.after)),
  )
}

/** The sentence says that it has this from the agency, or that somebody told the agency. */
function isSource({ isSure, isTown, name, from, to }: Naming, words: Word[]): boolean {
  let at = from - 1
  const isAgency = name.includes('وكاله') || BETWEEN.has(words[at]?.word ?? '')
  if (isTown || !(isSure || isAgency)) return false
  while (at >= 0 && BETWEEN.has((words[at] as Word).word)) at--
  if (SOURCE.has(words[at]?.word ?? '')) return true
  if (REPORTS.has(words[to]?.word ?? '')) return true
  const tells = words.slice(Math.max(0, from - TOLD_WITHIN), from).some(({ word }) => TELLS.has(word))
  const isToIt = /^(?:ل|لوكاله|told|tells)$/.test(words[from - 1]?.word ?? '')
  return tells && (isToIt || words[from]?.word === `ل${name[0]}`)
}

/** «ap» or «sana» is a word; AP and Sana may be names. */
function isWrittenAsName({ isSure, from }: Naming, words: Word[]): boolean {
  const { word, isCapital } = words[from] as Word
  return isSure || isCapital || !/^[a-zа-я]/.test(word)
}

const isArabic = ({ name }: Naming): boolean => /^[ء-ي]/.test(name[0] as string)

/** Longer names win: «Australian Associated Press» is not AP. */
function namingsIn(words: Word[]): Naming[] {
  const namings: Naming[] = []
  for (let from = 0; from < words.length; from++) {
    const found = candidatesAt(words, from)
      .filter(({ name }) => name.every((word, i) => wordAt(words, from, i, name) === word))
      .sort((a, b) => b.name.length - a.name.length)[0]
    if (!found) continue
    namings.push({ ...found, from, to: from + found.name.length })
    from += found.name.length - 1
  }
  return namings
}

const candidatesAt = (words: Word[], at: number): Known[] => {
  const { word } = words[at] as Word
  return [...(KNOWN.get(word) ?? []), ...(word.startsWith('ل') ? (KNOWN.get(word.slice(1)) ?? []) : [])]
}

/** ل is written together with what it stands before: «قال لرويترز». */
function wordAt(words: Word[], from: number, i: number, name: string[]): string | undefined {
  const word = words[from + i]?.word
  return i === 0 && word === `ل${name[0]}` ? name[0] : word
}

/** Initials with dots (أ.ف.ب) come as one word, those with spaces as several: both become several. */
function wordsOf(text: string): Word[] {
  const spans = wordSpans(text)
  return spans.flatMap(({ word, start, end }, i) => {
    const before = text.slice(spans[i - 1]?.end ?? 0, start)
    const after = text.slice(end, spans[i + 1]?.start ?? text.length)
    const letters = /^\p{L}(?:\.\p{L})+$/u.test(word) ? word.split('.') : [word]
    const isCapital = /^\p{Lu}/u.test(text.slice(start, end))
    return letters.map((letter, k) => ({
      word: letter,
      before: k === 0 ? before : '.',
      after: k === letters.length - 1 ? after : '.',
      isCapital,
    }))
  })
}

function firstSentence(text: string): string {
  const head = text.trimStart().slice(0, MAX_SENTENCE)
  // the dot of «أ. ف. ب.», or of a date before a credit in brackets, ends no sentence
  for (const { index } of head.matchAll(new RegExp(SENTENCE_END, 'gu')))
    if (
      index > 0 &&
      !/(?:^|[\s(.])\p{L}$/u.test(head.slice(Math.max(0, index - 2), index)) &&
      !/^.\s*[/(]/u.test(head.slice(index, index + 3))
    )
      return head.slice(0, index + 1)
  return head
}

function lastSentence(text: string): string {
  const tail = text.trimEnd().slice(-MAX_SENTENCE)
  const closed = tail.replace(/[.!?؟。]+$/u, '')
  const before = closed.split(SENTENCE_END)
  return before.at(-1) ?? ''
}
