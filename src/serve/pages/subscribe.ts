import { html } from 'hono/html'
import { type Markup, subscribeLinks } from './layout.ts'
import { localeOf } from './locale.ts'
import type { FeedLinks, Frame } from './views.ts'

/** Where readers on the web take an address to subscribe to. */
const READERS: [name: string, link: (url: string) => string][] = [
  ['Feedly', url => `https://feedly.com/i/subscription/feed%2F${encodeURIComponent(url)}`],
  ['Inoreader', url => `https://www.inoreader.com/?add_feed=${encodeURIComponent(url)}`],
  ['NewsBlur', url => `https://www.newsblur.com/?url=${encodeURIComponent(url)}`],
  ['The Old Reader', url => `https://theoldreader.com/feeds/subscribe?url=${encodeURIComponent(url)}`],
]

/** All ways to subscribe: the formats, the address to take away, readers, and a code for phones. */
export function subscribeBox(frame: Frame, feed: FeedLinks, qrPath: string): Markup {
  const { strings } = localeOf(frame.site)
  const { topic: words } = strings.reading
  const url = feed.urls.rss
  return html`<h2 id="subscribe">${strings.subscribe}</h2>
${subscribeLinks(frame, feed)}
<div class="take-away"><input id="feed-address" readonly dir="ltr" value="${url}" aria-label="${words.address}">
<button class="button copy" type="button" data-copy="feed-address" data-copied="${words.copied}" data-selected="${words.notCopied}">${words.copy}</button>
<span role="status"></span></div>
<details class="readers"><summary>${words.inReader}</summary>
<ul>
<li><a href="feed:${url}">${words.anyReader}</a></li>
${READERS.map(
  ([name, link]) => html`<li><a href="${link(url)}" rel="noreferrer" lang="en" dir="ltr">${name}</a></li>
`,
)}</ul>
</details>
<details class="readers"><summary>${words.qr}</summary>
<img class="qr" src="${qrPath}" alt="${words.qrText.replace('{}', url)}" width="200" height="200" loading="lazy">
</details>`
}
