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
    const folded = foldedUnit(unit)
    if (folded === SLOW) {
      // No normalisation crosses a space, so that a rare character costs only the chunk that it stands in.
      const space = text.indexOf(' ', i)
      const chunkEnd = space < 0 ? text.length : space
      n = write(foldBySteps(text.slice(chunkStart, chunkEnd)), chunkOut)
      i = chunkEnd - 1
      continue
    }
    if (n === out.length) grow(n + 1)
    if (folded < SLOW) out[n++] = folded
    if (unit === SPACE) {
      chunkStart = i + 1
      chunkOut = n
    }
  }
  return Buffer.from(out.buffer, 0, n * 2).toString('utf16le')
}

/** A folded text, and for each of its units where the characters that it came from start and end. */
export type Places = { folded: string; starts: number[]; ends: number[] }

/** Folds as {@link fold}, and remembers places: marks belong to what they stand on, invisible characters to nothing. */
export function foldWithPlaces(text: string): Places {
  const places: Places = { folded: '', starts: [], ends: [] }
  for (let at = 0; at <= text.length; ) {
    const space = text.indexOf(' ', at)
    const end = space < 0 ? text.length : space
    addChunk(places, text.slice(at, end), at)
    if (space >= 0) addPiece(places, ' ', space, 1)
    at = end + 1
  }
  return places
}

function addChunk(places: Places, chunk: string, at: number): void {
  const { starts, ends } = places
  const before = starts.length
  let folded = ''
  for (let i = 0; i < chunk.length; i++) {
    const unit = foldedUnit(chunk.charCodeAt(i))
    const letters =
      unit < SLOW ? String.fromCharCode(unit) : unit === SLOW ? LONGER.get(chunk.charCodeAt(i)) : ''
    if (letters === undefined) {
      starts.length = before
      ends.length = before
      addPieces(places, chunk, at)
      return
    }
    if (unit === MARKED && starts.length > before) ends[ends.length - 1] = at + i + 1
    for (let n = 0; n < letters.length; n++) {
      starts.push(at + i)
      ends.push(at + i + 1)
    }
    folded += letters
  }
  places.folded += folded
}

/** Character by character; where folding crosses these after all, the chunk is one piece: its words share a place. */
function addPieces(places: Places, chunk: string, at: number): void {
  const folded = fold(chunk)
  // Most text of scripts that the tables do not know is folded as it is.
  const pieces = folded === chunk ? chunk.split('') : (chunk.match(PIECE) ?? [])
  const foldedPieces = folded === chunk ? pieces : pieces.map(fold)
  if (foldedPieces.join('') !== folded) {
    addPiece(places, folded, at, chunk.length)
    return
  }
  let start = at
  pieces.forEach((piece, i) => {
    addPiece(places, foldedPieces[i] as string, start, piece.length)
    start += piece.length
  })
}

function addPiece(places: Places, folded: string, start: number, length: number): void {
  places.folded += folded
  for (let i = 0; i < folded.length; i++) {
    places.starts.push(start)
    places.ends.push(start + length)
  }
}

/** A character and what composes with it: marks, also behind a few invisible characters, and parts of a syllable. */
const PIECE = /.(?:[\p{Cf}\u0640]{0,4}[\p{M}\u1160-\u11FF\uFF9E\uFF9F\uFFA0-\uFFDC])*/gsu

/** What one unit folds to, or one of {@link SLOW}, {@link DROPPED}, {@link MARKED}. */
const foldedUnit = (unit: number): number =>
  unit < LOW_END
    ? (LOW[unit] as number)
    : unit >= 0x2000 && unit < 0x2070
      ? (PUNCTUATION[unit - 0x2000] as number)
      : SLOW

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
const IS_MARK = /\p{M}/u

const PLAIN_ASCII = /^[\0-_a-\x7f]*$/
const SPACE = 0x20
/** Beyond what a unit folds to: it takes the long way; it is dropped; it is dropped as a mark on what is before it. */
const SLOW = 0xfffd
const DROPPED = 0xfffe
const MARKED = 0xffff
/** Marks that make another letter of the one before them (و with a hamza is ؤ), not only adorn it. */
const COMPOSING = /[\u0345\u0653-\u0655]/
/** Up to the end of Arabic; above it, typographic punctuation. */
const LOW_END = 0x700
/** What folds to several letters, such as ß and …. */
const LONGER = new Map<number, string>()
const LOW = tableOf(0, LOW_END)
const PUNCTUATION = tableOf(0x2000, 0x2070)

function tableOf(from: number, to: number): Uint16Array {
  return Uint16Array.from({ length: to - from }, (_, i) => {
    const char = String.fromCharCode(from + i)
    const folded = foldBySteps(char)
    if (COMPOSING.test(char)) return SLOW
    if (folded.length > 1) {
      LONGER.set(from + i, folded)
      return SLOW
    }
    if (folded === '') return IS_MARK.test(char) ? MARKED : DROPPED
    return folded.charCodeAt(0)
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
