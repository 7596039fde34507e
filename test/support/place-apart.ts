import type { Store } from '../../src/store/store.ts'

/** Puts every article that waits into a story of its own, without the work of grouping. */
export async function placeApart(store: Store, at: number): Promise<void> {
  const waiting = await store.articles.waiting(1_000_000)
  const first = await store.stories.nextId()
  const placements = waiting.map(({ id }, n) => {
    return { articleId: id, storyId: first + n, founds: true, score: 1, words: [] }
  })
  const ids = new Map(placements.map(({ storyId }) => [storyId, `urn:uuid:story-${storyId}`]))
  await store.stories.place(placements, waiting, ids, at)
}
