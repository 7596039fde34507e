import { openWindow } from '../../src/group/window.ts'
import type { GroupArticle } from '../../src/model/story.ts'
import { type Generated, generated, randomFrom } from './generated.ts'

const MINUTE = 60_000
const OUTLETS = 120
/** How often each outlet is visited, and how soon after the first report others follow: half within so long. */
const VISIT_EVERY_MS = 15 * MINUTE
const HALF_FOLLOW_MS = 40 * MINUTE
const RECONCILE_EVERY_MS = MINUTE

export type LateMerges = { articles: number; joins: number; merges: number; late: number }

/**
 * Plays a day of news as it comes in: others report an event within minutes to hours of the first, each outlet is visited every quarter
 * of an hour, and the window is looked at anew each minute. Counts stories that were merged, and those among them that
 * readers had seen by then, because they were older than `holdMs`.
 */
export function lateMerges(articles: number, holdMs: number, windowMs: number): LateMerges {
  const window = openWindow([], { granularity: 'event', windowMs, nextStoryId: 1 })
  const foundedAt = new Map<number, number>()
  const counts = { articles, joins: 0, merges: 0, late: 0 }
  let reconciledAt = 0
  for (const [at, batch] of visits(articles)) {
    const placements = window.propose(batch)
    window.apply(batch, placements)
    for (const { storyId, founds } of placements) {
      if (founds) foundedAt.set(storyId, at)
      else counts.joins++
    }
    if (at - reconciledAt < RECONCILE_EVERY_MS) continue
    reconciledAt = at
    const changes = window.reconcile()
    window.applyChanges(changes)
    for (const { to, founds } of changes.moves) if (founds) foundedAt.set(to, at)
    counts.merges += changes.merges.length
    for (const { from } of changes.merges) if (at - (foundedAt.get(from) ?? 0) > holdMs) counts.late++
  }
  return counts
}

/** What each visit brings, in the order of time. */
function visits(count: number): [at: number, articles: GroupArticle[]][] {
  const random = randomFrom(7)
  const source = generated(count / 24, Date.UTC(2026, 0, 1), 3)
  const firstAt = new Map<number, number>()
  const seen = Array.from({ length: count }, () => {
    const article = source.next().value as Generated
    const first = firstAt.get(article.event) ?? article.eventAt
    firstAt.set(article.event, first)
    const follows = article.event === article.id ? 0 : -Math.log2(1 - random()) * HALF_FOLLOW_MS
    const eventAt = Math.round(first + follows)
    const outlet = Number(article.outletId.split('-')[1])
    const offset = (outlet / OUTLETS) * VISIT_EVERY_MS
    const visitedAt = Math.ceil((eventAt - offset) / VISIT_EVERY_MS) * VISIT_EVERY_MS + offset
    return { at: visitedAt, article: { ...article, eventAt } }
  })
  const byVisit = Map.groupBy(seen, ({ at }) => at)
  return [...byVisit]
    .sort(([a], [b]) => a - b)
    .map(([at, found]) => [at, found.map(({ article }) => article)])
}
