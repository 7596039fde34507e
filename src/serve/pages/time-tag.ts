import { html } from 'hono/html'
import type { Instant } from '../../model/time.ts'
import type { Markup } from './layout.ts'
import { localeOf } from './locale.ts'
import { type Spoken, spokenAttributes } from './spoken.ts'
import type { Frame } from './views.ts'

/** A moment as «5 minutes ago», with the exact time for machines and on hover. */
export function timeTag(frame: Frame, at: Instant, around?: Spoken): Markup {
  return tagged(frame, at, localeOf(frame.site).relative(at, frame.now), around)
}

/** A moment as the clock shows it, with the exact time for machines and on hover. */
export function clockTag(frame: Frame, at: Instant): Markup {
  return tagged(frame, at, localeOf(frame.site).clock(at))
}

function tagged({ site }: Frame, at: Instant, text: string, around?: Spoken): Markup {
  const locale = localeOf(site)
  const attributes = spokenAttributes(locale, around ?? locale)
  return html`<time datetime="${isoSeconds(at)}" title="${locale.exact(at)}"${attributes}>${text}</time>`
}

function isoSeconds(at: Instant): string {
  return `${new Date(at).toISOString().slice(0, -5)}Z`
}
