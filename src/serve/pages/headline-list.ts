import { html } from 'hono/html'
import type { Headline } from '../../model/story.ts'
import { outsideHref } from './href.ts'
import type { Markup } from './layout.ts'
import { timeTag } from './time-tag.ts'
import type { Frame } from './views.ts'

/** Linked titles, the titles of one outlet together, in the order in which the outlets first come. */
export function headlineList(frame: Frame, headlines: Headline[]): Markup {
  return html`<ul class="headlines">
${byOutlet(headlines).map(
  ofOutlet => html`<li><span class="outlet"><bdi>${ofOutlet[0]?.outletTitle}</bdi></span>
${ofOutlet.map(headline => html`<span class="headline">${headlineLink(headline)} ${timeTag(frame, headline.at)}</span>`)}</li>
`,
)}</ul>`
}

/** A headline's title in its own language and direction; plain text where its URL may not be linked. */
export function headlineLink({ title, url, language, direction }: Headline): Markup {
  const href = outsideHref(url)
  const lang = language ?? ''
  return href === null
    ? html`<span class="title" lang="${lang}" dir="${direction}">${title}</span>`
    : html`<a class="title" href="${href}" lang="${lang}" dir="${direction}">${title}</a>`
}

function byOutlet(headlines: Headline[]): Headline[][] {
  return [...Map.groupBy(headlines, ({ outletId }) => outletId).values()]
}
