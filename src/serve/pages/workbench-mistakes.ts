import { html } from 'hono/html'
import type { Mistake, Mistaken } from '../../flows/workbench.ts'
import { askedAsParams, type WrongParameter } from '../workbench-asked.ts'
import { filled } from './filled.ts'
import { ourPath } from './href.ts'
import type { Markup } from './layout.ts'
import { localeOf } from './locale.ts'
import { queryDirection } from './query-direction.ts'
import { problemInWords } from './query-problem.ts'
import type { WorkbenchView } from './workbench-view.ts'

/** The query with every mistake marked where it is; under it what is wrong, and what was probably meant. */
export function workbenchMistakes(view: WorkbenchView, found: Mistaken): Markup {
  const { mistakes } = localeOf(view.site).strings.workbench
  return html`<section class="mistakes" aria-label="${mistakes.title}">
<p>${mistakes.text}</p>
<pre class="query" dir="${queryDirection(found.query)}"><code>${marked(found.query, found.problems)}</code></pre>
<ul>
${found.problems.map(
  problem => html`<li>${mistake(view, found.query, problem)}</li>
`,
)}</ul>
</section>`
}

function mistake(view: WorkbenchView, query: string, { at, message, mended }: Mistake): Markup {
  const { strings, number } = localeOf(view.site)
  const { mistakes } = strings.workbench
  const place = filled(mistakes.place, { n: number([...query.slice(0, at)].length + 1) })
  return html`<span class="place">${at >= query.length ? mistakes.atEnd : place}</span>
${problemInWords(view, message)}
${mended === null ? '' : html`<span class="meant">${mistakes.meant} <a href="${queryHref(view, mended)}" data-query="${mended}"><code dir="${queryDirection(mended)}">${mended}</code></a></span>`}`
}

/** The same page with another query. */
export function queryHref({ site, asked }: WorkbenchView, query: string): string {
  return ourPath(site, `/workbench?${askedAsParams({ ...asked, query })}`)
}

/** Mistakes may stand in one another: each character is marked once, none is cut in two. */
function marked(query: string, problems: Mistake[]): (Markup | string)[] {
  const pieces: (Markup | string)[] = []
  let written = 0
  for (const { at, length } of problems.toSorted((a, b) => a.at - b.at)) {
    const from = Math.max(written, edgeAt(query, at, -1))
    const until = edgeAt(query, Math.max(at + length, at + 1), 1)
    if (from >= until && at < query.length) continue
    pieces.push(query.slice(written, from))
    pieces.push(html`<mark class="mistake">${query.slice(from, until) || '\u00a0'}</mark>`)
    written = Math.max(from, Math.min(until, query.length))
  }
  return [...pieces, query.slice(written)]
}

/** The nearest place before or behind that is between two characters as people see them. */
function edgeAt(text: string, at: number, step: 1 | -1): number {
  if (at >= text.length) return text.length
  const found = new Intl.Segmenter().segment(text).containing(Math.max(0, at))
  if (!found || found.index === at) return at
  return step < 0 ? found.index : found.index + found.segment.length
}

/** What is asked beside the query and cannot be, each with a way to its field. */
export function wrongParameters({ site }: WorkbenchView, wrong: WrongParameter[]): Markup {
  const { badRequest, workbench } = localeOf(site).strings
  return html`<section class="mistakes" aria-label="${badRequest.title}">
<ul>
${wrong.map(
  ({
    name,
    given,
  }) => html`<li><a class="problem" href="#${name === 'topic' ? 'q' : name}">${filled(workbench.mistakes.options[name] ?? '', { given: `\u2068${given}\u2069` })}</a></li>
`,
)}</ul>
</section>`
}
