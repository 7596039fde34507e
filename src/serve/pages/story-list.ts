import { html } from 'hono/html'
import type { FeedEntry } from '../../model/feed-document.ts'
import type { Markup } from './layout.ts'
import { localeOf } from './locale.ts'
import { storyCard } from './story-card.ts'
import type { Frame, Paging } from './views.ts'

/** Stories newest first, or the words that there are none yet. */
export function storyList(
  frame: Frame,
  entries: FeedEntry[],
  extra: (entry: FeedEntry) => Markup | '' = () => '',
): Markup {
  if (entries.length === 0) return html`<p class="empty">${localeOf(frame.site).strings.empty}</p>`
  return html`<div class="stories">
${entries.map(entry => storyCard(frame, entry, extra(entry)))}
</div>`
}

/** Links to the older page and back to the first; nothing where all is on one page. */
export function pagingLinks({ site }: Frame, { before, older }: Paging): Markup | '' {
  const { strings } = localeOf(site)
  if (before === null && older === null) return ''
  return html`<nav class="paging" aria-label="${strings.pages}">
${before === null ? '' : html`<a href="?">${strings.newest}</a>`}
${older === null ? '' : html`<a rel="next" href="?before=${encodeURIComponent(older)}">${strings.older}</a>`}
</nav>`
}
