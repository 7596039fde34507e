import { html } from 'hono/html'
import type { Markup } from './layout.ts'
import { localeOf } from './locale.ts'
import type { Frame } from './views.ts'

/** What is wrong with a query, in the language of the page where it is known there, else as the parser says it. */
export function problemInWords({ site }: Frame, message: string): Markup {
  const { language, direction, strings } = localeOf(site)
  const own = translated(message, strings.queryProblems)
  return own === null
    ? html`<span class="problem" lang="en" dir="ltr">${message}</span>`
    : html`<span class="problem" lang="${language}" dir="${direction}">${own}</span>`
}

/** What the parser says, and the same in another language; `$1` stands for what a group of the pattern caught. */
export type Translations = readonly (readonly [pattern: RegExp, text: string])[]

export function translated(message: string, translations: Translations): string | null {
  for (const [pattern, text] of translations) {
    const found = pattern.exec(message)
    if (!found) continue
    // what people wrote runs its own way
    return text.replace(/\$(\d)/g, (_, group) => {
      const caught = found[Number(group)]
      return caught ? `\u2068${translated(caught, translations) ?? caught}\u2069` : ''
    })
  }
  return null
}
