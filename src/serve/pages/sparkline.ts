import { html } from 'hono/html'
import { filled } from './filled.ts'
import type { Markup } from './layout.ts'
import { localeOf } from './locale.ts'
import type { Frame } from './views.ts'

const BAR = 6
const GAP = 1
const HEIGHT = 24
/** A day with one article among days with hundreds is still seen. */
const LEAST = 2

/** Articles a day as a line of bars, told in words to who cannot see it. Days run as the page's text does, today last. */
export function sparkline({ site }: Frame, perDay: number[]): Markup | '' {
  if (perDay.length === 0) return ''
  const { direction, strings, count, number } = localeOf(site)
  const most = Math.max(...perDay)
  const said = filled(most === 0 ? strings.outletPages.quiet : strings.outletPages.bars, {
    days: count('daysShown', perDay.length),
    articles: count('articles', sumOf(perDay)),
    most: number(most),
  })
  const inOrder = direction === 'rtl' ? perDay.toReversed() : perDay
  return html`<svg class="spark" viewBox="0 0 ${perDay.length * BAR} ${HEIGHT}" width="${perDay.length * BAR}" height="${HEIGHT}" role="img"><title>${said}</title><path d="${inOrder.map((articles, day) => barAt(day * BAR, articles, most)).join('')}"></path></svg>`
}

function barAt(x: number, articles: number, most: number): string {
  const height = articles === 0 ? 1 : Math.max(LEAST, Math.round((articles / most) * HEIGHT))
  const width = BAR - GAP
  return `M${x} ${HEIGHT}v-${height}h${width}v${height}z`
}

function sumOf(counts: number[]): number {
  return counts.reduce((sum, count) => sum + count, 0)
}
