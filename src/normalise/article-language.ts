import type { Direction } from '../model/article.ts'
import { directionOf } from '../text/direction.ts'
import { detectLanguage, fitsScript } from './language.ts'

/** Codes that ISO 639 withdrew, and names that outlets write instead of codes. */
const FORMER = new Map(
  Object.entries({ iw: 'he', in: 'id', ji: 'yi', arabic: 'ar', english: 'en', french: 'fr', العربية: 'ar' }),
)

/** A language tag as BCP 47 in lower case; null for what is none, and for "und" and "mul", which name none. */
export function languageTag(language: string | null | undefined): string | null {
  const tag = language?.trim().toLowerCase().replace(/_/g, '-') ?? ''
  const known = FORMER.get(tag) ?? tag
  return /^[a-z]{2,3}(-[a-z0-9]{1,8}){0,4}$/.test(known) && !/^(und|mul|zxx)\b/.test(known) ? known : null
}

/**
 * The first of the languages said that the text's script allows, else what the text tells. Many sites leave their
 * software's "en-US" in Arabic feeds, so a script that does not fit is believed more than a tag.
 */
export function languageOf(said: (string | null | undefined)[], text: string): string | null {
  const fitting = said.map(languageTag).find(tag => tag !== null && fitsScript(text, tag))
  return fitting ?? detectLanguage(text)
}

/** How an article runs: by its language, unless its letters say otherwise; without one, by its first letter. */
export function directionIn(language: string | null, text: string): Direction {
  if (language && fitsScript(text, language)) return directionOf(language)
  const detected = detectLanguage(text)
  if (detected) return directionOf(detected)
  return /^\P{L}*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u.test(
    text.slice(0, 500),
  )
    ? 'rtl'
    : 'ltr'
}
