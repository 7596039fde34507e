import { html } from 'hono/html'
import type { ClauseEffect } from '../../flows/clause-effects.ts'
import type { KeptOutBy, NearMiss } from '../../flows/near-misses.ts'
import type { Preview, Sample } from '../../flows/preview.ts'
import { filled } from './filled.ts'
import { ourHref, outsideHref } from './href.ts'
import type { Markup } from './layout.ts'
import { localeOf } from './locale.ts'
import { markedText, type TintOf, tintsOf } from './marked-text.ts'
import { queryDirection } from './query-direction.ts'
import { saidInWords } from './said-in-words.ts'
import { timeTag } from './time-tag.ts'
import { histogram } from './workbench-histogram.ts'
import { workbenchOutput } from './workbench-output.ts'
import type { WorkbenchOutcome, WorkbenchView } from './workbench-view.ts'

/** «12 entries in 30 days: 31 articles match of 5,120.» */
export function countedInWords({ site }: WorkbenchView, found: Preview): string {
  const { strings, count } = localeOf(site)
  const { workbench } = strings
  const texts = {
    entries: count('workEntries', found.entries),
    matching: count('workMatching', found.matching),
    articles: count('workArticles', found.articles),
    days: count('workDays', found.days),
  }
  return filled(found.entries === 0 && found.matching === 0 ? workbench.nothing : workbench.counted, texts)
}

/** A sentence of more clauses says nothing any more. */
const MOST_SAID = 30

/** What a query catches, why, what nearly, and how to have it. */
export function workbenchResults(
  view: WorkbenchView,
  outcome: Extract<WorkbenchOutcome, { kind: 'tested' }>,
): Markup {
  const found = outcome.tested.preview
  const { workbench } = localeOf(view.site).strings
  const tintOf = tintsOf(found.clauses.map(({ clause }) => clause))
  return html`${found.clauses.length > MOST_SAID ? '' : saidInWords(view, { query: outcome.tested.told, isTold: view.isTold })}
${remarks(view, found)}
${histogram(view, found)}
${clauseTable(view, found, tintOf)}
${found.against ? difference(view, found.against, tintOf) : ''}
${
  found.samples.length === 0
    ? ''
    : html`<section aria-labelledby="samples">
<h2 id="samples">${workbench.samples}</h2>
${sampleList(view, found.samples, tintOf)}
</section>`
}
${nearMisses(view, found, tintOf)}
${workbenchOutput(view, outcome)}`
}

function remarks({ site }: WorkbenchView, found: Preview): Markup | '' {
  const { strings, count, day } = localeOf(site)
  const { workbench } = strings
  const { leftOut, isPartial, since } = found
  const told = [
    ...(isPartial ? [filled(workbench.partly, { day: day(since) })] : []),
    ...(leftOut.articles > 0
      ? [filled(workbench.leftOutArticles, { articles: count('workArticles', leftOut.articles) })]
      : []),
    ...(leftOut.stories > 0
      ? [filled(workbench.leftOutStories, { stories: count('workStories', leftOut.stories) })]
      : []),
  ]
  return told.length === 0 ? '' : html`<ul class="remarks">${told.map(text => html`<li>${text}</li>`)}</ul>`
}

function clauseTable(view: WorkbenchView, found: Preview, tintOf: TintOf): Markup {
  const { clauses } = localeOf(view.site).strings.workbench
  return html`<section aria-labelledby="clauses">
<h2 id="clauses">${clauses.title}</h2>
<p class="hint">${clauses.text}</p>
<table class="clauses">
<thead><tr><th scope="col">${clauses.clause}</th><th scope="col" class="number">${clauses.found}</th><th scope="col" class="number">${clauses.letIn}</th><th scope="col" class="number">${clauses.keptOut}</th></tr></thead>
<tbody>
${found.clauses.map(effect => clauseRow(view, found, effect, tintOf))}</tbody>
</table>
</section>`
}

function clauseRow({ site }: WorkbenchView, found: Preview, effect: ClauseEffect, tintOf: TintOf): Markup {
  const { strings, number, count } = localeOf(site)
  const { clauses } = strings.workbench
  const { clause, negated, inflections } = effect
  const written = found.query.slice(effect.at, effect.at + effect.length)
  const remarks = [
    ...(effect.found === 0 ? [filled(clauses.nothing, { days: count('workDays', found.days) })] : []),
    ...(written === clause ? [] : [filled(clauses.ofTopic, { topic: written })]),
    ...(inflections.length > 0
      ? [filled(clauses.inflections, { words: inflections.join(strings.listComma) })]
      : []),
  ]
  const cell = (label: string, n: number) => html`<td class="number" data-label="${label}">${number(n)}</td>`
  return html`<tr${effect.found === 0 ? html` class="found-nothing"` : ''}><th scope="row"><code dir="${queryDirection(clause)}" class="${negated ? 'excludes' : tintOf(clause)}">${negated ? '-' : ''}${clause}</code>
${remarks.map(text => html`<span class="remark" dir="auto">${text}</span> `)}</th>${cell(clauses.found, effect.found)}${cell(clauses.letIn, effect.letIn)}${cell(clauses.keptOut, effect.keptOut)}</tr>
`
}

type Shown = Pick<
  Sample,
  'title' | 'url' | 'pageUrl' | 'outlet' | 'language' | 'direction' | 'publishedAt' | 'marked'
>

function sampleList(view: WorkbenchView, samples: Sample[], tintOf: TintOf): Markup {
  return html`<ul class="samples">
${samples.map(
  sample => html`<li>${shown(view, sample, tintOf)}
${whyLine(view, sample, tintOf)}</li>
`,
)}</ul>`
}

/** An article: its title, where it is from and when, and the place that says why. */
function shown(view: WorkbenchView, article: Shown, tintOf: TintOf): Markup {
  const { marked, url, pageUrl, outlet, publishedAt } = article
  const { title, excerpt } = marked
  const spoken = html` lang="${article.language ?? ''}" dir="${article.direction}"`
  return html`<p class="sample-title"${spoken}><a href="${outsideHref(url) ?? ourHref(view.site, pageUrl)}">${markedText(title, tintOf)}</a></p>
<p class="meta"><span class="outlet"><bdi>${outlet}</bdi></span> ${timeTag(view, publishedAt)}</p>
${excerpt.length === 0 ? '' : html`<p class="excerpt"${spoken}>${markedText(excerpt, tintOf)}</p>`}`
}

function whyLine({ site }: WorkbenchView, { why }: Sample, tintOf: TintOf): Markup | '' {
  const { fields, why: title } = localeOf(site).strings
  if (why.length === 0) return ''
  return html`<ul class="hits" aria-label="${title}">
${why.map(
  ({
    clause,
    field,
  }) => html`<li><code dir="${queryDirection(clause)}" class="${tintOf(clause)}">${clause}</code>${Object.hasOwn(fields, field) ? html` <span>${fields[field]}</span>` : ''}</li>
`,
)}</ul>`
}

function nearMisses(
  view: WorkbenchView,
  { nearMisses: { articles, samples } }: Preview,
  tintOf: TintOf,
): Markup | '' {
  if (samples.length === 0) return ''
  const { strings, count } = localeOf(view.site)
  const words = strings.workbench.nearMisses
  return html`<section aria-labelledby="near">
<h2 id="near">${words.title}</h2>
<p class="hint">${filled(words.text, { articles: count('workNear', articles) })}</p>
<ul class="samples">
${samples.map(
  miss => html`<li>${shown(view, miss, tintOf)}
${keptOut(view, miss)}</li>
`,
)}</ul>
</section>`
}

/** «lacks روسيا or موسكو (it has روسي)», «excluded by -sport». */
function keptOut(view: WorkbenchView, { keptOutBy }: NearMiss): Markup {
  const { nearMisses: words } = localeOf(view.site).strings.workbench
  const lacking = keptOutBy.filter(({ negated }) => !negated)
  const excluding = keptOutBy.filter(({ negated }) => negated)
  const clauses = (some: KeptOutBy[]) =>
    some.map(
      ({ clause, negated }, place) =>
        html`${place > 0 ? ` ${words.or} ` : ''}<code dir="${queryDirection(clause)}">${negated ? '-' : ''}${clause}</code>`,
    )
  const there = [...new Set(keptOutBy.flatMap(({ there }) => there?.words ?? []))]
  return html`<p class="kept-out">${lacking.length === 0 ? '' : html`${words.missing} ${clauses(lacking)} `}${excluding.length === 0 ? '' : html`${words.excludes} ${clauses(excluding)} `}${there.length === 0 ? '' : instead(view, there)}</p>`
}

function instead({ site }: WorkbenchView, there: string[]): Markup {
  const { strings } = localeOf(site)
  const [before = '', after = ''] = strings.workbench.nearMisses.instead.split('{words}')
  return html`<span class="instead">(${before}${there.map((word, place) => html`${place > 0 ? strings.listComma : ''}<bdi>${word}</bdi>`)}${after})</span>`
}

function difference(
  view: WorkbenchView,
  { topic, stays, comes, goes }: NonNullable<Preview['against']>,
  tintOf: TintOf,
): Markup {
  const { strings, count } = localeOf(view.site)
  const words = strings.workbench.difference
  const title = view.choices.topics?.find(({ id }) => id === topic)?.title ?? topic
  const part = (sentence: string, kind: string, { entries, samples }: typeof comes) =>
    html`<h3 class="${kind}">${filled(sentence, { entries: count('workEntries', entries) })}</h3>
${samples.length === 0 ? '' : sampleList(view, samples, tintOf)}`
  return html`<section class="difference" aria-labelledby="difference">
<h2 id="difference">${filled(words.title, { topic: `\u2068${title}\u2069` })}</h2>
<p>${filled(words.stays, { entries: count('workEntries', stays) })}</p>
${part(words.comes, 'comes', comes)}
${part(words.goes, 'goes', goes)}
</section>`
}
