import { html } from 'hono/html'
import type { Headline } from '../../model/story.ts'
import { outsideHref } from './href.ts'
import type { Markup } from './layout.ts'
import { type Spoken, spokenAttributes } from './spoken.ts'
import { timeTag } from './time-tag.ts'
import type { Frame } from './views.ts'

/** Linked titles, the titles of one outlet together, in the order in which the outlets first come. `around` is what they stand in. */
export function headlineList(frame: Frame, headlines: Headline[], around: Spoken): Markup {
  return html`<ul class="headlines">
${byOutlet(headlines).map(
  ofOutlet => html`<li><bdi class="outlet">${ofOutlet[0]?.outletTitle}</bdi> ${told(frame, ofOutlet, around)}</li>
`,
)}</ul>`
}

/** Each on a line of its own where there are several. */
function told(frame: Frame, headlines: Headline[], around: Spoken): Markup[] {
  return headlines.map(headline => {
    const says = html`${headlineLink(headline, around)} ${timeTag(frame, headline.at, around)}`
    return headlines.length === 1 ? says : html`<span class="headline">${says}</span>`
  })
}

/** A headline's title in its own language and direction; plain text where its URL may not be linked. */
export function headlineLink(headline: Headline, around: Spoken): Markup {
  const href = outsideHref(headline.url)
  const attributes = spokenAttributes(headline, around)
  return href === null
    ? html`<bdi class="title"${attributes}>${headline.title}</bdi>`
    : html`<a class="title" href="${href}"${attributes}>${headline.title}</a>`
}

function byOutlet(headlines: Headline[]): Headline[][] {
  return [...Map.groupBy(headlines, ({ outletId }) => outletId).values()]
}
