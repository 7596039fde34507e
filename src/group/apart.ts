import type { ArticleIndex } from './article-index.ts'

/** Two articles of which people said that they are not the same story, and the story that the other one is in. */
export type ApartPair = readonly [articleId: number, otherId: number, otherStoryId: number]

/** What people told apart. It holds for the stories that articles are in after those left the window, too. */
export class Apart {
  private readonly index: ArticleIndex
  private readonly others = new Map<number, Set<number>>()
  /** The stories of told-apart articles that are not open. */
  private readonly storyOfDeparted = new Map<number, number>()

  constructor(index: ArticleIndex) {
    this.index = index
  }

  add([articleId, otherId, otherStoryId]: ApartPair): void {
    this.others.set(articleId, (this.others.get(articleId) ?? new Set()).add(otherId))
    this.storyOfDeparted.set(otherId, otherStoryId)
  }

  /** The stories that an article may not be in. */
  storiesFor(articleId: number): Set<number> {
    return new Set(Array.from(this.others.get(articleId) ?? [], other => this.storyOf(other)))
  }

  othersOf(articleId: number): ReadonlySet<number> {
    return this.others.get(articleId) ?? NONE
  }

  /** An article left the window, in that story. */
  depart(articleId: number, storyId: number): void {
    if (this.others.has(articleId)) this.storyOfDeparted.set(articleId, storyId)
  }

  /** The told-apart articles of a story that are not open. */
  departedOf(storyId: number): number[] {
    const found: number[] = []
    for (const [articleId, story] of this.storyOfDeparted)
      if (story === storyId && !this.index.members.has(articleId)) found.push(articleId)
    return found
  }

  merge(from: number, into: number): void {
    for (const articleId of this.departedOf(from)) this.storyOfDeparted.set(articleId, into)
  }

  storyOf(articleId: number): number {
    return this.index.members.get(articleId)?.storyId ?? (this.storyOfDeparted.get(articleId) as number)
  }
}

const NONE: ReadonlySet<number> = new Set()
