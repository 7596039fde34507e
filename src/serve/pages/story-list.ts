import { html } from 'hono/html'
import type { FeedEntry } from '../../model/feed-document.ts'
import type { Markup } from './layout.ts'
import { localeOf } from './locale.ts'
import { entryMarker } from './marked.ts'
import { storyCard } from './story-card.ts'
import type { Frame, Live, Paging } from './views.ts'

/** Stories newest first, or the words that there are none yet. */
export function storyList(
  frame: Frame,
  entries: FeedEntry[],
  extra: (entry: FeedEntry) => Markup | '' = () => '',
  nothing = localeOf(frame.site).strings.empty,
): Markup {
  const mark = entryMarker()
  return html`<div class="stories">
${entries.length === 0 ? html`<p class="empty">${nothing}</p>` : entries.map(entry => storyCard(frame, entry, mark, extra(entry)))}
</div>`
}

/**
 * Where `live.js` says how many new stories there are, and puts them in when that is pressed. Empty without it, and it
 * takes no room, so that nothing moves.
 */
export function announcer({ site }: Frame, live: Live | null): Markup | '' {
  if (live === null) return ''
  const forms = JSON.stringify(localeOf(site).strings.plural.newStories)
  return html`<div class="announcer" role="status" data-events="${live.url}" data-since="${live.since}"${live.language === null ? '' : html` data-language="${live.language}"`} data-forms="${forms}"></div>`
}

/** Links to the older page and back to the first; nothing where all is on one page. `query` is what both keep. */
export function pagingLinks({ site }: Frame, { before, older }: Paging, query = ''): Markup | '' {
  const { strings } = localeOf(site)
  if (before === null && older === null) return ''
  const behind = query === '' ? '' : `${query}&`
  return html`<nav class="paging" aria-label="${strings.pages}">
${before === null ? '' : html`<a href="?${query}">${strings.newest}</a>`}
${older === null ? '' : html`<a rel="next" href="?${behind}before=${encodeURIComponent(older)}">${strings.older}</a>`}
</nav>`
}
