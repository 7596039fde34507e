import { html, raw } from 'hono/html'
import type { FeedEntry } from '../../model/feed-document.ts'
import type { Headline } from '../../model/story.ts'
import { headlineLink, headlineList } from './headline-list.ts'
import { ourPath, outsideHref } from './href.ts'
import { layout, type Markup } from './layout.ts'
import { localeOf } from './locale.ts'
import { excerpt, keywordList, storyMeta } from './story-card.ts'
import { timeline } from './timeline.ts'
import type { Frame, StoryView } from './views.ts'

/** `/stories/ID`: the lead with its content, who else reported and when, and related stories. */
export function storyPage(view: StoryView): Markup {
  const { entry } = view
  const { strings } = localeOf(view.site)
  const related = entry.headlines.filter(({ kind }) => kind === 'related')
  return layout(view, {
    title: entry.title,
    description: excerpt(entry.summary),
    alternates: [view.allStories],
    current: null,
    main: html`<article class="full">
${leadArticle(view, entry)}
<section aria-labelledby="coverage">
<h2 id="coverage">${strings.coverage}</h2>
${coverage(view, entry)}
</section>
${
  related.length === 0
    ? ''
    : html`<section aria-labelledby="related">
<h2 id="related">${strings.related}</h2>
${headlineList(view, related, localeOf(view.site))}
</section>`
}
</article>`,
  })
}

function leadArticle(frame: Frame, entry: FeedEntry): Markup {
  const image = outsideHref(entry.image)
  // An outlet's body often begins with the same picture.
  const showsImage = image !== null && !/<img\b/i.test(entry.html)
  return html`<div class="lead" lang="${entry.language ?? ''}" dir="${entry.direction}">
<h1>${entry.title}</h1>
${storyMeta(frame, entry)}
${showsImage ? html`<img class="picture" src="${image}" alt="" width="720" height="480" decoding="async" referrerpolicy="no-referrer">` : ''}
<div class="body">
${entry.html === '' ? html`<p>${entry.summary}</p>` : raw(entry.html)}
</div>
${openAtOutlet(frame, entry)}
${keywordList(frame, entry.keywords)}
</div>`
}

function openAtOutlet({ site }: Frame, entry: FeedEntry): Markup | '' {
  const href = outsideHref(entry.url)
  if (href === null) return ''
  const { language, strings } = localeOf(site)
  return html`<p class="open" lang="${language}" dir="${strings.direction}"><a class="button" href="${href}">${strings.openAtOutlet} <bdi>${entry.source.title}</bdi></a></p>`
}

/** All articles of the story in the order in which they came out. */
function coverage(frame: Frame, entry: FeedEntry): Markup[] {
  const lead = asHeadline(entry)
  const articles = [lead, ...entry.headlines.filter(({ kind }) => kind === 'coverage')]
  const inOrder = articles.toSorted((a, b) => a.at - b.at)
  return timeline(frame, inOrder, headline => coverageItem(frame, headline, headline === lead))
}

function coverageItem({ site }: Frame, headline: Headline, isLead: boolean): Markup {
  const outletPath = ourPath(site, `/outlets/${encodeURIComponent(headline.outletId)}`)
  return html`<p class="meta"><a class="outlet" href="${outletPath}"><bdi>${headline.outletTitle}</bdi></a>${isLead ? html` <span class="tag">${localeOf(site).strings.lead}</span>` : ''}</p>
${headlineLink(headline, localeOf(site))}`
}

function asHeadline({ title, url, source, language, direction, publishedAt }: FeedEntry): Headline {
  const outlet = { outletId: source.id, outletTitle: source.title }
  return { kind: 'coverage', title, url, ...outlet, language, direction, at: publishedAt }
}
