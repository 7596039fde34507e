import { openWindow, reopenWindow, type Window, windowVersion } from '../group/window.ts'
import type { Config } from '../model/config.ts'
import type { Instant } from '../model/time.ts'
import type { Store } from '../store/store.ts'

/** How many articles from before the window are read for how frequent words are, where nothing is kept of that. */
const WARM_ARTICLES = 20_000

/**
 * The open window as the database has it: what is read at start, and after a commit that failed.
 *
 * It is kept with all that grouping knows of its articles; where that is of another version, their texts are read anew.
 */
export async function restoreWindow(
  store: Store,
  { granularity, windowMs }: Config['grouping'],
  now: Instant,
): Promise<Window> {
  const options = {
    granularity,
    windowMs,
    nextStoryId: await store.stories.nextId(),
    apart: await store.stories.separations(),
    isKept: true,
  }
  const kept = await store.stories.openWindow(windowVersion(options))
  if (kept) return reopenWindow(kept, options)
  const placed = await store.articles.placedSince(now - windowMs)
  const warm = await store.articles.before(now - windowMs, WARM_ARTICLES)
  return openWindow(placed, { ...options, warm })
}
