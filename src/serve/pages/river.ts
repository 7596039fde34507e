import { html } from 'hono/html'
import { ourPath } from './href.ts'
import { layout, type Markup, subscribeLinks } from './layout.ts'
import { localeOf } from './locale.ts'
import { pagingLinks, storyList } from './story-list.ts'
import type { FeedLinks, RiverView } from './views.ts'

/** `/`: all stories newest first, beside them the topics one can subscribe to. */
export function riverPage(view: RiverView): Markup {
  const { strings } = localeOf(view.site)
  return layout(view, {
    title: view.site.title,
    description: view.document.description,
    alternates: [allStories(view), ...view.topics],
    current: 'river',
    main: html`<div class="beside">
<section aria-labelledby="latest">
<h1 id="latest">${strings.latest}</h1>
${storyList(view, view.document.entries)}
${pagingLinks(view, view.paging)}
</section>
${topicList(view)}
</div>`,
  })
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

function allStories({ site, document }: RiverView): FeedLinks {
  return { title: localeOf(site).strings.allStories, urls: document.urls }
}
