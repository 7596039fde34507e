import { html } from 'hono/html'
import { ourPath } from './href.ts'
import { layout, type Markup } from './layout.ts'
import { localeOf } from './locale.ts'
import { problemInWords } from './query-problem.ts'
import { searchForm } from './search.ts'
import type { ErrorView, Frame } from './views.ts'

type Problem = ErrorView['problem']

/** The page of 400 (a mistake in the query, shown at its place, or in the request) and of 500. */
export function errorPage(view: ErrorView): Markup {
  const { strings } = localeOf(view.site)
  const title = titleOf(view)
  return layout(view, {
    title,
    alternates: [],
    current: view.problem.kind === 'bad-query' ? 'search' : null,
    main: html`<div class="message">
<h1>${title}</h1>
${explained(view, view.problem)}
<p><a class="button" href="${ourPath(view.site, '/')}">${strings.backToLatest}</a></p>
</div>`,
  })
}

function titleOf({ site, problem }: ErrorView): string {
  const { strings } = localeOf(site)
  switch (problem.kind) {
    case 'bad-query':
      return strings.badQuery.title
    case 'bad-request':
      return strings.badRequest.title
    case 'failed':
    case 'busy':
    case 'overran':
      return strings[problem.kind].title
  }
}

function explained(frame: Frame, problem: Problem): Markup {
  const { strings } = localeOf(frame.site)
  switch (problem.kind) {
    case 'bad-query':
      return markedQuery(frame, problem)
    case 'bad-request':
      return html`<p dir="auto">${problem.message}</p>`
    case 'failed':
    case 'busy':
    case 'overran':
      return html`<p>${strings[problem.kind].text}</p>`
  }
}

/**
 * The query with its mistake marked. The caret is drawn by the style sheet under the mark itself: on a line of
 * its own it would stand under the wrong letter in Arabic, and in any proportional type.
 */
function markedQuery(frame: Frame, { query, at, message }: Problem & { kind: 'bad-query' }): Markup {
  const { strings, number } = localeOf(frame.site)
  const { badQuery } = strings
  const [before, mistake, after] = splitAt(query, at)
  const place =
    mistake === '' ? badQuery.placeAtEnd : badQuery.place.replace('{n}', number([...before].length + 1))
  return html`<p>${badQuery.text}</p>
<pre class="query" dir="auto"><code>${before}<mark class="mistake">${mistake === '' ? '\u00a0' : mistake}</mark>${after}</code></pre>
<p class="place">${place}</p>
<p>${problemInWords(frame, message)}</p>
<p>${badQuery.hint}</p>
${searchForm(frame, query)}`
}

/** Cuts out the character (with its marks, as people see it) that stands at a place of UTF-16 units. */
function splitAt(text: string, at: number): [before: string, character: string, after: string] {
  const place = Math.max(0, Math.min(at, text.length))
  const found = new Intl.Segmenter().segment(text).containing(place)
  if (found === undefined) return [text, '', '']
  const end = found.index + found.segment.length
  return [text.slice(0, found.index), found.segment, text.slice(end)]
}
