import { COMMON_WORDS } from './arabic-words.ts'

/**
 * The folded words that an Arabic word of a query (folded, and as typed) stands for: itself, and itself with what Arabic writes attached to
 * its front: و ف, ب ك ل, ال, their chains, and س before verbs. Any other word stands for itself alone.
 *
 * Short words are careful: of two letters, they take only chains that end in the article; of three, single letters too,
 * unless the result is a word of its own (كريم is not ك + ريم); longer ones take all. No suffix is touched.
 */
export function withClitics(word: string, typed: string): string[] {
  if (!isArabic(word) || word.length < 2) return [word]
  const forms = new Set([word, ...withArticleChains(word, typed)])
  if (word.length === 3)
    for (const letter of singleLetters(word)) if (!COMMON_WORDS.has(letter + word)) forms.add(letter + word)
  if (word.length > 3) for (const chain of allChains(word)) forms.add(chain + word)
  return [...forms]
}

/** Itself and with the article: what a word inside a phrase stands for. */
export function withArticle(word: string, typed: string): string[] {
  return isArabic(word) && word.length > 1 && !hasArticle(typed) ? [word, `ال${word}`] : [word]
}

/** The letters of Arabic, with those that it borrows for foreign names. */
const isArabic = (word: string): boolean => /^[ء-يپچژڤگ]+$/.test(word)

/**
 * Calls with every word that a folded word of a text may be, with what Arabic attaches in front: itself first, then
 * what remains without each chain. The other side of {@link withClitics}: whatever that makes of a word, or of the
 * rest of one that has the article, comes back to it here.
 */
export function eachStem(word: string, take: (stem: string) => void): void {
  take(word)
  const first = word.charCodeAt(0)
  if (first < 0x621 || first > 0x64a || word.length < 3) return
  stemsFrom(word, 0, take)
  if (first === WAW || first === FA) {
    take(word.slice(1))
    stemsFrom(word, 1, take)
  }
}

function stemsFrom(word: string, at: number, take: (stem: string) => void): void {
  const letter = word.charCodeAt(at)
  const next = word.charCodeAt(at + 1)
  if (letter === ALIF && next === LAM) take(word.slice(at + 2))
  if (letter !== BA && letter !== KAF && letter !== LAM && letter !== SIN) return
  take(word.slice(at + 1))
  if (letter === LAM && next === LAM) take(word.slice(at + 2))
  if (next === ALIF && word.charCodeAt(at + 2) === LAM) take(word.slice(at + 3))
}

const ALIF = 'ا'.charCodeAt(0)
const BA = 'ب'.charCodeAt(0)
const SIN = 'س'.charCodeAt(0)
const FA = 'ف'.charCodeAt(0)
const KAF = 'ك'.charCodeAt(0)
const LAM = 'ل'.charCodeAt(0)
const WAW = 'و'.charCodeAt(0)

/** Whether a word as typed begins with the article: with a bare ا, as the أل of ألمانيا is none. */
export const hasArticle = (typed: string): boolean =>
  /^ال../.test(typed.replace(/[\u064B-\u065F\u0670\u0640]/g, ''))

function withArticleChains(word: string, typed: string): string[] {
  const withOwn = hasArticle(typed) ? [afterLam(word.slice(2))] : []
  const withNew = [`ال${word}`, `بال${word}`, `كال${word}`, `لل${word}`]
  return [...withOwn, ...withNew].flatMap(form => ['', 'و', 'ف'].map(letter => letter + form))
}

/** ل before a word with the article is written without the ا: للرئيس; before الليل one ل of three falls away. */
const afterLam = (rest: string): string => (rest.startsWith('ل') ? `ل${rest}` : `لل${rest}`)

const singleLetters = (word: string): string[] => [
  'و',
  'ف',
  'ب',
  'ك',
  'ل',
  ...(startsLikeVerb(word) ? ['س'] : []),
]

const allChains = (word: string): string[] =>
  ['', 'ب', 'ك', 'ل', ...(startsLikeVerb(word) ? ['س'] : [])].flatMap(inner =>
    ['', 'و', 'ف'].map(outer => outer + inner),
  )

/** In the present tense a verb begins with one of these, and س makes it the future. */
const startsLikeVerb = (word: string): boolean => /^[يتنا]/.test(word)
