import { html } from 'hono/html'
import type { OutletState } from '../../flows/outlet-state.ts'
import { ourPath } from './href.ts'
import { layout, type Markup } from './layout.ts'
import { localeOf } from './locale.ts'
import { isTroubled, remedyFor, repairsInWords, stateTag } from './outlet-state-tag.ts'
import { OUTLET_SORTS, type OutletSort } from './outlet-words.ts'
import { sparkline } from './sparkline.ts'
import { timeTag } from './time-tag.ts'
import type { Frame, OutletRow, OutletsView } from './views.ts'

/** In the order of how much they want to be looked at. */
export const STATES: OutletState['kind'][] = [
  'gone',
  'not-a-feed',
  'failing',
  'asked-to-wait',
  'waiting',
  'repaired',
  'well',
]

/** A row is about one kilobyte. */
const ON_A_PAGE = 50

/** `/outlets`: how each outlet is, those in trouble first unless asked otherwise. */
export function outletsPage(view: OutletsView): Markup {
  const { strings } = localeOf(view.site)
  const shown = view.outlets.filter(row => view.state === null || row.state.kind === view.state)
  const from = (view.page - 1) * ON_A_PAGE
  const rows = sorted(shown, view).slice(from, from + ON_A_PAGE)
  return layout(view, {
    title: strings.outlets,
    alternates: [view.allStories],
    current: 'outlets',
    main: html`<header class="page-head">
<h1>${strings.outlets}</h1>
<p class="lede">${inShort(view)}</p>
</header>
${choices(view)}
${rows.length === 0 ? html`<p class="empty">${strings.outletPages.none}</p>` : outletTable(view, rows)}
${pageLinks(view, shown.length > from + ON_A_PAGE)}`,
  })
}

function inShort({ site, outlets }: OutletsView): string {
  const { strings, count } = localeOf(site)
  const troubled = outlets.filter(isTroubled).length
  const well = outlets.filter(({ state }) => state.kind === 'well' || state.kind === 'repaired').length
  const parts = [count('wellOutlets', well), troubled === 0 ? '' : count('troubledOutlets', troubled)]
  return `${count('outlets', outlets.length)}: ${parts.filter(Boolean).join(strings.listComma)}`
}

/** Links that show outlets of one state alone, each with how many there are, and in another order. */
function choices(view: OutletsView): Markup {
  const { strings, number } = localeOf(view.site)
  const { outletPages: words } = strings
  const counts = Map.groupBy(view.outlets, ({ state }) => state.kind)
  const states = STATES.filter(kind => counts.has(kind) || kind === view.state)
  return html`<div class="shown-states">
<nav aria-label="${words.filter}"><ul>
${choice(view, { state: null }, html`${words.all} <span class="n">${number(view.outlets.length)}</span>`)}
${states.map(state =>
  choice(
    view,
    { state },
    html`<span class="dot ${state}"></span>${words.states[state]} <span class="n">${number(counts.get(state)?.length ?? 0)}</span>`,
  ),
)}</ul></nav>
<nav aria-label="${words.sort}"><p aria-hidden="true">${words.sort}</p><ul>
${OUTLET_SORTS.map(sort => choice(view, { sort }, words.sorts[sort]))}</ul></nav>
</div>`
}

function pageLinks(view: OutletsView, hasMore: boolean): Markup | '' {
  const { strings } = localeOf(view.site)
  const { page } = view
  if (page === 1 && !hasMore) return ''
  return html`<nav class="paging" aria-label="${strings.pages}">
${page === 1 ? '' : html`<a rel="prev" href="${outletsPath(view, { page: page - 1 })}">${strings.outletPages.previous}</a>`}
${hasMore ? html`<a rel="next" href="${outletsPath(view, { page: page + 1 })}">${strings.outletPages.next}</a>` : ''}
</nav>`
}

type Chosen = Pick<OutletsView, 'state' | 'sort' | 'page'>

function choice(view: OutletsView, change: Partial<Chosen>, text: Markup | string): Markup {
  const { state, sort } = { ...view, ...change }
  const isCurrent = state === view.state && sort === view.sort
  const path = outletsPath(view, { page: 1, ...change })
  return html`<li><a href="${path}"${isCurrent ? html` aria-current="true"` : ''}>${text}</a></li>
`
}

function outletsPath(view: OutletsView, change: Partial<Chosen>): string {
  const { state, sort, page } = { ...view, ...change }
  const query = new URLSearchParams()
  if (state !== null) query.set('state', state)
  if (sort !== 'state') query.set('sort', sort)
  if (page !== 1) query.set('page', String(page))
  return ourPath(view.site, query.size === 0 ? '/outlets' : `/outlets?${query}`)
}

function sorted(rows: OutletRow[], { sort, site }: OutletsView): OutletRow[] {
  const { language } = localeOf(site)
  const byName = new Intl.Collator(language)
  const orders: Record<OutletSort, (a: OutletRow, b: OutletRow) => number> = {
    state: (a, b) => STATES.indexOf(a.state.kind) - STATES.indexOf(b.state.kind),
    name: (a, b) => byName.compare(a.card.title, b.card.title),
    visit: (a, b) => (b.lastVisit?.at ?? 0) - (a.lastVisit?.at ?? 0),
    articles: (a, b) => b.articleCount - a.articleCount,
  }
  return rows.toSorted(orders[sort])
}

function outletTable(view: OutletsView, rows: OutletRow[]): Markup {
  const { strings } = localeOf(view.site)
  const heads = [
    strings.name,
    strings.state,
    strings.outletPages.perDay,
    strings.lastVisit,
    strings.nextVisit,
  ]
  // Roles are said again because on a phone the rows are laid out as blocks, which makes browsers forget them.
  return html`<table class="outlets" role="table">
<thead role="rowgroup"><tr role="row">
${heads.map(head => html`<th scope="col" role="columnheader">${head}</th>`)}
<th scope="col" role="columnheader" class="number">${strings.articlesHeld}</th>
</tr></thead>
<tbody role="rowgroup">
${rows.map(row => outletRow(view, row))}
</tbody>
</table>`
}

function outletRow(view: OutletsView, row: OutletRow): Markup {
  const { strings, number } = localeOf(view.site)
  const { card, lastVisit, nextVisitAt } = row
  const path = ourPath(view.site, `/outlets/${encodeURIComponent(card.id)}`)
  return html`<tr role="row">
<th scope="row" role="rowheader"><a href="${path}"><bdi>${card.title}</bdi></a>${view.isAdmin ? adminLines(view, row) : ''}</th>
<td role="cell" data-label="${strings.state}"><div>${stateTag(view, row)}${failuresOf(view, row)}${repairsOf(view, row)}</div></td>
<td role="cell" data-label="${strings.outletPages.perDay}">${sparkline(view, row.perDay)}</td>
<td role="cell" data-label="${strings.lastVisit}">${lastVisit === null ? strings.never : timeTag(view, lastVisit.at)}</td>
<td role="cell" data-label="${strings.nextVisit}">${nextVisitAt === null ? '—' : timeTag(view, nextVisitAt)}</td>
<td role="cell" data-label="${strings.articlesHeld}" class="number">${number(row.articleCount)}</td>
</tr>
`
}

function failuresOf({ site }: Frame, { failures }: OutletRow): Markup | '' {
  return failures < 2
    ? ''
    : html` <span class="detail">${localeOf(site).count('failuresInRow', failures)}</span>`
}

function repairsOf(frame: Frame, row: OutletRow): Markup | '' {
  return row.repairs.length === 0 ? '' : html` <span class="detail">${repairsInWords(frame, row)}</span>`
}

function adminLines(frame: Frame, row: OutletRow): Markup {
  const { url, movedTo, lastVisit } = row
  const problem = lastVisit?.problem ?? null
  const remedy = remedyFor(frame, row)
  return html`${url === null ? '' : html`<code class="address" dir="ltr">${url}</code>`}${movedTo === null ? '' : html`<code class="address" dir="ltr">→ ${movedTo}</code>`}${problem === null ? '' : html`<span class="problem" dir="auto">${problem}</span>`}${remedy === null ? '' : html`<span class="remedy">${remedy}</span>`}`
}
