import type { ClauseEffect } from '../flows/clause-effects.ts'
import type { NearMiss } from '../flows/near-misses.ts'
import type { Preview, Sample } from '../flows/preview.ts'
import { table } from './table.ts'

const BAR_WIDTH = 40

/** A preview as lines: a bar a day, what each clause did, samples, near misses, and what would come and go. */
export function previewLines(found: Preview, timeZone: string): string[] {
  const { query, days, since, articles, matching, entries, samples, against } = found
  const day = dayIn(timeZone)
  return [
    query,
    `${counted(entries, 'entry', 'entries')} in ${counted(days, 'day', 'days')}; ${matching} of ${counted(articles, 'article', 'articles')} since ${day(since)} match`,
    ...(day(since) > (found.perDay[0]?.day ?? '')
      ? [`Older articles were not looked at: too many would have to be read in full.`]
      : []),
    '',
    ...histogram(found),
    '',
    ...clauseTable(found),
    ...titled(
      'Samples',
      samples.map(sample => sampleLine(sample, day)),
    ),
    ...titled(
      'Near misses',
      found.nearMisses.samples.map(miss => nearMissLine(miss, day)),
    ),
    ...(against ? differences(against, day) : []),
  ]
}

function histogram({ perDay }: Preview): string[] {
  const most = Math.max(1, ...perDay.map(({ count }) => count))
  const rows = perDay.map(({ day, count }) => [day, count, '█'.repeat(Math.ceil((count / most) * BAR_WIDTH))])
  return table(['day', 'entries', ''], rows)
}

function clauseTable({ clauses, days }: Preview): string[] {
  const rows = clauses.map(effect => [
    `${effect.negated ? '-' : ''}${effect.clause}`,
    effect.found,
    effect.letIn,
    effect.keptOut,
    remark(effect, days),
  ])
  return table(['clause', 'found in', 'lets in', 'keeps out', ''], rows)
}

function remark({ found, inflections }: ClauseEffect, days: number): string {
  const nothing = found === 0 ? [`matched nothing in ${counted(days, 'day', 'days')}`] : []
  return [...nothing, ...(inflections.length > 0 ? [`~ is ${inflections.join(' ')}`] : [])].join('; ')
}

function differences(
  { topic, stays, comes, goes }: NonNullable<Preview['against']>,
  day: (at: number) => string,
): string[] {
  return [
    '',
    `Against ${topic}: ${stays} stay, ${comes.entries} would come, ${goes.entries} would go`,
    ...comes.samples.map(sample => `+ ${sampleLine(sample, day)}`),
    ...goes.samples.map(sample => `- ${sampleLine(sample, day)}`),
  ]
}

function sampleLine(
  { title, outlet, publishedAt, articleCount, why }: Sample,
  day: (at: number) => string,
): string {
  const more = articleCount > 1 ? ` (${articleCount} articles)` : ''
  const words = why.flatMap(hit => hit.words)
  return `${day(publishedAt)}  ${title}  ${outlet}${more}${words.length > 0 ? `  [${words.join(' ')}]` : ''}`
}

function nearMissLine(
  { title, outlet, publishedAt, keptOutBy }: NearMiss,
  day: (at: number) => string,
): string {
  const lacking = keptOutBy.filter(({ negated }) => !negated).map(({ clause }) => clause)
  const excluding = keptOutBy.filter(({ negated }) => negated).map(({ clause }) => `-${clause}`)
  const reasons = [
    ...(lacking.length > 0 ? [`lacks ${lacking.join(' or ')}`] : []),
    ...(excluding.length > 0 ? [`excluded by ${excluding.join(' or ')}`] : []),
  ]
  return `${day(publishedAt)}  ${title}  ${outlet}  [${reasons.join('; ')}]`
}

const titled = (title: string, lines: string[]): string[] => (lines.length > 0 ? ['', title, ...lines] : [])

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

/** A day as the site's calendar has it: 2026-03-01. */
function dayIn(timeZone: string): (at: number) => string {
  return at =>
    Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate().toString()
}
