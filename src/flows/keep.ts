import type { Config } from '../model/config.ts'
import type { Instant } from '../model/time.ts'
import type { Store } from '../store/store.ts'

const HOUR_MS = 3_600_000
const SECOND_MS = 1_000

/** How often to let go of what is too old: once an hour, or four times in the time of what is kept the shortest. */
export function pruneEveryMs({ articlesMs, visitsMs }: Config['keep']): number {
  const shortestMs = Math.min(articlesMs ?? Infinity, visitsMs ?? Infinity)
  return Math.max(SECOND_MS, Math.min(HOUR_MS, shortestMs / 4))
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
