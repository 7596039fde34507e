import { and, desc, eq, isNull, lt, max, or, sql } from 'drizzle-orm'
import type { Snapshot } from '../../model/entry.ts'
import { articleRevisions, articles, entries, entryChanges, outlets } from '../schema.ts'
import type { EntryStore, PublishedEntry } from '../store.ts'
import { type ArticleRow, readArticle } from './articles.ts'
import type { Db } from './connect.ts'
import { readSource, type SourceRow, sourceColumns } from './sources.ts'

type FeedRow = {
  publicId: string
  seq: number
  snapshot: string
  article: ArticleRow
  earlier: typeof articleRevisions.$inferSelect | null
  outlet: SourceRow
}

export function entryStore(db: Db): EntryStore {
  const page = db
    .select({
      publicId: entries.publicId,
      seq: entries.seq,
      snapshot: entryChanges.snapshot,
      article: articles,
      earlier: articleRevisions,
      outlet: sourceColumns,
    })
    .from(entries)
    .innerJoin(entryChanges, eq(entryChanges.seq, entries.seq))
    .innerJoin(articles, eq(articles.id, sql`json_extract(${entryChanges.snapshot}, '$.lead.articleId')`))
    .innerJoin(outlets, eq(outlets.id, articles.outletId))
    .leftJoin(
      articleRevisions,
      and(
        eq(articleRevisions.articleId, articles.id),
        eq(articleRevisions.revision, sql`json_extract(${entryChanges.snapshot}, '$.lead.revision')`),
      ),
    )
    .where(
      and(
        eq(entries.topicId, sql.placeholder('topicId')),
        isNull(entries.leftAt),
        or(
          lt(entries.enteredAt, sql.placeholder('enteredAt')),
          and(
            eq(entries.enteredAt, sql.placeholder('enteredAt')),
            lt(entries.publicId, sql.placeholder('publicId')),
          ),
        ),
      ),
    )
    .orderBy(desc(entries.enteredAt), desc(entries.publicId))
    .limit(sql.placeholder('limit'))
    .prepare()
  const version = db
    .select({ seq: max(entryChanges.seq) })
    .from(entryChanges)
    .where(eq(entryChanges.topicId, sql.placeholder('topicId')))
    .prepare()
  const changedAt = db
    .select({ at: entryChanges.at })
    .from(entryChanges)
    .where(eq(entryChanges.seq, sql.placeholder('seq')))
    .prepare()

  return {
    async feed(topicId, limit, before) {
      const { enteredAt, publicId } = before ?? { enteredAt: Number.MAX_SAFE_INTEGER, publicId: '' }
      return page.all({ topicId, limit, enteredAt, publicId }).map(publishedEntry)
    },
    async versions() {
      const rows = db
        .select({ topicId: entryChanges.topicId, seq: max(entryChanges.seq) })
        .from(entryChanges)
        .groupBy(entryChanges.topicId)
        .all()
      return new Map(rows.map(row => [row.topicId, row.seq ?? 0]))
    },
    async version(topicId) {
      const seq = version.get({ topicId })?.seq ?? 0
      return { seq, changedAt: changedAt.get({ seq })?.at ?? null }
    },
  }
}

function publishedEntry({ publicId, seq, snapshot, article, earlier, outlet }: FeedRow): PublishedEntry {
  const { title, summary, html } = earlier ?? article
  return {
    publicId,
    seq,
    snapshot: JSON.parse(snapshot) as Snapshot,
    lead: { ...readArticle(article), title, summary, html },
    outlet: readSource(outlet),
  }
}
