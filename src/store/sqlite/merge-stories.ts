import type { Instant } from '../../model/time.ts'
import { and, eq, inArray } from '../drizzle.ts'
import { entries, placements, separations, stories, storyChanges } from '../schema.ts'
import type { Db } from './connect.ts'
import { entryFollower } from './follow-article.ts'

/** Puts the articles and entries of one story into another, inside a transaction. */
export function mergeStories(db: Db, from: number, into: number, at: Instant): void {
  db.update(placements).set({ storyId: into, at }).where(eq(placements.storyId, from)).run()
  db.update(entries).set({ storyId: into }).where(eq(entries.storyId, from)).run()
  db.update(stories).set({ mergedInto: into, fileAt: null, updatedAt: at }).where(eq(stories.id, from)).run()
  // what had been merged into the story before leads straight to the one that lives
  db.update(stories).set({ mergedInto: into }).where(eq(stories.mergedInto, from)).run()
  db.update(stories).set({ fileAt: at }).where(eq(stories.id, into)).run()
  for (const storyId of [from, into]) db.insert(storyChanges).values({ storyId, at }).run()
}

/** Takes articles out of a story for good, inside a transaction; the side that holds the lead stays the story. */
export function splitStory(
  db: Db,
  storyId: number,
  articleIds: number[],
  founded: { id: number; publicId: string },
  at: Instant,
): boolean {
  const story = db.select({ leadId: stories.leadId }).from(stories).where(eq(stories.id, storyId)).get()
  const members = db
    .select({ id: placements.articleId })
    .from(placements)
    .where(eq(placements.storyId, storyId))
    .all()
  const named = members.map(({ id }) => id).filter(id => articleIds.includes(id))
  const others = members.map(({ id }) => id).filter(id => !articleIds.includes(id))
  if (!story || named.length === 0 || others.length === 0) return false
  const leaving = story.leadId !== null && named.includes(story.leadId) ? others : named
  db.insert(stories)
    .values({ id: founded.id, publicId: founded.publicId, firstSeenAt: at, updatedAt: at })
    .run()
  db.update(placements)
    .set({ storyId: founded.id, score: 1, words: [], at })
    .where(and(eq(placements.storyId, storyId), inArray(placements.articleId, leaving)))
    .run()
  const followArticle = entryFollower(db)
  for (const articleId of leaving) followArticle(articleId, storyId, founded.id)
  const apart = named.flatMap(articleId => others.map(otherId => ({ articleId, otherId, at })))
  const bothWays = [
    ...apart,
    ...apart.map(({ articleId, otherId }) => ({ articleId: otherId, otherId: articleId, at })),
  ]
  for (const pair of bothWays) db.insert(separations).values(pair).onConflictDoNothing().run()
  db.update(stories)
    .set({ fileAt: at })
    .where(inArray(stories.id, [storyId, founded.id]))
    .run()
  for (const id of [storyId, founded.id]) db.insert(storyChanges).values({ storyId: id, at }).run()
  return true
}
