import { html } from 'hono/html'
import type { Hit } from '../../model/entry.ts'
import type { FeedEntry } from '../../model/feed-document.ts'
import { layout, type Markup, subscribeLinks } from './layout.ts'
import { localeOf } from './locale.ts'
import { ourWords } from './story-card.ts'
import { pagingLinks, storyList } from './story-list.ts'
import type { Frame, TopicView } from './views.ts'

/** `/topics/ID`: what a topic is, how to subscribe, and its entries with why each is there. */
export function topicPage(view: TopicView): Markup {
  const { topic, document } = view
  const feed = { title: topic.title, urls: document.urls }
  return layout(view, {
    title: topic.title,
    description: topic.description,
    alternates: [feed],
    current: 'topics',
    main: html`<header class="page-head">
<h1 dir="auto">${topic.title}</h1>
${topic.description ? html`<p class="lede" dir="auto">${topic.description}</p>` : ''}
</header>
<div class="beside facts-first">
<aside aria-labelledby="subscribe">
<h2 id="subscribe">${localeOf(view.site).strings.subscribe}</h2>
${subscribeLinks(view, feed)}
${topicFacts(view)}
</aside>
<div>
${storyList(view, document.entries, entry => whyList(view, entry))}
${pagingLinks(view, view.paging)}
</div>
</div>`,
  })
}

function topicFacts({ site, topic }: TopicView): Markup {
  const { strings, count, languageName } = localeOf(site)
  const { query, languages, outlets, minOutlets } = topic
  return html`<dl class="facts">
${query === '' ? '' : html`<div><dt>${strings.query}</dt><dd><code dir="auto">${query}</code></dd></div>`}
${languages.length === 0 ? '' : html`<div><dt>${strings.languages}</dt><dd>${languages.map(languageName).join(strings.listComma)}</dd></div>`}
${outlets.length === 0 ? '' : html`<div><dt>${strings.onlyOutlets}</dt><dd><bdi>${outlets.join(strings.listComma)}</bdi></dd></div>`}
${minOutlets < 2 ? '' : html`<div><dt>${strings.outlets}</dt><dd>${count('minOutlets', minOutlets)}</dd></div>`}
</dl>`
}

/** Why an entry is in its topic: each clause of the query, and the words of the article that it caught. */
export function whyList(frame: Frame, entry: FeedEntry): Markup | '' {
  if (entry.why.length === 0) return ''
  const { strings } = localeOf(frame.site)
  return html`<details class="why"><summary>${ourWords(frame, strings.why, entry)}</summary>
<dl class="facts">
${entry.why.map(
  hit => html`<div><dt><code dir="auto">${hit.clause}</code></dt> <dd>${hitWords(frame, entry, hit)}</dd></div>
`,
)}
</dl></details>`
}

function hitWords(frame: Frame, entry: FeedEntry, { field, words }: Hit): Markup {
  const { strings } = localeOf(frame.site)
  const name = Object.hasOwn(strings.fields, field) ? (strings.fields[field] ?? field) : field
  return html`${ourWords(frame, name, entry)}: ${words.map(word => html`<mark><bdi>${word}</bdi></mark> `)}`
}
