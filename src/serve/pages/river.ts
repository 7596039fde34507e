import { html } from 'hono/html'
import { DAYS_OFFERED, riverQuery } from '../river-filter.ts'
import { ourPath } from './href.ts'
import { layout, type Markup, subscribeLinks } from './layout.ts'
import { localeOf } from './locale.ts'
import { announcer, pagingLinks, storyList } from './story-list.ts'
import type { FeedLinks, RiverView } from './views.ts'

/** `/`: all stories newest first, or those of a filter; beside them the topics one can subscribe to. */
export function riverPage(view: RiverView): Markup {
  const { strings } = localeOf(view.site)
  const shown = narrowedTo(view)
  const comma = strings.listComma
  return layout(view, {
    title: shown.length === 0 ? view.site.title : `${strings.latest}: ${shown.join(comma)}`,
    description: view.document.description,
    alternates: [ownFeed(view), ...(shown.length === 0 ? [] : [allStories(view)]), ...view.topics],
    current: 'river',
    scripts: view.live ? ['live.js'] : [],
    main: html`<div class="beside">
<section aria-labelledby="latest">
<h1 id="latest">${strings.latest}</h1>
${announcer(view, view.live)}
${filterForm(view)}
${shown.length === 0 ? '' : filterSaid(view, shown)}
${storyList(view, view.document.entries, undefined, shown.length === 0 ? undefined : strings.reading.filter.nothing)}
${pagingLinks(view, view.paging, riverQuery(view.filter))}
</section>
${topicList(view)}
</div>`,
  })
}

/** Without JavaScript too: choosing is sent by the button. */
function filterForm(view: RiverView): Markup {
  const { site, filter, languages, topics } = view
  const { strings, languageName } = localeOf(site)
  const { filter: words } = strings.reading
  const days = filter.days
  const spans = [...new Set([...DAYS_OFFERED, ...(days === null ? [] : [days])])].sort((a, b) => a - b)
  const spoken = new Set([...languages, ...(filter.language === null ? [] : [filter.language])])
  return html`<form class="filter" action="${ourPath(site, '/')}" aria-label="${words.title}">
${choice(
  view,
  'lang',
  words.language,
  filter.language === '' ? 'und' : filter.language,
  [...spoken].sort().map(code => [code || 'und', code === '' ? words.unknown : languageName(code)]),
)}
${topics.length === 0 && filter.topic === null ? '' : choice(view, 'topic', words.topic, filter.topic, topicChoices(view))}
${choice(
  view,
  'days',
  words.time,
  days === null ? null : String(days),
  spans.map(span => [String(span), lastDays(view, span)]),
)}
<button class="button" type="submit">${words.show}</button>
</form>`
}

function topicChoices({ topics }: RiverView): [value: string, text: string][] {
  return topics.map(({ id, title }) => [id, title])
}

function choice(
  { site }: RiverView,
  name: string,
  label: string,
  chosen: string | null,
  offers: [value: string, text: string][],
): Markup {
  const { all } = localeOf(site).strings.reading.filter
  return html`<label><span>${label}</span> <select name="${name}"><option value="">${all}</option>${offers.map(
    ([value, text]) =>
      html`<option value="${value}"${value === chosen ? html` selected` : ''}>${text}</option>`,
  )}</select></label>`
}

/** The filter by its names, with a way out of it and the feed of what it lets through. */
function filterSaid(view: RiverView, shown: string[]): Markup {
  const { filter: words } = localeOf(view.site).strings.reading
  return html`<div class="filtered"><p>${words.showing} ${shown.map(name => html`<bdi class="tag">${name}</bdi> `)}<a href="${ourPath(view.site, '/')}">${words.clear}</a></p>
<div class="its-feed"><span>${words.feed}</span> ${subscribeLinks(view, ownFeed(view))}</div></div>`
}

/** What the filter narrows the river to, each in words. */
function narrowedTo(view: RiverView): string[] {
  const { site, filter, topics } = view
  const { strings, languageName } = localeOf(site)
  const { language, topic, days } = filter
  return [
    ...(language === null ? [] : [language === '' ? strings.reading.filter.unknown : languageName(language)]),
    ...(topic === null ? [] : [topics.find(({ id }) => id === topic)?.title ?? topic]),
    ...(days === null ? [] : [lastDays(view, days)]),
  ]
}

const DAY_MS = 24 * 3_600_000

function lastDays({ site }: RiverView, days: number): string {
  const { strings, span } = localeOf(site)
  const { last, lastDay } = strings.reading.filter
  return days === 1 ? lastDay : last.replace('{}', span(days * DAY_MS))
}

function topicList(view: RiverView): Markup {
  const { strings } = localeOf(view.site)
  return html`<aside id="topics" aria-labelledby="topics-title">
<h2 id="topics-title">${strings.topics}</h2>
<ul class="topics">
<li><a class="topic" href="${ourPath(view.site, '/')}">${strings.allStories}</a> ${subscribeLinks(view, allStories(view))}</li>
${view.topics.map(
  topic => html`<li><a class="topic" href="${ourPath(view.site, `/topics/${encodeURIComponent(topic.id)}`)}"><bdi>${topic.title}</bdi></a> ${subscribeLinks(view, topic)}</li>
`,
)}</ul>
</aside>`
}

function allStories({ site, allStoriesUrls }: RiverView): FeedLinks {
  return { title: localeOf(site).strings.allStories, urls: allStoriesUrls }
}

/** The feed of what is shown. */
function ownFeed(view: RiverView): FeedLinks {
  const shown = narrowedTo(view)
  if (shown.length === 0) return allStories(view)
  return { title: shown.join(localeOf(view.site).strings.listComma), urls: view.document.urls }
}
