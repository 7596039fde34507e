import { html } from 'hono/html'
import type { Instant } from '../../model/time.ts'
import type { Markup } from './layout.ts'
import { localeOf } from './locale.ts'
import type { Frame } from './views.ts'

/** A moment as «5 minutes ago», with the exact time for machines and on hover. */
export function timeTag(frame: Frame, at: Instant): Markup {
  return tagged(frame, at, localeOf(frame.site).relative(at, frame.now))
}

/** A moment as the clock shows it, with the exact time for machines and on hover. */
export function clockTag(frame: Frame, at: Instant): Markup {
  return tagged(frame, at, localeOf(frame.site).clock(at))
}

function tagged({ site }: Frame, at: Instant, text: string): Markup {
  const { language, strings, exact } = localeOf(site)
  return html`<time datetime="${new Date(at).toISOString()}" title="${exact(at)}" lang="${language}" dir="${strings.direction}">${text}</time>`
}
