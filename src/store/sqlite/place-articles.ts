import type { Placement } from '../../model/story.ts'
import type { Instant } from '../../model/time.ts'
import { and, eq, sql } from '../drizzle.ts'
import { articles, placements, stories, storyChanges } from '../schema.ts'
import type { WaitingArticle } from '../store.ts'
import type { Db } from './connect.ts'
import { entryFollower } from './follow-article.ts'
import { mergeStories } from './merge-stories.ts'

const $ = sql.placeholder

/**
 * Writes where articles were put, inside a transaction. A story that thereby loses its last article is taken in by the
 * one that this article went to.
 */
export function placer(db: Db) {
  const found = db
    .insert(stories)
    .values({ id: $('id'), publicId: $('publicId'), firstSeenAt: $('at'), updatedAt: $('at') })
    .prepare()
  const earlier = db
    .select({ storyId: placements.storyId })
    .from(placements)
    .where(eq(placements.articleId, $('articleId')))
    .prepare()
  const put = db
    .insert(placements)
    .values({
      articleId: $('articleId'),
      storyId: $('storyId'),
      score: $('score'),
      words: $('words'),
      at: $('at'),
    })
    .onConflictDoUpdate({
      target: placements.articleId,
      set: {
        storyId: sql`excluded."storyId"`,
        score: sql`excluded.score`,
        words: sql`excluded.words`,
        at: sql`excluded.at`,
      },
    })
    .prepare()
  const becomeDue = db
    .update(stories)
    .set({ fileAt: sql`${$('at')}` })
    .where(eq(stories.id, $('storyId')))
    .prepare()
  const tell = db
    .insert(storyChanges)
    .values({ storyId: $('storyId'), at: $('at') })
    .prepare()
  const followArticle = entryFollower(db)
  const anyOf = db
    .select({ articleId: placements.articleId })
    .from(placements)
    .where(eq(placements.storyId, $('storyId')))
    .limit(1)
    .prepare()
  const isEmptied = (storyId: number) => anyOf.get({ storyId }) === undefined
  // an article that was edited since it was read goes on waiting
  const placed = db
    .update(articles)
    .set({ placedAt: sql`${$('at')}` })
    .where(and(eq(articles.id, $('articleId')), eq(articles.revision, $('revision'))))
    .prepare()

  return (
    given: Placement[],
    waiting: WaitingArticle[],
    publicIds: Map<number, string>,
    at: Instant,
  ): void => {
    const revisions = new Map(waiting.map(article => [article.id, article.revision]))
    // several articles may be moved into one new story
    const founded = new Set<number>()
    for (const { articleId, storyId, founds, score, words } of given) {
      if (founds && !founded.has(storyId)) found.run({ id: storyId, publicId: publicIds.get(storyId), at })
      if (founds) founded.add(storyId)
      const before = earlier.get({ articleId })?.storyId
      put.run({ articleId, storyId, score, words, at })
      for (const touched of new Set([storyId, before ?? storyId])) {
        becomeDue.run({ storyId: touched, at })
        tell.run({ storyId: touched, at })
      }
      if (before !== undefined && before !== storyId) {
        followArticle(articleId, before, storyId)
        if (isEmptied(before)) mergeStories(db, before, storyId, at)
      }
      const revision = revisions.get(articleId)
      if (revision !== undefined) placed.run({ articleId, revision, at })
    }
  }
}
