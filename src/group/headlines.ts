import type { Headline } from '../model/story.ts'
import type { Instant } from '../model/time.ts'

/** What coverage reads of an article. */
export type CoverageArticle = {
  id: number
  outletId: string
  outletTitle: string
  title: string
  url: string | null
  language: string | null
  direction: 'rtl' | 'ltr'
  eventAt: Instant
}

/** One outlet's line under a story: its first article, and the others that fold behind it, earliest first. */
export type CoverageLine<T extends CoverageArticle> = { article: T; behind: T[] }

/**
 * The outlets that report a story besides the lead's, one line each, earliest first. Articles of the lead's own outlet fold
 * behind the lead. Where only some articles are what a topic asked for (`matching`), lines with such an article come
 * first and show it.
 */
export function coverageLines<T extends CoverageArticle>(
  articles: readonly T[],
  leadId: number,
  matching?: ReadonlySet<number>,
): CoverageLine<T>[] {
  const isAside = (article: T) => Number(matching !== undefined && !matching.has(article.id))
  const inLine = (a: T, b: T) => isAside(a) - isAside(b) || a.eventAt - b.eventAt || a.id - b.id
  const lead = articles.find(({ id }) => id === leadId)
  const others = articles.filter(({ outletId }) => outletId !== lead?.outletId).sort(inLine)
  return [...Map.groupBy(others, ({ outletId }) => outletId).values()].map(([article, ...behind]) => ({
    article: article as T,
    behind,
  }))
}

/** The coverage headlines of a story: {@link coverageLines} without what folds behind. */
export function coverage(
  articles: readonly CoverageArticle[],
  leadId: number,
  matching?: ReadonlySet<number>,
): Headline[] {
  return coverageLines(articles, leadId, matching).map(({ article }) => ({
    kind: 'coverage',
    title: article.title,
    url: article.url,
    outletId: article.outletId,
    outletTitle: article.outletTitle,
    language: article.language,
    direction: article.direction,
    at: article.eventAt,
  }))
}
