import { html } from 'hono/html'
import { ourPath } from './href.ts'
import { layout, type Markup } from './layout.ts'
import { localeOf } from './locale.ts'
import { workbenchForms } from './workbench-form.ts'
import { workbenchMistakes, wrongParameters } from './workbench-mistakes.ts'
import { countedInWords, workbenchResults } from './workbench-results.ts'
import type { WorkbenchView } from './workbench-view.ts'

/** `/workbench`: a query is written, tried on the archive, and taken away as a feed or a topic. */
export function workbenchPage(view: WorkbenchView): Markup {
  const { workbench } = localeOf(view.site).strings
  const { query } = view.asked
  const feedQuery = view.outcome.kind === 'tested' ? view.outcome.tested.feedQuery : null
  return layout(view, {
    title: query === '' ? workbench.title : `${workbench.title}: ${query}`,
    alternates: feedQuery === null ? [] : [{ title: feedQuery, urls: searchFeeds(view, feedQuery) }],
    current: 'workbench',
    scripts: ['workbench.js', 'copy.js'],
    main: html`<header class="page-head">
<h1>${workbench.title}</h1>
<p class="lede">${workbench.lede}</p>
</header>
<div class="workbench">
${workbenchForms(view)}
<div class="tried">
${workbenchFragment(view)}
</div>
</div>`,
  })
}

/** The part of the page that changes with the query: put in its place as one types. */
export function workbenchFragment(view: WorkbenchView): Markup {
  return html`<p id="status" class="status" role="status" aria-atomic="true">${statusOf(view)}</p>
<div id="results" class="results"${view.outcome.kind === 'mistaken' ? ' data-mistaken' : ''}>
${resultsOf(view)}
</div>`
}

function statusOf(view: WorkbenchView): string {
  const { strings } = localeOf(view.site)
  const { outcome } = view
  switch (outcome.kind) {
    case 'nothing-asked':
      return ''
    case 'tested':
      return countedInWords(view, outcome.tested.preview)
    case 'mistaken':
      return strings.workbench.mistakes.title
    case 'wrong-parameters':
      return strings.badRequest.title
    case 'busy':
    case 'overran':
      return strings[outcome.kind].title
  }
}

function resultsOf(view: WorkbenchView): Markup | '' {
  const { strings } = localeOf(view.site)
  const { outcome } = view
  switch (outcome.kind) {
    case 'nothing-asked':
      return topicList(view)
    case 'tested':
      return workbenchResults(view, outcome)
    case 'mistaken':
      return workbenchMistakes(view, outcome)
    case 'wrong-parameters':
      return wrongParameters(view, outcome.wrong)
    case 'busy':
    case 'overran':
      return html`<p>${strings[outcome.kind].text}</p>`
  }
}

/** The topics that may be changed, each a beginning. */
function topicList({ site, choices }: WorkbenchView): Markup | '' {
  if (!choices.topics || choices.topics.length === 0) return ''
  const { workbench } = localeOf(site).strings
  return html`<section aria-labelledby="start-from">
<h2 id="start-from">${workbench.startFrom}</h2>
<ul class="start-from">
${choices.topics.map(
  ({
    id,
    title,
  }) => html`<li><a href="${ourPath(site, `/workbench?topic=${encodeURIComponent(id)}`)}"><bdi>${title}</bdi></a></li>
`,
)}</ul>
</section>`
}

function searchFeeds({ site }: WorkbenchView, query: string) {
  const address = (format: string) => ourPath(site, `/search.${format}?q=${encodeURIComponent(query)}`)
  return { rss: address('rss'), atom: address('atom'), json: address('json') }
}
