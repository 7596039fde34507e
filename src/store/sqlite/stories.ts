import { and, asc, eq, inArray, isNull, lte, max, sql } from 'drizzle-orm'
import type { Snapshot, Why } from '../../model/entry.ts'
import type { Story } from '../../model/story.ts'
import {
  articles,
  entries,
  entryChanges,
  outlets,
  placements,
  stories,
  storyChanges,
  topics,
} from '../schema.ts'
import type { CurrentEntry, DueStory, FiledStory, StoryArticle, StoryPage, StoryStore } from '../store.ts'
import { readArticle } from './articles.ts'
import type { Db } from './connect.ts'

type StoryRow = typeof stories.$inferSelect

export function storyStore(db: Db): StoryStore {
  const dueRows = db
    .select()
    .from(stories)
    .where(and(lte(stories.fileAt, sql.placeholder('now')), isNull(stories.mergedInto)))
    .orderBy(asc(stories.fileAt), asc(stories.id))
    .limit(sql.placeholder('limit'))
    .prepare()
  const articlesOf = db
    .select({ article: articles, outletTitle: outlets.title, isPrivate: outlets.private })
    .from(placements)
    .innerJoin(articles, eq(articles.id, placements.articleId))
    .leftJoin(outlets, eq(outlets.id, articles.outletId))
    .where(and(eq(placements.storyId, sql.placeholder('storyId')), isNull(articles.prunedAt)))
    .orderBy(asc(articles.knownAt), asc(articles.id))
    .prepare()
  const entriesOf = db
    .select({ entry: entries, snapshot: entryChanges.snapshot })
    .from(entries)
    .innerJoin(entryChanges, eq(entryChanges.seq, entries.seq))
    .where(eq(entries.storyId, sql.placeholder('storyId')))
    .prepare()
  const byPublicId = db
    .select()
    .from(stories)
    .where(eq(stories.publicId, sql.placeholder('publicId')))
    .prepare()
  const byId = db
    .select()
    .from(stories)
    .where(eq(stories.id, sql.placeholder('id')))
    .prepare()

  const storyArticles = (storyId: number): StoryArticle[] =>
    articlesOf.all({ storyId }).map(({ article, outletTitle, isPrivate }) => ({
      ...readArticle(article),
      knownAt: article.knownAt,
      outletTitle: outletTitle ?? article.outletId,
      isPrivate: isPrivate ?? false,
    }))
  const currentEntries = (storyId: number): CurrentEntry[] =>
    entriesOf
      .all({ storyId })
      .map(({ entry, snapshot }) => ({
        ...entry,
        why: entry.why as Why,
        snapshot: JSON.parse(snapshot) as Snapshot,
      }))

  return {
    async nextId() {
      return (
        (db
          .select({ id: max(stories.id) })
          .from(stories)
          .get()?.id ?? 0) + 1
      )
    },

    async place(placed, waiting, publicIds, at) {
      const revisions = new Map(waiting.map(article => [article.id, article.revision]))
      db.transaction(
        () => {
          for (const { articleId, storyId, founds, score, words } of placed) {
            const publicId = publicIds.get(storyId)
            if (founds && publicId)
              db.insert(stories).values({ id: storyId, publicId, firstSeenAt: at, updatedAt: at }).run()
            const earlier = db
              .select({ storyId: placements.storyId })
              .from(placements)
              .where(eq(placements.articleId, articleId))
              .get()
            db.insert(placements)
              .values({ articleId, storyId, score, words, at })
              .onConflictDoUpdate({ target: placements.articleId, set: { storyId, score, words, at } })
              .run()
            const touched = earlier && earlier.storyId !== storyId ? [storyId, earlier.storyId] : [storyId]
            db.update(stories).set({ fileAt: at }).where(inArray(stories.id, touched)).run()
            for (const id of touched) db.insert(storyChanges).values({ storyId: id, at }).run()
            // an article that was edited since it was read goes on waiting
            db.update(articles)
              .set({ placedAt: at })
              .where(and(eq(articles.id, articleId), eq(articles.revision, revisions.get(articleId) ?? 0)))
              .run()
          }
        },
        { behavior: 'immediate' },
      )
    },

    async due(now, limit) {
      return db.transaction(() =>
        dueRows
          .all({ now, limit })
          .map(
            (row): DueStory => ({
              story: readStory(row),
              articles: storyArticles(row.id),
              entries: currentEntries(row.id),
              dueAt: row.fileAt ?? now,
            }),
          ),
      )
    },

    async file(filed, at) {
      return db.transaction(() => fileAll(db, filed, at), { behavior: 'immediate' })
    },

    async find(publicId) {
      let row = byPublicId.get({ publicId })
      while (row && row.mergedInto !== null) row = byId.get({ id: row.mergedInto })
      if (!row) return undefined
      const storyArticlesNow = storyArticles(row.id)
      const story = readStory(row)
      if (story.leadId === null || storyArticlesNow.length === 0) return undefined
      const inTopics = db
        .select({ id: topics.id, title: topics.title })
        .from(entries)
        .innerJoin(topics, eq(topics.id, entries.topicId))
        .where(and(eq(entries.storyId, row.id), isNull(entries.leftAt), isNull(topics.removedAt)))
        .all()
      return {
        story: { ...story, leadId: story.leadId },
        articles: storyArticlesNow,
        topics: inTopics,
      } satisfies StoryPage
    },

    async lastChange() {
      return (
        db
          .select({ seq: max(storyChanges.seq) })
          .from(storyChanges)
          .get()?.seq ?? 0
      )
    },
  }
}

function fileAll(db: Db, filed: FiledStory[], at: number): Map<string, number> {
  const newest = new Map<string, number>()
  for (const { story, changes, dueAt, fileAt } of filed) {
    const { id, publicId, ...totals } = story
    db.update(stories)
      .set({ ...totals, fileAt: sql`case when "fileAt" = ${dueAt} then ${fileAt} else "fileAt" end` })
      .where(eq(stories.id, id))
      .run()
    for (const { entry, kind, snapshot } of changes) {
      const { seq } = db
        .insert(entryChanges)
        .values({
          topicId: entry.topicId,
          publicId: entry.publicId,
          kind,
          at,
          snapshot: JSON.stringify(snapshot),
        })
        .returning({ seq: entryChanges.seq })
        .get()
      db.insert(entries)
        .values({ ...entry, seq })
        .onConflictDoUpdate({ target: [entries.topicId, entries.publicId], set: { ...entry, seq } })
        .run()
      newest.set(entry.topicId, seq)
    }
  }
  return newest
}

function readStory(row: StoryRow): Omit<Story, 'leadId'> & { leadId: number | null } {
  const { fileAt, ...story } = row
  return story
}
