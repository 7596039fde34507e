/** One way in which articles tell of a keyword: by all of it, by its rarest word, in another form. */
export type Way = {
  /** How much finding it tells, 0 for what stands in every article (see `weightOf`). */
  weight: number
  /** Said in a title, it needs nothing else beside it: hardly anything else is called so. */
  standsAlone: boolean
  /** Articles whose title has it, and those that have it anywhere. */
  inTitle: ReadonlySet<number>
  inArticle: ReadonlySet<number>
}

/** One thing that a story is about. Of several ways to tell of it an article counts with the best. */
export type Aspect = readonly Way[]

/** An article of the archive on the same subject; `score` is the weight of what it has in common with the story. */
export type Likeness = { articleId: number; score: number; aspects: number }

/** A thing told in the body alone is less what an article is about. */
const BODY = 0.4
/** What is in common must weigh so much: two things together, or one alone. */
const TOGETHER = 0.5
const ALONE = 0.4

/**
 * What finding a word is worth: its inverse document frequency (Spärck Jones 1972), as a share of the greatest there is.
 *
 * Zero for what more than a tenth of the archive has: it says nothing about a subject.
 */
export function weightOf(found: number, archive: number): number {
  if (archive < 2 || found === 0 || found > Math.max(20, archive / 10)) return 0
  return Math.log(archive / found) / Math.log(archive)
}

type Told = { worth: number; hasTitle: boolean; standsAlone: boolean }

/**
 * The articles that are on a story's subject, the likest first: each by the weight of the aspects that it shares.
 *
 * Precision comes before count: two things in common, one of them in the title, or one in the title that stands alone.
 */
export function likest(aspects: readonly Aspect[]): Likeness[] {
  const told = new Map<number, Told[]>()
  for (const aspect of aspects)
    for (const [articleId, best] of bestOf(aspect))
      told.set(articleId, [...(told.get(articleId) ?? []), best])
  return [...told]
    .map(([articleId, all]) => ({
      articleId,
      score: all.reduce((sum, { worth }) => sum + worth, 0),
      aspects: all.length,
      isEnough: all.length > 1 ? all.some(({ hasTitle }) => hasTitle) : all[0]?.standsAlone,
    }))
    .filter(({ score, aspects: count, isEnough }) => isEnough && score >= (count > 1 ? TOGETHER : ALONE))
    .sort((a, b) => b.score - a.score || b.articleId - a.articleId)
    .map(({ articleId, score, aspects: count }) => ({ articleId, score, aspects: count }))
}

function bestOf(aspect: Aspect): Map<number, Told> {
  const best = new Map<number, Told>()
  for (const { weight, standsAlone, inTitle, inArticle } of aspect)
    for (const articleId of weight > 0 ? inArticle : []) {
      const hasTitle = inTitle.has(articleId)
      const worth = weight * (hasTitle ? 1 : BODY)
      if (worth > (best.get(articleId)?.worth ?? 0))
        best.set(articleId, { worth, hasTitle, standsAlone: standsAlone && hasTitle })
    }
  return best
}
