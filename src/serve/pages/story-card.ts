import { html } from 'hono/html'
import type { FeedEntry } from '../../model/feed-document.ts'
import type { Headline } from '../../model/story.ts'
import { headlineList } from './headline-list.ts'
import { ourHref, ourPath, outsideHref } from './href.ts'
import type { Markup } from './layout.ts'
import { localeOf } from './locale.ts'
import type { entryMarker } from './marked.ts'
import { type Spoken, spokenAttributes } from './spoken.ts'
import { timeTag } from './time-tag.ts'
import type { Frame } from './views.ts'

type Marker = ReturnType<typeof entryMarker>

const COVERAGE_SHOWN = 6
const RELATED_SHOWN = 3

/** A story in a list: its lead, the linked headlines of other outlets, related ones after. `extra` comes last. */
export function storyCard(frame: Frame, entry: FeedEntry, mark: Marker, extra: Markup | '' = ''): Markup {
  const coverage = entry.headlines.filter(({ kind }) => kind === 'coverage')
  const related = entry.headlines.filter(({ kind }) => kind === 'related')
  const { title, summary } = mark(entry, excerpt(entry.summary))
  return html`<article class="story" id="${cardId(entry)}" lang="${entry.language ?? ''}" dir="${entry.direction}">
${storyMeta(frame, entry)}
<h2 class="story-title">${leadLink(frame, entry, title)}</h2>
${thumbnail(frame, entry)}${entry.summary === '' ? '' : html`<p class="summary">${summary}</p>`}
${coverage.length === 0 ? '' : headlineList(frame, coverage.slice(0, COVERAGE_SHOWN), entry)}${moreHeadlines(frame, entry, coverage.length - COVERAGE_SHOWN)}${related.length === 0 ? '' : relatedHeadlines(frame, entry, related)}${keywordList(frame, entry.keywords)}${extra}
</article>
`
}

/** Names an entry on its page, and for `live.js`, which hears of entries by their ids. */
function cardId({ id }: FeedEntry): string {
  return id.replace('urn:uuid:', 'e-')
}

// Two lines of the widest column hold fewer; some outlets send the whole text as its summary.
const SUMMARY_SHOWN = 240

/** The beginning of a summary, cut at a space. */
export function excerpt(summary: string, most = SUMMARY_SHOWN): string {
  if (summary.length <= most) return summary
  const lastSpace = summary.lastIndexOf(' ', most)
  return `${summary.slice(0, lastSpace > 0 ? lastSpace : most).toWellFormed()}…`
}

function relatedHeadlines(frame: Frame, entry: FeedEntry, related: Headline[]): Markup {
  return html`<section class="related">
<h3>${ourWords(frame, localeOf(frame.site).strings.related, entry)}</h3>
${headlineList(frame, related.slice(0, RELATED_SHOWN), entry)}
</section>`
}

/** The outlet of the lead, when, and how many outlets report the story. */
export function storyMeta(frame: Frame, entry: FeedEntry): Markup {
  const { site } = frame
  const outletPath = ourPath(site, `/outlets/${encodeURIComponent(entry.source.id)}`)
  return html`<p class="meta">
<a class="outlet" href="${outletPath}"><bdi>${entry.source.title}</bdi></a>
<a class="when" href="${ourHref(site, entry.pageUrl)}">${timeTag(frame, entry.publishedAt, entry)}</a>
${entry.outletCount > 1 ? html`<a class="count" href="${ourHref(site, entry.pageUrl)}">${ourWords(frame, outletCounts(frame, entry), entry)}</a>` : ''}
</p>`
}

/** How many outlets report a story, and how many of them by themselves. */
export function outletCounts(
  { site }: Frame,
  entry: Pick<FeedEntry, 'outletCount' | 'independentCount'>,
): string {
  const { count, strings } = localeOf(site)
  const outlets = count('outlets', entry.outletCount)
  if (entry.independentCount >= entry.outletCount) return outlets
  return `${outlets}${strings.listComma}${count('independent', entry.independentCount)}`
}

/** Words of the interface amid what an outlet wrote. */
export function ourWords({ site }: Frame, text: string, around: Spoken): Markup {
  return html`<bdi${spokenAttributes(localeOf(site), around)}>${text}</bdi>`
}

function leadLink({ site }: Frame, entry: FeedEntry, title: Markup | string): Markup {
  return html`<a href="${outsideHref(entry.url) ?? ourHref(site, entry.pageUrl)}">${title}</a>`
}

/** The lead's picture in a box of fixed shape, so that nothing moves when it comes; outlets learn nothing of who reads. */
export function thumbnail({ site, image }: Frame, entry: FeedEntry): Markup | '' {
  const src = image(entry.image)
  if (src === null) return ''
  // The title beside it leads to the same place: one stop for the keyboard, one link to hear.
  return html`<a class="thumbnail" href="${outsideHref(entry.url) ?? ourHref(site, entry.pageUrl)}" tabindex="-1" aria-hidden="true"><img src="${src}" alt="" width="240" height="160" loading="lazy" decoding="async" referrerpolicy="no-referrer"></a>`
}

function moreHeadlines(frame: Frame, entry: FeedEntry, hidden: number): Markup | '' {
  if (hidden <= 0) return ''
  const text = localeOf(frame.site).count('moreHeadlines', hidden)
  return html`<p class="more"><a href="${ourHref(frame.site, entry.pageUrl)}">${ourWords(frame, text, entry)}</a></p>`
}

const KEYWORDS_SHOWN = 8

/** A story's keywords, the most telling first. */
export function keywordList({ site }: Frame, keywords: string[]): Markup | '' {
  if (keywords.length === 0) return ''
  const { strings } = localeOf(site)
  return html`<ul class="keywords" aria-label="${strings.keywords}">
${keywords.slice(0, KEYWORDS_SHOWN).map(keyword => html`<li><bdi>${keyword}</bdi></li>`)}
</ul>`
}
