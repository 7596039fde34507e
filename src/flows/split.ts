import type { Instant } from '../model/time.ts'
import type { MintId, Store } from '../store/store.ts'

export type Split =
  | { kind: 'split'; publicId: string }
  | { kind: 'unknown-story' }
  /** Not an article of the story, neither by id nor by address. */
  | { kind: 'unknown-article'; article: string }
  /** Somebody has to stay, and somebody has to go. */
  | { kind: 'nothing-left' }

/**
 * "Not the same story": takes articles (by id or address) out of a story, for good.
 *
 * The side that holds the lead stays the story; `publicId` is that of the other, new one. What follows from it for the
 * topics, the next arranging says.
 */
export async function splitStory(
  storyPublicId: string,
  named: string[],
  { store, now, mint }: { store: Store; now(): Instant; mint: MintId },
): Promise<Split> {
  const page = await store.stories.find(storyPublicId)
  if (!page) return { kind: 'unknown-story' }
  const ids: number[] = []
  for (const name of named) {
    const article = page.articles.find(({ id, url }) => String(id) === name || url === name)
    if (!article) return { kind: 'unknown-article', article: name }
    ids.push(article.id)
  }
  const publicId = mint()
  const isDone = await store.stories.split(page.story.id, ids, publicId, now())
  return isDone ? { kind: 'split', publicId } : { kind: 'nothing-left' }
}
