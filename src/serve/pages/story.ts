import { html, raw } from 'hono/html'
import type { CoverageItem, StoryGrowth, TextChange } from '../../flows/publish-coverage.ts'
import type { FeedEntry } from '../../model/feed-document.ts'
import { headlineLink, headlineList } from './headline-list.ts'
import { ourHref, ourPath, outsideHref } from './href.ts'
import { layout, type Markup } from './layout.ts'
import { localeOf } from './locale.ts'
import { withPictures } from './pictures.ts'
import { type Spoken, spokenAttributes } from './spoken.ts'
import { excerpt, outletCounts, storyMeta } from './story-card.ts'
import { timeTag } from './time-tag.ts'
import { timeline } from './timeline.ts'
import type { Frame, StoryView } from './views.ts'
import { wordDiff } from './word-diff.ts'

/** A page is to stay within 60 KB: so many articles are told of, so many are explained, and so long a text is shown. */
const TOLD = 60
const EXPLAINED = 20
const LONGEST_BYTES = 28_000

/** `/stories/ID`: the lead with its content, who else reported and when, why they are one story, and what changed. */
export function storyPage(view: StoryView): Markup {
  const { entry, coverage, changes, growth } = view
  const { strings } = localeOf(view.site)
  const related = entry.headlines.filter(({ kind }) => kind === 'related')
  return layout(view, {
    title: entry.title,
    description: excerpt(entry.summary),
    alternates: [view.allStories],
    current: null,
    main: html`<article class="full">
${splitDone(view)}
${leadArticle(view, entry)}
${inTopics(view)}
<section aria-labelledby="coverage">
<h2 id="coverage">${strings.coverage}</h2>
${timeline(view, coverage.slice(0, TOLD), item => coverageItem(view, item))}
${coverage.length > TOLD ? html`<p class="more">${localeOf(view.site).count('moreHeadlines', coverage.length - TOLD)}</p>` : ''}
</section>
${section('changed', strings.reading.story.changed, [...changes, ...growth.slice(1)], () => whatChanged(view))}
${section('one-story', strings.reading.story.why, coverage.slice(1), () => whyJoined(view, coverage))}
${section('related', strings.related, related, () => headlineList(view, related, localeOf(view.site)))}
</article>`,
  })
}

/** Nothing where there is nothing to say. */
function section(id: string, title: string, about: unknown[], say: () => Markup): Markup | '' {
  if (about.length === 0) return ''
  return html`<section aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
${say()}
</section>`
}

function leadArticle(frame: Frame, entry: FeedEntry): Markup {
  const image = frame.image(entry.image)
  // An outlet's body often begins with the same picture.
  const showsImage = image !== null && !/<img\b/i.test(entry.html)
  return html`<div class="lead" lang="${entry.language ?? ''}" dir="${entry.direction}">
<h1>${entry.title}</h1>
${storyMeta(frame, entry)}
${showsImage ? html`<img class="picture" src="${image}" alt="" width="720" height="480" decoding="async" referrerpolicy="no-referrer">` : ''}
<div class="body">
${entry.html === '' || Buffer.byteLength(entry.html) > LONGEST_BYTES ? html`<p>${longExcerpt(entry.summary)}</p>` : raw(withPictures(frame, entry.html))}
</div>
${openAtOutlet(frame, entry)}
${keywordLinks(frame, entry.keywords)}
</div>`
}

/** Some outlets send the whole text as its summary. */
function longExcerpt(summary: string): string {
  return excerpt(summary, 2_000)
}

function openAtOutlet({ site }: Frame, entry: FeedEntry): Markup | '' {
  const href = outsideHref(entry.url)
  if (href === null) return ''
  const { language, strings } = localeOf(site)
  return html`<p class="open" lang="${language}" dir="${strings.direction}"><a class="button" href="${href}">${strings.openAtOutlet} <bdi>${entry.source.title}</bdi></a></p>`
}

/** Each keyword is a query: where else it is said. */
function keywordLinks({ site }: Frame, keywords: string[]): Markup | '' {
  if (keywords.length === 0) return ''
  const { strings } = localeOf(site)
  const query = (keyword: string) => encodeURIComponent(`"${keyword.replace(/["“”„«»]/g, ' ')}"`)
  return html`<ul class="keywords" aria-label="${strings.keywords}">
${keywords.map(keyword => html`<li><a href="${ourPath(site, `/search?q=${query(keyword)}`)}"><bdi>${keyword}</bdi></a></li>`)}
</ul>`
}

function inTopics({ site, topics }: StoryView): Markup | '' {
  if (topics.length === 0) return ''
  return html`<p class="in-topics">${localeOf(site).strings.reading.story.topics}: ${topics.map(
    ({ id, title }) =>
      html`<a class="tag" href="${ourPath(site, `/topics/${encodeURIComponent(id)}`)}"><bdi>${title}</bdi></a> `,
  )}</p>`
}

function coverageItem(view: StoryView, item: CoverageItem): Markup {
  const { site, splitPath } = view
  const { strings } = localeOf(site)
  const outletPath = ourPath(site, `/outlets/${encodeURIComponent(item.outletId)}`)
  return html`<p class="meta"><a class="outlet" href="${outletPath}"><bdi>${item.outletTitle}</bdi></a>${item.isLead ? html` <span class="tag">${strings.lead}</span>` : ''}${sourceTag(view, item)}</p>
${headlineLink(item, localeOf(site))}${splitPath === null || view.coverage.length < 2 ? '' : splitButton(view, splitPath, item)}`
}

/** Whose text it is, where it is not the outlet's own: «عن رويترز». */
function sourceTag({ site }: Frame, { source }: CoverageItem): Markup | '' {
  if (source === null) return ''
  const { story } = localeOf(site).strings.reading
  const [phrase, name] =
    source.kind === 'agency'
      ? [story.via, story.agencies[source.agency] ?? source.agency]
      : [story.copyOf, source.outletTitle]
  const [before = '', after = ''] = phrase.split('{}')
  return html` <span class="tag wire">${before}<bdi>${name}</bdi>${after}</span>`
}

/** The first press asks again, on a page of its own: nothing is done by it. */
function splitButton({ site }: Frame, path: string, { articleId, title }: CoverageItem): Markup {
  const { notSame } = localeOf(site).strings.reading.story
  return html`<form class="split" method="post" action="${path}"><input type="hidden" name="article" value="${articleId}"><button class="button" type="submit" aria-label="${notSame}: ${title}">${notSame}</button></form>`
}

function splitDone({ site, entry, other }: StoryView): Markup | '' {
  if (other === null) return ''
  const { split } = localeOf(site).strings.reading.story
  return html`<div class="done" role="status"><p>${split.done}</p>
<p>${split.thisOne}: <a href="${ourHref(site, entry.pageUrl)}" dir="auto">${entry.title}</a></p>
<p>${split.ofItsOwn}: <a href="${ourHref(site, other.pageUrl)}" dir="auto">${other.title}</a></p></div>`
}

/** What outlets changed of their texts, and how the story grew, in one order of time. */
function whatChanged(frame: StoryView): Markup {
  const told = [
    ...frame.changes.map(change => ({ at: change.at, says: textChange(frame, change) })),
    ...frame.growth.map((step, i) => ({ at: step.at, says: growthStep(frame, step, i === 0) })),
  ]
  return html`<ol class="changes">
${told
  .sort((a, b) => a.at - b.at)
  .map(
    ({ says }) => html`<li>${says}</li>
`,
  )}</ol>`
}

function textChange(frame: Frame, change: TextChange): Markup {
  const { story } = localeOf(frame.site).strings.reading
  const isTitle = change.before !== change.after
  return html`<p class="meta"><bdi class="outlet">${change.outletTitle}</bdi> ${isTitle ? story.titleChanged : story.textChanged} ${timeTag(frame, change.at)}</p>
${isTitle ? titleDiff(frame, change) : html`<p dir="auto">${change.after}</p>`}`
}

function growthStep(frame: Frame, step: StoryGrowth, isFirst: boolean): Markup {
  const locale = localeOf(frame.site)
  const { story } = locale.strings.reading
  const counts = (isFirst ? story.cameOut : story.grew).replace('{}', outletCounts(frame, step))
  return html`<p class="meta"><span class="count">${counts}</span> ${timeTag(frame, step.at)}</p>
${step.lead ? html`<p>${story.newLead}: <bdi${spokenAttributes(step.lead, locale)}>${step.lead.title}</bdi></p>` : ''}`
}

function titleDiff({ site }: Frame, change: TextChange): Markup {
  const locale = localeOf(site)
  const { before, after } = locale.strings.reading.story
  const pieces = wordDiff(change.before, change.after)
  const spoken: Spoken = change
  const told = (side: 'before' | 'after') =>
    pieces
      .filter(({ only }) => only === null || only === side)
      .map(({ text, only }) =>
        only === null
          ? html`${text} `
          : side === 'before'
            ? html`<del>${text}</del> `
            : html`<ins>${text}</ins> `,
      )
  return html`<dl class="facts"><div><dt>${before}</dt><dd${spokenAttributes(spoken, locale)}>${told('before')}</dd></div>
<div><dt>${after}</dt><dd${spokenAttributes(spoken, locale)}>${told('after')}</dd></div></dl>`
}

/** Longer lists are opened by who wants them. */
const OPEN_UP_TO = 6

/** In plain words why each article was put to the others. */
function whyJoined(frame: Frame, coverage: CoverageItem[]): Markup {
  const { strings, percent, count } = localeOf(frame.site)
  const { story } = strings.reading
  return html`<p class="lede">${story.whyText}</p>
<details class="why"${coverage.length <= OPEN_UP_TO ? html` open` : ''}><summary>${count('articles', coverage.length)}</summary>
<ul class="joined">
${coverage.slice(0, EXPLAINED).map(item => {
  const { joined } = item
  const reason =
    joined === null
      ? story.began
      : joined.words.length === 0
        ? story.putHere
        : html`${story.alike.replace('{}', percent(joined.score))}${strings.listComma}${story.shares}: ${joined.words.map(word => html`<mark><bdi>${word}</bdi></mark> `)}`
  return html`<li><bdi class="outlet">${item.outletTitle}</bdi> <bdi>${item.title}</bdi>: ${reason}</li>
`
})}</ul></details>`
}
