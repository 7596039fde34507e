import { and, desc, eq, lt, sql } from 'drizzle-orm'
import type { Visit, VisitOutcome } from '../../model/outlet.ts'
import type { Repair } from '../../model/parsed-feed.ts'
import type { Instant } from '../../model/time.ts'
import { articleRevisions, articles, outlets, visits } from '../schema.ts'
import type { IdentifiedArticle, VisitRecord, VisitStore } from '../store.ts'
import type { Db } from './connect.ts'

type Received = { id: number; kind: 'new' | 'changed' | 'known' }

export function visitStore(db: Db): VisitStore {
  const receive = articleReceiver(db)

  return {
    async record(record) {
      return db.transaction(
        () => {
          const { outletId, at } = record.visit
          const outlet = db
            .select({ firstVisitAt: outlets.firstVisitAt, listed: outlets.listed })
            .from(outlets)
            .where(eq(outlets.id, outletId))
            .get()
          const isFirst = (outlet?.firstVisitAt ?? null) === null
          const received = (record.read?.articles ?? []).map(article => receive(article, at, isFirst))
          const total = (kind: Received['kind']) => received.filter(article => article.kind === kind).length
          const counts = { newArticles: total('new'), changedArticles: total('changed') }
          db.insert(visits)
            .values({ ...record.visit, ...counts })
            .run()
          db.update(outlets)
            .set({ ...stateAfter(record, isFirst), ...listedAfter(record, outlet?.listed ?? [], received) })
            .where(eq(outlets.id, outletId))
            .run()
          return counts
        },
        { behavior: 'immediate' },
      )
    },
    async recent(outletId, limit) {
      return db
        .select()
        .from(visits)
        .where(eq(visits.outletId, outletId))
        .orderBy(desc(visits.at))
        .limit(limit)
        .all()
        .map(readVisit)
    },
    async prune(before) {
      return db.delete(visits).where(lt(visits.at, before)).run().changes
    },
  }
}

export function readVisit(row: typeof visits.$inferSelect): Visit {
  const { id, outcome, repairs, ...visit } = row
  return { ...visit, outcome: outcome as VisitOutcome, repairs: repairs as Repair[] }
}

function stateAfter(record: VisitRecord, isFirst: boolean): Partial<typeof outlets.$inferInsert> {
  const { visit, nextVisitAt, failures, validators, read } = record
  const state = {
    nextVisitAt,
    failures,
    leaseUntil: 0,
    lastVisitAt: visit.at,
    ...(failures === 0 ? { lastGoodAt: visit.at } : {}),
    ...validators,
  }
  if (!read) return state
  const { articles: _, listsAll, ...feed } = read
  return { ...state, ...feed, ...(isFirst ? { firstVisitAt: visit.at } : {}) }
}

function listedAfter({ read }: VisitRecord, before: number[], received: Received[]): { listed?: number[] } {
  if (!read) return {}
  const now = received.map(article => article.id)
  return { listed: read.listsAll ? now : [...new Set([...before, ...now])] }
}

/** Stores one article as its outlet lists it now: new, edited (the earlier text is kept), or known already. */
function articleReceiver(
  db: Db,
): (article: IdentifiedArticle, at: Instant, isFirstVisit: boolean) => Received {
  const columns = {
    id: articles.id,
    contentHash: articles.contentHash,
    title: articles.title,
    summary: articles.summary,
    html: articles.html,
    revision: articles.revision,
    prunedAt: articles.prunedAt,
  }
  const byGuid = db
    .select(columns)
    .from(articles)
    .where(
      and(eq(articles.outletId, sql.placeholder('outletId')), eq(articles.guid, sql.placeholder('guid'))),
    )
    .prepare()
  const byAltKey = db
    .select(columns)
    .from(articles)
    .where(
      and(eq(articles.outletId, sql.placeholder('outletId')), eq(articles.altKey, sql.placeholder('altKey'))),
    )
    .limit(1)
    .prepare()

  return (article, at, isFirstVisit) => {
    const { outletId, guid, altKey } = article
    const known = byGuid.get({ outletId, guid }) ?? (altKey ? byAltKey.get({ outletId, altKey }) : undefined)
    if (!known) {
      const knownAt = isFirstVisit ? article.eventAt : article.seenAt
      const { id } = db
        .insert(articles)
        .values({ ...article, updatedAt: at, knownAt })
        .returning({ id: articles.id })
        .get()
      return { id, kind: 'new' }
    }
    // a pruned article stays what it is: nothing old comes back as new
    if (known.prunedAt !== null || known.contentHash === article.contentHash)
      return { id: known.id, kind: 'known' }
    db.update(articles)
      .set({ ...editedFields(article), updatedAt: at, ...revised(db, known, article, at) })
      .where(eq(articles.id, known.id))
      .run()
    return { id: known.id, kind: 'changed' }
  }
}

function editedFields(article: IdentifiedArticle): Partial<IdentifiedArticle> {
  const { outletId, guid, seenAt, eventAt, publishedAt, ...edited } = article
  return edited
}

type KnownText = { id: number; title: string; summary: string; html: string; revision: number }

function revised(db: Db, known: KnownText, article: IdentifiedArticle, at: Instant) {
  const { id, title, summary, html, revision } = known
  if (title === article.title && summary === article.summary && html === article.html) return {}
  db.insert(articleRevisions).values({ articleId: id, revision, title, summary, html, replacedAt: at }).run()
  return { revision: revision + 1, placedAt: null }
}
