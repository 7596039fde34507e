import type { Article, Direction, Enclosure } from '../../model/article.ts'
import type { GroupArticle } from '../../model/story.ts'
import { and, asc, count, desc, eq, gte, inArray, isNotNull, isNull, lt, min, ne, sql } from '../drizzle.ts'
import { articles, outletItems, outlets, placements, stories } from '../schema.ts'
import type { ArticleStore } from '../store.ts'
import type { Db } from './connect.ts'
import { among } from './prepared.ts'
import { wordsKeeper } from './search.ts'

export type ArticleRow = typeof articles.$inferSelect

const groupColumns = {
  id: articles.id,
  outletId: articles.outletId,
  language: articles.language,
  title: articles.title,
  texts: articles.texts,
  eventAt: articles.eventAt,
}

export function articleStore(db: Db): ArticleStore {
  const waiting = db
    .select({ article: articles, hintStoryId: placements.storyId })
    .from(articles)
    .leftJoin(placements, eq(placements.articleId, articles.id))
    .where(and(isNull(articles.placedAt), isNull(articles.prunedAt)))
    .orderBy(asc(articles.eventAt), asc(articles.id))
    .limit(sql.placeholder('limit'))
    .prepare()
  const index = wordsKeeper(db.$client)

  // what the first visit found without a date may be of any time
  const ofOutlet = and(
    eq(articles.outletId, sql.placeholder('outletId')),
    ne(articles.eventAt, sql.placeholder('firstVisitAt')),
  )
  const counted = db
    .select({ count: count(), since: min(articles.eventAt) })
    .from(articles)
    .where(and(ofOutlet, gte(articles.eventAt, sql.placeholder('since'))))
    .prepare()
  const oldest = db
    .select({ at: articles.eventAt })
    .from(articles)
    .where(ofOutlet)
    .orderBy(asc(articles.eventAt))
    .limit(1)
    .prepare()

  return {
    async waiting(limit) {
      return waiting
        .all({ limit })
        .map(row => ({ ...readArticle(row.article), hintStoryId: row.hintStoryId }))
    },
    async placedSince(since) {
      return db
        .select({ ...groupColumns, storyId: placements.storyId })
        .from(articles)
        .innerJoin(placements, eq(placements.articleId, articles.id))
        .where(and(gte(articles.eventAt, since), isNotNull(articles.placedAt), isNull(articles.prunedAt)))
        .orderBy(asc(articles.eventAt), asc(articles.id))
        .all()
        .map(({ texts, ...row }) => ({ ...row, ...texts, hintStoryId: null }))
    },
    async before(until, limit) {
      const rows = db
        .select(groupColumns)
        .from(articles)
        .where(and(lt(articles.eventAt, until), isNull(articles.prunedAt)))
        .orderBy(desc(articles.eventAt))
        .limit(limit)
        .all()
      return rows
        .reverse()
        .map(({ texts, ...row }): GroupArticle => ({ ...row, ...texts, hintStoryId: null }))
    },
    async grouped(ids) {
      const rows = db.select(groupColumns).from(articles).where(among(articles.id, ids)).all()
      return rows.map(({ texts, ...row }): GroupArticle => ({ ...row, ...texts, hintStoryId: null }))
    },
    async ofOutlet(outletId, limit) {
      return db
        .select()
        .from(articles)
        .where(and(eq(articles.outletId, outletId), isNull(articles.prunedAt)))
        .orderBy(desc(articles.eventAt), desc(articles.id))
        .limit(limit)
        .all()
        .map(readArticle)
    },
    async published(outletId, since, firstVisitAt) {
      const found = counted.get({ outletId, since, firstVisitAt }) ?? { count: 0, since: null }
      if (found.count > 1) return found
      return { count: found.count, since: oldest.get({ outletId, firstVisitAt })?.at ?? null }
    },
    async prune(before, now) {
      return db.transaction(
        () => {
          const old = db
            .update(articles)
            .set({
              title: '',
              texts: { summary: '', text: '', html: '' },
              image: null,
              enclosures: [],
              categories: [],
              prunedAt: now,
              placedAt: now,
            })
            .where(and(lt(articles.eventAt, before), isNull(articles.prunedAt)))
            .returning({ id: articles.id })
            .all()
            .map(row => row.id)
          for (const id of old) index.drop(id)
          for (let from = 0; from < old.length; from += 500) {
            const touched = db
              .select({ storyId: placements.storyId })
              .from(placements)
              .where(inArray(placements.articleId, old.slice(from, from + 500)))
            db.update(stories).set({ fileAt: now }).where(inArray(stories.id, touched)).run()
          }
          const forgotten = db.run(sql`delete from ${articles} where "prunedAt" is not null and not exists (
            select 1 from ${outletItems}, json_each(${outletItems.items}) item
            where ${outletItems.outletId} = ${articles.outletId} and item.value ->> 1 = ${articles.id})`)
          if (forgotten.changes > 0)
            db.run(sql`update ${outlets} set "articleCount" =
              (select count(*) from ${articles} where ${articles.outletId} = ${outlets.id})`)
          return old.length
        },
        { behavior: 'immediate' },
      )
    },
  }
}

export function readArticle(row: ArticleRow): Article {
  const { altKey, contentHash, knownAt, placedAt, prunedAt, texts, ...article } = row
  const { direction, categories, enclosures } = article
  return {
    ...article,
    ...texts,
    direction: direction as Direction,
    categories: categories as string[],
    enclosures: enclosures as Enclosure[],
  }
}
