import { html } from 'hono/html'
import type { FeedEntry } from '../../model/feed-document.ts'
import type { Visit } from '../../model/outlet.ts'
import { ourHref, outsideHref } from './href.ts'
import { layout, type Markup, subscribeLinks } from './layout.ts'
import { localeOf } from './locale.ts'
import { remedyFor, repairsInWords, stateTag } from './outlet-state-tag.ts'
import { sparkline } from './sparkline.ts'
import { spokenAttributes } from './spoken.ts'
import { timeTag } from './time-tag.ts'
import { timeline } from './timeline.ts'
import type { OutletView } from './views.ts'

/** `/outlets/ID`: one outlet, what it published lately and how our visits went. */
export function outletPage(view: OutletView): Markup {
  const { outlet, document, visits } = view
  const { strings } = localeOf(view.site)
  const feed = { title: outlet.card.title, urls: document.urls }
  return layout(view, {
    title: outlet.card.title,
    alternates: [feed],
    current: 'outlets',
    main: html`<header class="page-head">
<h1 lang="${outlet.card.language ?? ''}" dir="auto">${outlet.card.title}</h1>
</header>
<div class="beside facts-first">
<aside aria-labelledby="subscribe">
<h2 id="subscribe">${strings.subscribe}</h2>
${subscribeLinks(view, feed)}
${outletFacts(view)}
</aside>
<div>
<section aria-labelledby="articles">
<h2 id="articles">${strings.latestArticles}</h2>
${articleList(view)}
</section>
${
  visits.length === 0
    ? ''
    : html`<section aria-labelledby="visits">
<h2 id="visits">${strings.recentVisits}</h2>
${visitTable(view, visits)}
</section>`
}
</div>
</div>`,
  })
}

function outletFacts(view: OutletView): Markup {
  const { strings, number, count } = localeOf(view.site)
  const { outlet, isAdmin } = view
  const { outletPages: words } = strings
  const { lastVisit, nextVisitAt, latestArticleAt, failures, movedTo } = outlet
  const site = outsideHref(outlet.card.siteUrl)
  const problem = isAdmin ? (lastVisit?.problem ?? null) : null
  const facts: [string, Markup | string | null][] = [
    [strings.state, html`${stateTag(view, outlet)} ${failures > 1 ? count('failuresInRow', failures) : ''}`],
    [strings.problem, problem === null ? null : html`<span class="problem" dir="auto">${problem}</span>`],
    [words.remedy, isAdmin ? remedyFor(view, outlet) : null],
    [words.repairs, repairsInWords(view, outlet) || null],
    [strings.site, site === null ? null : html`<a href="${site}" dir="ltr">${new URL(site).host}</a>`],
    [strings.address, isAdmin && outlet.url !== null ? html`<code dir="ltr">${outlet.url}</code>` : null],
    [words.movedTo, isAdmin && movedTo !== null ? html`<code dir="ltr">${movedTo}</code>` : null],
    [words.perDay, sparkline(view, outlet.perDay) || null],
    [strings.articlesHeld, number(outlet.articleCount)],
    [strings.latestArticle, latestArticleAt === null ? null : timeTag(view, latestArticleAt)],
    [strings.lastVisit, lastVisit === null ? strings.never : timeTag(view, lastVisit.at)],
    [strings.nextVisit, nextVisitAt === null ? null : timeTag(view, nextVisitAt)],
  ]
  return html`<dl class="facts">
${facts.map(([name, value]) => (value === null ? '' : html`<div><dt>${name}</dt><dd>${value}</dd></div>`))}
</dl>`
}

function articleList(view: OutletView): Markup | Markup[] {
  const { entries } = view.document
  if (entries.length === 0) return html`<p class="empty">${localeOf(view.site).strings.empty}</p>`
  const items = entries.map(entry => ({ entry, at: entry.publishedAt }))
  return timeline(view, items, ({ entry }) => articleItem(view, entry))
}

function articleItem({ site }: OutletView, entry: FeedEntry): Markup {
  const href = outsideHref(entry.url) ?? ourHref(site, entry.pageUrl)
  return html`<a class="title" href="${href}"${spokenAttributes(entry, localeOf(site))}>${entry.title}</a>`
}

function visitTable(view: OutletView, visits: Visit[]): Markup {
  const { strings } = localeOf(view.site)
  return html`<table class="visits" role="table">
<thead role="rowgroup"><tr role="row">
${[strings.time, strings.outcome, strings.brought].map(head => html`<th scope="col" role="columnheader">${head}</th>`)}
${[strings.took, strings.size].map(head => html`<th scope="col" role="columnheader" class="number">${head}</th>`)}
</tr></thead>
<tbody role="rowgroup">
${visits.map(visit => visitRow(view, visit))}
</tbody>
</table>`
}

function visitRow(view: OutletView, visit: Visit): Markup {
  const { strings, kilobytes, duration } = localeOf(view.site)
  const problem = view.isAdmin ? problemText(visit) : ''
  return html`<tr role="row">
<td role="cell" data-label="${strings.time}">${timeTag(view, visit.at)}</td>
<td role="cell" data-label="${strings.outcome}"><div>${strings.outcomes[visit.outcome]}${problem === '' ? '' : html` <span class="problem" dir="auto">${problem}</span>`}</div></td>
<td role="cell" data-label="${strings.brought}">${broughtText(view, visit)}</td>
<td role="cell" data-label="${strings.took}" class="number">${duration(visit.tookMs)}</td>
<td role="cell" data-label="${strings.size}" class="number">${visit.bytes === 0 ? '—' : kilobytes(visit.bytes)}</td>
</tr>
`
}

function problemText({ status, problem }: Visit): string {
  return problem === null ? '' : [status, problem].filter(part => part !== null).join(' ')
}

function broughtText({ site }: OutletView, { newArticles, changedArticles }: Visit): string {
  const { count, strings } = localeOf(site)
  const parts = [
    newArticles > 0 ? count('newArticles', newArticles) : '',
    changedArticles > 0 ? count('changedArticles', changedArticles) : '',
  ]
  return parts.filter(part => part !== '').join(strings.listComma) || '—'
}
