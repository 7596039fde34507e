import { html } from 'hono/html'
import type { TopicLine } from '../../config/topic-lines.ts'
import { ourPath } from './href.ts'
import type { Markup } from './layout.ts'
import { localeOf } from './locale.ts'
import { queryDirection } from './query-direction.ts'
import type { WorkbenchOutcome, WorkbenchView } from './workbench-view.ts'

const FORMATS = [
  ['rss', 'RSS', 'application/rss+xml'],
  ['atom', 'Atom', 'application/atom+xml'],
  ['json', 'JSON', 'application/feed+json'],
] as const

/** What is taken away: the feed's addresses, and the lines for the configuration. */
export function workbenchOutput(
  view: WorkbenchView,
  { tested, lines, hasWebhooks }: Extract<WorkbenchOutcome, { kind: 'tested' }>,
): Markup {
  const { output } = localeOf(view.site).strings.workbench
  return html`<section class="output" aria-labelledby="output">
<h2 id="output">${output.title}</h2>
<h3>${output.feed}</h3>
${tested.feedQuery === null ? html`<p>${output.noFeed}</p>` : feeds(view, tested.feedQuery)}
<h3>${output.lines}</h3>
<p>${output.linesText}</p>
<pre id="lines" class="lines" dir="ltr" tabindex="0"><code>{
${lines.map(line)}${
  hasWebhooks
    ? html`  // ${output.asBefore}
`
    : ''
}},</code></pre>
<p>${copyButton(view, 'lines')}</p>
</section>`
}

function feeds(view: WorkbenchView, query: string): Markup {
  const { site } = view
  const { output } = localeOf(site).strings.workbench
  const path = (format: string) => `/search.${format}?q=${encodeURIComponent(query)}`
  return html`<p>${output.feedText}</p>
<ul class="addresses">
${FORMATS.map(
  ([
    format,
    name,
    type,
  ]) => html`<li><a href="${ourPath(site, path(format))}" type="${type}" lang="en" dir="ltr">${name}</a>
<input id="feed-${format}" readonly dir="ltr" value="${site.url}${path(format)}" aria-label="${name}">
${copyButton(view, `feed-${format}`)}</li>
`,
)}</ul>`
}

/** Only scripts can copy, and only they show it. */
function copyButton({ site }: WorkbenchView, target: string): Markup {
  const { output } = localeOf(site).strings.workbench
  return html`<button class="button copy" type="button" data-copy="${target}" data-copied="${output.copied}" data-selected="${output.selected}">${output.copy}</button> <span class="copied" role="status"></span>`
}

/** A text of the query may run the other way than the line does. */
const line = ({ name, value }: TopicLine): Markup => html`  ${name}: ${shownValue(value)},
`

const shownValue = (value: string): Markup | string =>
  value.startsWith("'") ? html`'<bdi dir="${queryDirection(value)}">${value.slice(1, -1)}</bdi>'` : value
