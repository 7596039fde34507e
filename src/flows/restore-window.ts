import { openWindow, type Window } from '../group/window.ts'
import type { Config } from '../model/config.ts'
import type { Instant } from '../model/time.ts'
import type { Store } from '../store/store.ts'

/** How many articles from before the window are read for how frequent words are. */
const WARM_ARTICLES = 20_000

/** The open window as the database has it: what is read at start, and after a commit that failed. */
export async function restoreWindow(
  store: Store,
  { granularity, windowMs }: Config['grouping'],
  now: Instant,
): Promise<Window> {
  const placed = await store.articles.placedSince(now - windowMs)
  const warm = await store.articles.before(now - windowMs, WARM_ARTICLES)
  const apart = await store.stories.separations(now - windowMs)
  return openWindow(placed, { granularity, windowMs, nextStoryId: await store.stories.nextId(), warm, apart })
}
