import { slug } from './outlet-id.ts'

const MOST_WORDS = 4

/** Suggests an id for a topic of that query, of the words that it looks for, other than those that are taken. */
export function suggestTopicId(query: string, taken: ReadonlySet<string>): string {
  const looksFor = query
    .replace(/(?:^|[\s(])(?:NOT\s+|[-−–])(?:"[^"]*"|\S+)/g, ' ')
    .replace(/\b(?:AND|OR)\b|\p{L}+:/gu, ' ')
  const words = looksFor.split(/[^\p{L}\p{M}\p{N}]+/u).map(word => slug(latin(word)))
  const id = [...new Set(words.filter(word => word !== ''))].slice(0, MOST_WORDS).join('-').slice(0, 50)
  const base = id.replace(/-+$/, '') || 'topic'
  if (!taken.has(base)) return base
  for (let n = 2; ; n++) if (!taken.has(`${base}-${n}`)) return `${base}-${n}`
}

/** Arabic letters in Latin ones, as near as one can come without vowels; other scripts as they are. */
const latin = (word: string): string =>
  [...word.normalize('NFKC').replace(/^ال(?=..)/u, '')].map(letter => LATIN[letter] ?? letter).join('')

const LATIN: Record<string, string> = {
  ا: 'a',
  أ: 'a',
  إ: 'i',
  آ: 'a',
  ٱ: 'a',
  ب: 'b',
  پ: 'p',
  ت: 't',
  ث: 'th',
  ج: 'j',
  چ: 'ch',
  ح: 'h',
  خ: 'kh',
  د: 'd',
  ذ: 'dh',
  ر: 'r',
  ز: 'z',
  ژ: 'zh',
  س: 's',
  ش: 'sh',
  ص: 's',
  ض: 'd',
  ط: 't',
  ظ: 'z',
  ع: 'a',
  غ: 'gh',
  ف: 'f',
  ق: 'q',
  ك: 'k',
  ک: 'k',
  گ: 'g',
  ل: 'l',
  م: 'm',
  ن: 'n',
  ه: 'h',
  ة: 'a',
  و: 'w',
  ؤ: 'w',
  ي: 'y',
  ی: 'y',
  ئ: 'y',
  ى: 'a',
}
