/**
 * Folds text for matching: what two writers of the same word may write differently comes out alike.
 *
 * NFKC; full Unicode case folding (İ and ı are i); combining marks dropped; Arabic: harakat and tatweel dropped,
 * أ إ آ ٱ → ا, ؤ ئ → ء, ى ی → ي, ة → ه, ک → ك; all digits → ASCII; bidi marks and other invisible characters
 * dropped; apostrophes unified. Marks that spell vowels (Indic scripts, Thai) or voice kana stay: without them
 * different words would look alike. Folding twice changes nothing. For comparing only: what is shown is never folded.
 */
export function fold(text: string): string {
  if (PLAIN_ASCII.test(text)) return text.toLowerCase()
  let n = 0
  let chunkStart = 0
  let chunkOut = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    const folded =
      unit < LOW_END ? LOW[unit] : unit >= 0x2000 && unit < 0x2070 ? PUNCTUATION[unit - 0x2000] : SLOW
    if (folded === SLOW) {
      // No normalisation crosses a space, so that a rare character costs only the chunk that it stands in.
      const space = text.indexOf(' ', i)
      const chunkEnd = space < 0 ? text.length : space
      n = write(foldBySteps(text.slice(chunkStart, chunkEnd)), chunkOut)
      i = chunkEnd - 1
      continue
    }
    if (n === out.length) grow(n + 1)
    if (folded !== DROPPED) out[n++] = folded as number
    if (unit === SPACE) {
      chunkStart = i + 1
      chunkOut = n
    }
  }
  return Buffer.from(out.buffer, 0, n * 2).toString('utf16le')
}

/** DESIGN's table, step by step. The loop above is a cache of what this says of single characters. */
function foldBySteps(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .replace(APOSTROPHE, "'")
    .normalize('NFKC')
    .replace(APOSTROPHE, "'")
    .toLowerCase() // ẞ has no upper case of its own, so that it first becomes ß
    .toUpperCase() // ß → SS and ı → I, as full case folding has it
    .toLowerCase()
    .replace(/ς/g, 'σ')
    .replace(ARABIC, letter => ARABIC_LETTERS[letter] as string)
    .replace(DIGIT, digitValue)
    .normalize('NFD')
    .replace(MARK, '')
    .normalize('NFC')
}

const ARABIC_LETTERS: Record<string, string> = {
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ؤ: 'ء',
  ئ: 'ء',
  ى: 'ي',
  ی: 'ي',
  ة: 'ه',
  ک: 'ك',
  ـ: '',
}
const ARABIC = /[أإآٱؤئىیةکـ]/g
/** Bidi marks, joiners, soft hyphens, variation selectors, tatweel; not the zero-width space, which parts words. */
const INVISIBLE = /[[\p{Cf}\u034F\u0640\uFE00-\uFE0F]--[\u0600-\u0605\u06DD\u200B]]/gv
/** Those that people type for one another, and the half rings of romanised Arabic. */
const APOSTROPHE = /[`´‘’‛′ʹʻʼʾʿˈ＇]/g
const DIGIT = /\p{Nd}/gu
const MARK =
  /[[\p{M}&&[\p{Script=Zinh}\p{Script=Zyyy}\p{Script=Latn}\p{Script=Grek}\p{Script=Cyrl}\p{Script=Arab}\p{Script=Hebr}\p{Script=Syrc}]]--[\u3099\u309A]]/gv

/** Decimal digits stand in runs of ten, from 0 to 9 (Unicode Standard §4.6). */
function digitValue(digit: string): string {
  const code = digit.codePointAt(0) as number
  let zero = code
  while (IS_DIGIT.test(String.fromCodePoint(zero - 1))) zero--
  return String((code - zero) % 10)
}
const IS_DIGIT = /\p{Nd}/u

const PLAIN_ASCII = /^[\0-_a-\x7f]*$/
const SPACE = 0x20
const DROPPED = 0xffff
const SLOW = 0xfffe
/** Marks that make another letter of the one before them (و with a hamza is ؤ), not only adorn it. */
const COMPOSING = /[\u0345\u0653-\u0655]/
/** Up to the end of Arabic; above it, typographic punctuation. */
const LOW_END = 0x700
const LOW = tableOf(0, LOW_END)
const PUNCTUATION = tableOf(0x2000, 0x2070)

function tableOf(from: number, to: number): Uint16Array {
  return Uint16Array.from({ length: to - from }, (_, i) => {
    const char = String.fromCharCode(from + i)
    const folded = foldBySteps(char)
    if (COMPOSING.test(char) || folded.length > 1) return SLOW
    return folded === '' ? DROPPED : folded.charCodeAt(0)
  })
}

/** Reused by every call, so that folding an article allocates nothing but its result. */
let out = new Uint16Array(1 << 14)

function grow(atLeast: number): void {
  const larger = new Uint16Array(Math.max(atLeast, out.length * 2))
  larger.set(out)
  out = larger
}

function write(piece: string, at: number): number {
  if (at + piece.length > out.length) grow(at + piece.length)
  for (let i = 0; i < piece.length; i++) out[at + i] = piece.charCodeAt(i)
  return at + piece.length
}
