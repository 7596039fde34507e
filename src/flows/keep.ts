import type { Config } from '../model/config.ts'
import type { Instant } from '../model/time.ts'
import type { Store } from '../store/store.ts'

const HOUR_MS = 3_600_000
const SECOND_MS = 1_000

/** How often to let go of what is too old: once an hour, or as often as what is kept the shortest. */
export function pruneEveryMs({ articlesMs, visitsMs }: Config['keep']): number {
  return Math.max(SECOND_MS, Math.min(HOUR_MS, articlesMs ?? HOUR_MS, visitsMs ?? HOUR_MS))
}

/** Lets go of what is older than `keep` says. A pruned article leaves its identity while its outlet still lists it. */
export async function prune(
  store: Store,
  { articlesMs, visitsMs }: Config['keep'],
  now: Instant,
): Promise<{ articles: number; visits: number }> {
  return {
    articles: articlesMs === null ? 0 : await store.articles.prune(now - articlesMs, now),
    visits: visitsMs === null ? 0 : await store.visits.prune(now - visitsMs),
  }
}
