import { html } from 'hono/html'
import type { Direction } from '../../model/article.ts'
import type { Markup } from './layout.ts'

/** What a text is written in; a language that is not known is null. */
export type Spoken = { language: string | null; direction: Direction }

/** The attributes `lang` and `dir` of a text, or nothing where the text around it has the same. */
export function spokenAttributes(own: Spoken, around: Spoken): Markup | '' {
  if (own.language === around.language && own.direction === around.direction) return ''
  return html` lang="${own.language ?? ''}" dir="${own.direction}"`
}
