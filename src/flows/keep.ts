import type { Config } from '../model/config.ts'
import type { Instant } from '../model/time.ts'
import type { Store } from '../store/store.ts'

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
