import type { Instant } from '../model/time.ts'

/** How the lead is chosen: the earliest article, the one that says most, or the first outlet of this order. */
export type LeadRule = 'first' | 'fullest' | readonly string[]

export type LeadArticle = {
  id: number
  outletId: string
  eventAt: Instant
  title: string
  summary: string
  text?: string
}

/** How much more another article must say before it takes the lead over: a reader notices less than that as noise. */
const FULLER_BY = 1.5

/**
 * Chooses the lead of a story and returns its id.
 *
 * The `current` lead stays while it is among the articles, unless another is clearly better by the rule: under `first`
 * never (an article that comes late with an earlier date changes nothing), under `fullest` when it says half as much again, under an
 * outlet order when its outlet is named before. Of equals the earlier leads. So the lead changes seldom and never back.
 */
export function chooseLead(
  articles: readonly LeadArticle[],
  rule: LeadRule,
  current?: number | null,
): number {
  const [best] = [...articles].sort(
    (a, b) => meritOf(b, rule) - meritOf(a, rule) || a.eventAt - b.eventAt || a.id - b.id,
  )
  if (!best) throw new Error('a story without articles has no lead')
  const leading = articles.find(({ id }) => id === current)
  return leading && !takesOver(best, leading, rule) ? leading.id : best.id
}

function takesOver(best: LeadArticle, leading: LeadArticle, rule: LeadRule): boolean {
  if (rule === 'first') return false
  const [merit, leadingMerit] = [meritOf(best, rule), meritOf(leading, rule)]
  return rule === 'fullest' ? merit > leadingMerit * FULLER_BY : merit > leadingMerit
}

function meritOf({ outletId, title, summary, text = '' }: LeadArticle, rule: LeadRule): number {
  if (rule === 'first') return 0
  if (rule === 'fullest') return title.length + Math.max(summary.length, text.length)
  const place = rule.indexOf(outletId)
  return place === -1 ? 0 : rule.length - place
}
