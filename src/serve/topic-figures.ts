import type { TopicFigures } from '../flows/topic-figures.ts'
import type { Instant } from '../model/time.ts'
import type { ServeDeps } from './deps.ts'

export const FIGURE_DAYS = 30
/** So long counts may be behind: the query worker makes them, and a page of a busy topic is asked for often. */
const KEPT_MS = 60_000
/** A page is not kept waiting by who searches. */
const PATIENCE_MS = 1_000

/** Gives a topic's figures, made by the query worker; those of before, or null, where it has no time for them. */
export function figuresOf({ queries, now }: Pick<ServeDeps, 'queries' | 'now'>) {
  const known = new Map<string, { at: Instant; figures: TopicFigures }>()
  return async (topicId: string, gone: AbortSignal): Promise<TopicFigures | null> => {
    const kept = known.get(topicId)
    if (kept && Math.abs(now() - kept.at) < KEPT_MS) return kept.figures
    const late = AbortSignal.timeout(PATIENCE_MS)
    try {
      const found = await queries('figures', { topicId, days: FIGURE_DAYS }, AbortSignal.any([gone, late]))
      if (found.kind !== 'figures') return kept?.figures ?? null
      known.set(topicId, { at: now(), figures: found })
      return found
    } catch (error) {
      if (!late.aborted) throw error
      return kept?.figures ?? null
    }
  }
}
