import type { ParsedCategory } from '../model/parsed-feed.ts'
import { fold } from '../text/fold.ts'
import { titleText } from './plain-text.ts'

const MAX_CATEGORIES = 40
/** Longer ones are sentences. */
const MAX_LENGTH = 80

/** Names that blog software gives to what nobody filed. */
const NAMELESS = new Set(
  ['uncategorized', 'uncategorised', 'غير مصنف', 'non classe', 'sin categoria', 'بدون دسته بندي'].map(fold),
)

/** What outlets write before a list of keywords in the body. */
const LABELS = new Set(
  [
    'كلمات مفتاحية|الكلمات المفتاحية|كلمات دلالية|الكلمات الدلالية|كلمات البحث|الوسوم|وسوم|مواضيع ذات صلة|کلمات کلیدی|',
    'کلیدواژه|کلیدواژه ها|کلیدواژه‌ها|برچسب|برچسب ها|برچسب‌ها|keywords|key words|tags|tagged|mots clés|mots-clés|',
    'palabras clave|etiquetas|schlagwörter|stichworte|anahtar kelimeler|etiketler|ключевые слова|теги',
  ]
    .join('')
    .split('|')
    .map(fold),
)

/**
 * An article's categories: those of the feed, then the keywords of a list in the body («كلمات مفتاحية: …»), each once
 * whatever its spelling. Lists in one value are parted at ، ؛ , ; and lines. At most 40.
 */
export function categoriesOf(categories: readonly ParsedCategory[], text: string): string[] {
  const named = categories
    .slice(0, MAX_CATEGORIES * 2)
    .map(({ label, term }) => titleText(brief(label || term)))
  const found = new Map<string, string>()
  for (const name of [...named.flatMap(parted), ...keywordsIn(text)]) {
    const folded = fold(name)
    if (isName(name) && !NAMELESS.has(folded) && !found.has(folded)) found.set(folded, name)
  }
  return [...found.values()].slice(0, MAX_CATEGORIES)
}

/** Line breaks part a list, and would be lost in plain text. */
const brief = (name: string) => name.slice(0, 4_000).replace(/[\r\n]+/g, '،')

const parted = (list: string) =>
  list.split(/[،؛,;\n]/).map(name =>
    name
      .trim()
      .replace(/^#/, '')
      .replace(/[.:]+$/, ''),
  )

const isName = (name: string) =>
  name.length <= MAX_LENGTH && /[\p{L}\p{N}]/u.test(name) && !/^[a-z]+:\/\//i.test(name)

/** The list behind a label: on the same line, or, where the label stands alone, the short lines below it. */
function keywordsIn(text: string): string[] {
  const lines = text.split('\n')
  for (const [i, line] of lines.entries()) {
    const [, label = '', list = ''] =
      /^#?([^:：]{3,25}?)\s*(?:[:：]\s*(.*))?$/.exec(line.slice(0, 2_000)) ?? []
    if (!label || !LABELS.has(fold(label))) continue
    if (list) return parted(list)
    const below = lines.slice(i + 1, i + 21)
    const end = below.findIndex(next => next.length > 40 && !/[،؛,]/.test(next))
    return below.slice(0, end < 0 ? undefined : end).flatMap(parted)
  }
  return []
}
