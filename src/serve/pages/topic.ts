import { html } from 'hono/html'
import type { Hit } from '../../model/entry.ts'
import type { FeedEntry } from '../../model/feed-document.ts'
import { STORIES } from '../../model/topic.ts'
import { ourPath } from './href.ts'
import { layout, type Markup } from './layout.ts'
import { localeOf } from './locale.ts'
import { queryDirection } from './query-direction.ts'
import { saidInWords } from './said-in-words.ts'
import { ourWords } from './story-card.ts'
import { announcer, pagingLinks, storyList } from './story-list.ts'
import { subscribeBox } from './subscribe.ts'
import type { Frame, TopicView } from './views.ts'
import { histogram } from './workbench-histogram.ts'

/** `/topics/ID`: what a topic is, how to subscribe, its entries with why each is there, and what it brings. */
export function topicPage(view: TopicView): Markup {
  const { topic, document } = view
  const feed = { title: topic.title, urls: document.urls }
  return layout(view, {
    title: topic.title,
    description: topic.description,
    alternates: [feed],
    current: 'topics',
    scripts: ['copy.js', ...(view.live ? ['live.js'] : [])],
    main: html`<header class="page-head">
<h1 dir="auto">${topic.title}</h1>
${topic.description ? html`<p class="lede" dir="auto">${topic.description}</p>` : ''}
${saidInWords(view, view)}
</header>
<div class="topic-page">
<aside aria-labelledby="subscribe">
${subscribeBox(view, feed, view.qrPath)}
${topicFacts(view)}
</aside>
<div class="entries">
${announcer(view, view.live)}
${storyList(view, document.entries, entry => whyList(view, entry))}
${pagingLinks(view, view.paging)}
</div>
${view.figures ? figures(view, view.figures) : ''}
</div>`,
  })
}

/** A query may be as long as a page: so much of it is shown as it is written. */
const MOST_WRITTEN = 1_000

function topicFacts({ site, topic }: TopicView): Markup {
  const { strings, count, languageName } = localeOf(site)
  const { query, languages, outlets, minOutlets } = topic
  return html`<dl class="facts">
${query === '' ? '' : html`<div><dt>${strings.query}</dt><dd><code dir="${queryDirection(query)}">${query.length > MOST_WRITTEN ? `${query.slice(0, MOST_WRITTEN).toWellFormed()}…` : query}</code></dd></div>`}
${languages.length === 0 ? '' : html`<div><dt>${strings.languages}</dt><dd>${languages.map(languageName).join(strings.listComma)}</dd></div>`}
${outlets.length === 0 ? '' : html`<div><dt>${strings.onlyOutlets}</dt><dd><bdi>${outlets.join(strings.listComma)}</bdi></dd></div>`}
${minOutlets < 2 ? '' : html`<div><dt>${strings.outlets}</dt><dd>${count('minOutlets', minOutlets)}</dd></div>`}
</dl>
${topic.private || topic.id === STORIES ? '' : html`<p><a class="button" href="${ourPath(site, `/workbench?topic=${encodeURIComponent(topic.id)}`)}">${strings.reading.topic.workbench}</a></p>`}`
}

const OUTLETS_SHOWN = 12
const DAY_MS = 24 * 3_600_000

/** Entries a day, and who reports them. */
function figures(view: TopicView, { perDay, outlets }: NonNullable<TopicView['figures']>): Markup {
  const { strings, count, span } = localeOf(view.site)
  const { topic: words } = strings.reading
  return html`<aside class="figures" aria-labelledby="histogram">
${histogram(view, { perDay })}
${
  outlets.length === 0
    ? ''
    : html`<section aria-labelledby="reporting">
<h2 id="reporting">${words.reporting}</h2>
<p class="lede">${words.share.replace('{}', span(perDay.length * DAY_MS))}</p>
<ol class="reporting">
${outlets.slice(0, OUTLETS_SHOWN).map(
  ({
    id,
    title,
    entries,
  }) => html`<li><a href="${ourPath(view.site, `/outlets/${encodeURIComponent(id)}`)}"><bdi>${title}</bdi></a> <span class="its-count">${count('entries', entries)}</span></li>
`,
)}</ol>
</section>`
}
</aside>`
}

/** A topic of hundreds of words for the same lets an entry in by many. */
const CLAUSES_TOLD = 12

/** Why an entry is in its topic: each clause of the query, and the words of the article that it caught. */
export function whyList(frame: Frame, entry: FeedEntry): Markup | '' {
  if (entry.why.length === 0) return ''
  const { strings } = localeOf(frame.site)
  return html`<details class="why"><summary>${ourWords(frame, strings.why, entry)}</summary>
<dl class="facts">
${entry.why.slice(0, CLAUSES_TOLD).map(
  hit => html`<div><dt><code dir="${queryDirection(hit.clause)}">${hit.clause}</code></dt> <dd>${hitWords(frame, entry, hit)}</dd></div>
`,
)}
</dl></details>`
}

function hitWords(frame: Frame, entry: FeedEntry, { field, words }: Hit): Markup {
  const { strings } = localeOf(frame.site)
  const name = Object.hasOwn(strings.fields, field) ? (strings.fields[field] ?? field) : field
  return html`${ourWords(frame, name, entry)}: ${words.map(word => html`<mark><bdi>${word}</bdi></mark> `)}`
}
