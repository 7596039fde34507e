import { html } from 'hono/html'
import type { FeedDocument } from '../../model/feed-document.ts'
import { ourPath } from './href.ts'
import { layout, type Markup, subscribeLinks } from './layout.ts'
import { localeOf } from './locale.ts'
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
${feed ? subscribeLinks(view, feed) : html`<p class="lede">${strings.search.help}</p>`}
</header>
${view.found ? results(view, view.found) : ''}`,
  })
}

/** The query, to be typed or mended. */
export function searchForm({ site }: Frame, query: string): Markup {
  const { search } = localeOf(site).strings
  return html`<form class="search" role="search" action="${ourPath(site, '/search')}">
<input type="search" name="q" value="${query}" dir="auto" required aria-label="${search.label}" placeholder="${search.label}">
<button class="button" type="submit">${search.submit}</button>
</form>`
}

function results(view: SearchView, { entries }: FeedDocument): Markup {
  const { search } = localeOf(view.site).strings
  const nothing = view.paging.older === null ? search.nothing : search.further
  return html`${entries.length === 0 ? html`<p class="empty">${nothing}</p>` : storyList(view, entries, entry => whyList(view, entry))}
${pages(view)}`
}

function pages({ site, query, paging: { before, older } }: SearchView): Markup | '' {
  if (before === null && older === null) return ''
  const { strings } = localeOf(site)
  const path = ourPath(site, `/search?q=${encodeURIComponent(query)}`)
  return html`<nav class="paging" aria-label="${strings.pages}">
${before === null ? '' : html`<a href="${path}">${strings.search.newest}</a>`}
${older === null ? '' : html`<a rel="next" href="${path}&before=${encodeURIComponent(older)}">${strings.search.older}</a>`}
</nav>`
}
