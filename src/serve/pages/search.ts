import { html } from 'hono/html'
import type { Site } from '../../model/config.ts'
import type { FeedDocument } from '../../model/feed-document.ts'
import { ourPath } from './href.ts'
import { layout, type Markup, subscribeLinks } from './layout.ts'
import { localeOf } from './locale.ts'
import { queryDirection } from './query-direction.ts'
import { storyList } from './story-list.ts'
import { whyList } from './topic.ts'
import type { Frame, SearchView } from './views.ts'

/** `/search`: a query, and the newest stories that it matches, each with why. */
export function searchPage(view: SearchView): Markup {
  const { strings } = localeOf(view.site)
  const feed = view.found && { title: view.found.title, urls: view.found.urls }
  return layout(view, {
    title: view.query === '' ? strings.search.title : `${strings.search.title}: ${view.query}`,
    alternates: feed ? [feed] : [],
    current: 'search',
    main: html`<header class="page-head">
<h1>${strings.search.title}</h1>
${searchForm(view, view.query)}
<p class="lede">${strings.search.help}</p>
</header>
${view.found ? results(view, view.found) : examples(view)}`,
  })
}

/** The query, to be typed or mended. */
export function searchForm({ site }: Frame, query: string): Markup {
  const { search } = localeOf(site).strings
  return html`<search><form class="search" action="${ourPath(site, '/search')}">
<input type="search" name="q" value="${query}" dir="auto" required aria-label="${search.label}" maxlength="1000" autocapitalize="none" enterkeyhint="search">
<button class="button" type="submit">${search.submit}</button>
</form></search>`
}

/** What can be written, for who has asked nothing yet. */
function examples({ site }: SearchView): Markup {
  const { title, list } = localeOf(site).strings.search.examples
  return html`<section aria-labelledby="examples">
<h2 id="examples">${title}</h2>
<dl class="examples">
${list.map(
  ([
    query,
    finds,
  ]) => html`<div class="example"><dt><a href="${searchPath(site, query)}"><bdi dir="${queryDirection(query)}">${query}</bdi></a></dt><dd>${finds}</dd></div>
`,
)}</dl>
</section>`
}

function searchPath(site: Site, query: string): string {
  return ourPath(site, `/search?q=${encodeURIComponent(query)}`)
}

function results(view: SearchView, { title, urls, entries }: FeedDocument): Markup {
  const { site, query, paging } = view
  const { strings, count } = localeOf(site)
  const { search } = strings
  const nothing = paging.older === null ? search.nothing : search.further
  return html`<div class="found">
<p role="status">${entries.length === 0 ? nothing : `${count('storiesShown', entries.length)}${paging.older === null ? '' : '…'}`}</p>
<p><a href="${ourPath(site, `/workbench?q=${encodeURIComponent(query)}`)}">${search.workbench}</a></p>
${subscribeLinks(view, { title, urls })}
</div>
${entries.length === 0 ? html`<p class="empty">${search.try}</p>` : storyList(view, entries, entry => whyList(view, entry))}
${pages(view)}`
}

function pages({ site, query, paging: { before, older } }: SearchView): Markup | '' {
  if (before === null && older === null) return ''
  const { strings } = localeOf(site)
  const path = searchPath(site, query)
  return html`<nav class="paging" aria-label="${strings.pages}">
${before === null ? '' : html`<a href="${path}">${strings.search.newest}</a>`}
${older === null ? '' : html`<a rel="next" href="${path}&before=${encodeURIComponent(older)}">${strings.search.older}</a>`}
</nav>`
}
