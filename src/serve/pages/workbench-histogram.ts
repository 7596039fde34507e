import { html } from 'hono/html'
import type { Preview } from '../../flows/preview.ts'
import { filled } from './filled.ts'
import type { Markup } from './layout.ts'
import { localeOf } from './locale.ts'
import type { Frame } from './views.ts'

const BAR = 10
const GAP = 2
const HEIGHT = 100
/** A day with one entry among days with hundreds is still seen. */
const LEAST = 3
/** More are told by the week: bars stay wide enough to point at, and the page small. */
const MOST_DAYS = 92
const WEEK = 7

type Bar = Preview['perDay'][number]

/**
 * Entries a day, or a week where there are many days: a drawing for the eye, told in a sentence, and the numbers as a
 * table. Days run as the page's text does.
 */
export function histogram(frame: Frame, { perDay }: Pick<Preview, 'perDay'>): Markup {
  const { strings, count } = localeOf(frame.site)
  const { workbench } = strings
  const top = perDay.reduce((most, one) => (one.count > most.count ? one : most), { day: '', count: 0 })
  const quiet = perDay.filter(one => one.count === 0).length
  const day = dayIn(frame, perDay)
  const said = [
    ...(top.count > 0
      ? [filled(workbench.most, { count: count('workEntries', top.count), day: day(top.day) })]
      : []),
    ...(quiet > 0 ? [filled(workbench.quiet, { days: count('workDays', quiet) })] : []),
  ].join(' ')
  const isLong = perDay.length > MOST_DAYS
  const shown = isLong ? byWeek(perDay) : perDay
  const title = isLong ? workbench.weeks : workbench.histogram
  return html`<section class="histogram" aria-labelledby="histogram">
<h2 id="histogram">${title}</h2>
${bars(frame, shown, title)}
<p class="axis" aria-hidden="true"><span>${day(perDay[0]?.day ?? '')}</span><span>${day(perDay.at(-1)?.day ?? '')}</span></p>
<p id="histogram-said">${said}</p>
<details><summary>${workbench.perDay}</summary>
${numbers(frame, shown, isLong ? workbench.week : workbench.day)}
</details>
</section>`
}

/** Whole weeks up to the last day, each under its first day; what is left of days comes first. */
function byWeek(perDay: Bar[]): Bar[] {
  const first = perDay.length % WEEK
  const starts = Array.from({ length: Math.ceil(perDay.length / WEEK) }, (_, n) =>
    first === 0 ? n * WEEK : Math.max(0, first + (n - 1) * WEEK),
  )
  return starts.map((start, place) => ({
    day: perDay[start]?.day ?? '',
    count: perDay.slice(start, starts[place + 1]).reduce((sum, { count }) => sum + count, 0),
  }))
}

function bars(frame: Frame, shown: Bar[], title: string): Markup {
  const { direction } = localeOf(frame.site)
  const width = shown.length * BAR
  const most = Math.max(1, ...shown.map(({ count }) => count))
  const day = dayIn(frame, shown)
  return html`<svg class="bars" viewBox="0 0 ${width} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${title}" aria-describedby="histogram-said">
${shown.map((one, place) => {
  const x = (direction === 'rtl' ? shown.length - 1 - place : place) * BAR
  const height = one.count === 0 ? 1 : Math.max(LEAST, Math.round((one.count / most) * HEIGHT))
  return html`<rect class="${one.count === 0 ? 'none' : 'some'}" x="${x + GAP / 2}" y="${HEIGHT - height}" width="${BAR - GAP}" height="${height}"><title>${day(one.day)}: ${localeOf(frame.site).count('workEntries', one.count)}</title></rect>
`
})}</svg>`
}

function numbers(frame: Frame, shown: Bar[], when: string): Markup {
  const { strings, number } = localeOf(frame.site)
  const { workbench } = strings
  const day = dayIn(frame, shown)
  return html`<table class="days">
<thead><tr><th scope="col">${when}</th><th scope="col" class="number">${workbench.entries}</th></tr></thead>
<tbody>
${shown.toReversed().map(
  one => html`<tr><th scope="row"><time datetime="${one.day}">${day(one.day)}</time></th><td class="number">${number(one.count)}</td></tr>
`,
)}</tbody>
</table>`
}

/** Days by their dates, with the year where it is not the same for all; at noon a date is the same in every zone. */
function dayIn({ site }: Frame, days: Bar[]): (date: string) => string {
  const isOneYear = days[0]?.day.slice(0, 4) === days.at(-1)?.day.slice(0, 4)
  const format = new Intl.DateTimeFormat(localeOf(site).language, {
    day: 'numeric',
    month: 'long',
    ...(isOneYear ? {} : { year: 'numeric' as const }),
    timeZone: 'UTC',
  })
  return date => (date === '' ? '' : format.format(Date.parse(`${date}T12:00:00Z`)))
}
