import { html } from 'hono/html'
import { ourPath } from './href.ts'
import { layout, type Markup } from './layout.ts'
import { localeOf } from './locale.ts'
import { isTroubled, outletHealth } from './outlet-health.ts'
import { timeTag } from './time-tag.ts'
import type { Frame, OutletRow, OutletsView } from './views.ts'

/** `/outlets`: how each outlet is, those in trouble first. */
export function outletsPage(view: OutletsView): Markup {
  const { strings, count } = localeOf(view.site)
  const troubled = view.outlets.filter(row => isTroubled(outletHealth(row)))
  const others = view.outlets.filter(row => !isTroubled(outletHealth(row)))
  const well = view.outlets.filter(row => outletHealth(row) === 'well')
  return layout(view, {
    title: strings.outlets,
    alternates: [view.allStories],
    current: 'outlets',
    main: html`<header class="page-head">
<h1>${strings.outlets}</h1>
<p class="lede">${count('outlets', view.outlets.length)}: ${count('wellOutlets', well.length)}${troubled.length === 0 ? '' : html`${strings.listComma}${count('troubledOutlets', troubled.length)}`}</p>
</header>
${outletTable(view, [...troubled, ...others])}`,
  })
}

function outletTable(view: OutletsView, rows: OutletRow[]): Markup {
  const { strings } = localeOf(view.site)
  const heads = [strings.name, strings.state, strings.lastVisit, strings.nextVisit]
  const numbers = [strings.articlesHeld, strings.failures]
  // Roles are said again because on a phone the rows are laid out as blocks, which makes browsers forget them.
  return html`<table class="outlets" role="table">
<thead role="rowgroup"><tr role="row">
${heads.map(head => html`<th scope="col" role="columnheader">${head}</th>`)}
${numbers.map(head => html`<th scope="col" role="columnheader" class="number">${head}</th>`)}
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
<th scope="row" role="rowheader"><a href="${path}"><bdi>${card.title}</bdi></a>${view.isAdmin ? adminLines(row) : ''}</th>
<td role="cell" data-label="${strings.state}">${healthTag(view, row)}</td>
<td role="cell" data-label="${strings.lastVisit}">${lastVisit === null ? strings.never : timeTag(view, lastVisit.at)}</td>
<td role="cell" data-label="${strings.nextVisit}">${nextVisitAt === null ? '—' : timeTag(view, nextVisitAt)}</td>
<td role="cell" data-label="${strings.articlesHeld}" class="number">${number(row.articleCount)}</td>
<td role="cell" data-label="${strings.failures}" class="number">${number(row.failures)}</td>
</tr>
`
}

/** How an outlet is, in words; its colour only repeats them. */
export function healthTag({ site }: Frame, row: OutletRow): Markup {
  const health = outletHealth(row)
  return html`<span class="health ${health}">${localeOf(site).strings.health[health]}</span>`
}

function adminLines({ url, lastVisit }: OutletRow): Markup {
  const problem = lastVisit?.problem ?? null
  return html`${url === null ? '' : html`<code class="address" dir="ltr">${url}</code>`}${problem === null ? '' : html`<span class="problem" dir="auto">${problem}</span>`}`
}
