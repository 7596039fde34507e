import { html } from 'hono/html'
import type { Instant } from '../../model/time.ts'
import type { Markup } from './layout.ts'
import { localeOf } from './locale.ts'
import { clockTag } from './time-tag.ts'
import type { Frame } from './views.ts'

/** Items in the order given, under a heading (of level 3) a day; the days are those of the site's timezone. */
export function timeline<Item extends { at: Instant }>(
  frame: Frame,
  items: Item[],
  show: (item: Item) => Markup,
): Markup[] {
  const { day } = localeOf(frame.site)
  return [...Map.groupBy(items, ({ at }) => day(at))].map(
    ([name, ofDay]) => html`<h3 class="day">${name}</h3>
<ol class="timeline">
${ofDay.map(
  item => html`<li>${clockTag(frame, item.at)} <div>${show(item)}</div></li>
`,
)}</ol>
`,
  )
}
