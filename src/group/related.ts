/** One thing that a story is about: a keyword or a name, with what finding it is worth. */
export type Aspect = {
  /** How much finding it tells, 0 for what stands in every article (see `weightOf`). */
  weight: number
  /** A name of several words: hardly anything else is written so. */
  isName: boolean
  /** Articles whose title has it, and those that have it anywhere. */
  inTitle: ReadonlySet<number>
  inArticle: ReadonlySet<number>
}

/** An article of the archive on the same subject; `score` is the weight of what it has in common with the story. */
export type Likeness = { articleId: number; score: number; aspects: number }

/** A thing told in the body alone is less what an article is about. */
const BODY = 0.4
/** What is in common must weigh so much: two things together, or a name alone. */
const TOGETHER = 0.5
const ALONE = 0.6

/**
 * What finding a word is worth: its inverse document frequency (Spärck Jones 1972), as a share of the greatest there is.
 *
 * Zero for what more than a tenth of the archive has: it says nothing about a subject.
 */
export function weightOf(found: number, archive: number): number {
  if (archive < 2 || found === 0 || found > Math.max(20, archive / 10)) return 0
  return Math.log(archive / found) / Math.log(archive)
}

/**
 * The articles that are on a story's subject, the likest first: each by the weight of the aspects that it shares.
 *
 * Precision comes before count: two things in common, one of them in the title, or a name in the title.
 */
export function likest(aspects: readonly Aspect[]): Likeness[] {
  const found = new Map<number, Likeness & { hasTitle: boolean; hasName: boolean }>()
  for (const { weight, isName, inTitle, inArticle } of aspects) {
    if (weight === 0) continue
    for (const articleId of inArticle) {
      const before = found.get(articleId) ?? {
        articleId,
        score: 0,
        aspects: 0,
        hasTitle: false,
        hasName: false,
      }
      const isTitled = inTitle.has(articleId)
      found.set(articleId, {
        articleId,
        score: before.score + weight * (isTitled ? 1 : BODY),
        aspects: before.aspects + 1,
        hasTitle: before.hasTitle || isTitled,
        hasName: before.hasName || (isName && isTitled),
      })
    }
  }
  return [...found.values()]
    .filter(({ score, aspects: count, hasTitle, hasName }) =>
      count > 1 ? hasTitle && score >= TOGETHER : hasName && score >= ALONE,
    )
    .sort((a, b) => b.score - a.score || b.articleId - a.articleId)
    .map(({ articleId, score, aspects: count }) => ({ articleId, score, aspects: count }))
}
