import { and, desc, eq, lt, sql } from 'drizzle-orm'
import type { Visit, VisitOutcome } from '../../model/outlet.ts'
import type { Repair } from '../../model/parsed-feed.ts'
import type { Instant } from '../../model/time.ts'
import { articleRevisions, articles, outlets, visits } from '../schema.ts'
import type { IdentifiedArticle, ReadFeed, VisitRecord, VisitStore } from '../store.ts'
import type { Db } from './connect.ts'
import { dayCounter, outletWriter, pushedWriter } from './outlet-state.ts'
import { placeholders } from './prepared.ts'
import { wordsKeeper } from './search.ts'

type Received = { id: number; kind: 'new' | 'changed' | 'known' }

export function visitStore(db: Db): VisitStore {
  const write = visitWriter(db)

  return {
    async record(record) {
      return db.transaction(() => write.record(record), { behavior: 'immediate' })
    },
    async receive(visit, articles) {
      return db.transaction(() => write.receive(visit, articles), { behavior: 'immediate' })
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

type Counts = { newArticles: number; changedArticles: number }

/** Writes a visit, or what a hub pushed, with everything that it changes; to be called inside a transaction. */
function visitWriter(db: Db): {
  record(record: VisitRecord): Counts
  receive(visit: Visit, articles: IdentifiedArticle[]): Counts
} {
  const receive = articleReceiver(db)
  const writeOutlet = outletWriter(db)
  const writePushed = pushedWriter(db)
  const countDays = dayCounter(db)
  const insert = db.insert(visits).values(placeholders(VISIT)).prepare()
  const before = db
    .select({ firstVisitAt: outlets.firstVisitAt, listed: outlets.listed })
    .from(outlets)
    .where(eq(outlets.id, sql.placeholder('id')))
    .prepare()

  const keep = (visit: Visit, { articles, listsAll }: Pick<ReadFeed, 'articles' | 'listsAll'>) => {
    const known = before.get({ id: visit.outletId })
    const isFirstVisit = (known?.firstVisitAt ?? null) === null
    const received = articles.map(article => receive(article, visit.at, isFirstVisit))
    const isOf = (kind: Received['kind']) => received.filter(one => one.kind === kind).length
    const counts = { newArticles: isOf('new'), changedArticles: isOf('changed') }
    insert.run({ ...visit, ...counts })
    const isNew = (_: unknown, at: number) => received[at]?.kind === 'new'
    countDays(
      visit.outletId,
      articles.filter(isNew).map(({ eventAt }) => eventAt),
    )
    const listed = listedAfter(listsAll, known?.listed ?? [], received)
    return { counts, found: { isFirstVisit, listed, newArticles: counts.newArticles } }
  }

  return {
    record(record) {
      if (record.read) {
        const { counts, found } = keep(record.visit, record.read)
        writeOutlet(record, found)
        return counts
      }
      insert.run(record.visit)
      writeOutlet(record, null)
      return { newArticles: 0, changedArticles: 0 }
    },
    receive(visit, articles) {
      const { counts, found } = keep(visit, { articles, listsAll: false })
      writePushed(visit.outletId, found)
      return counts
    },
  }
}

const VISIT = [
  'outletId',
  'at',
  'tookMs',
  'outcome',
  'status',
  'bytes',
  'newArticles',
  'changedArticles',
  'problem',
  'repairs',
] as const

/** More than any feed lists; a feed that only ever sends what is new would make the list grow for ever. */
const MAX_LISTED = 5_000

function listedAfter(listsAll: boolean, before: number[], received: Received[]): number[] {
  const now = received.map(article => article.id)
  return listsAll ? now : [...new Set([...now, ...before])].slice(0, MAX_LISTED)
}

const NEW = [
  'outletId',
  'guid',
  'altKey',
  'url',
  'title',
  'summary',
  'html',
  'text',
  'author',
  'language',
  'direction',
  'categories',
  'image',
  'enclosures',
  'publishedAt',
  'seenAt',
  'eventAt',
  'updatedAt',
  'contentHash',
  'knownAt',
] as const

/** Stores one article as its outlet lists it now: new, edited (the earlier text is kept), or known already. */
function articleReceiver(
  db: Db,
): (article: IdentifiedArticle, at: Instant, isFirstVisit: boolean) => Received {
  const $ = sql.placeholder
  const known = { id: articles.id, contentHash: articles.contentHash, prunedAt: articles.prunedAt }
  const byGuid = db
    .select(known)
    .from(articles)
    .where(and(eq(articles.outletId, $('outletId')), eq(articles.guid, $('guid'))))
    .prepare()
  const byAltKey = db
    .select(known)
    .from(articles)
    .where(and(eq(articles.outletId, $('outletId')), eq(articles.altKey, $('altKey'))))
    .limit(1)
    .prepare()
  const insert = db.insert(articles).values(placeholders(NEW)).prepare()
  const index = wordsKeeper(db.$client)

  return (article, at, isFirstVisit) => {
    const found = byGuid.get(article) ?? (article.altKey ? byAltKey.get(article) : undefined)
    if (!found) {
      const knownAt = isFirstVisit ? article.eventAt : article.seenAt
      const id = Number(insert.run({ ...article, updatedAt: at, knownAt }).lastInsertRowid)
      index.put(id, article.words)
      return { id, kind: 'new' }
    }
    // a pruned article stays what it is: nothing old comes back as new
    if (found.prunedAt !== null || found.contentHash === article.contentHash)
      return { id: found.id, kind: 'known' }
    edit(db, found.id, article, at)
    index.put(found.id, article.words)
    return { id: found.id, kind: 'changed' }
  }
}

/** Takes over what the outlet changed. A new text is a new revision, and waits to be placed; the earlier one is kept. */
function edit(db: Db, id: number, article: IdentifiedArticle, at: Instant): void {
  const { outletId, guid, seenAt, eventAt, publishedAt, words, ...edited } = article
  const earlier = db
    .select({
      title: articles.title,
      summary: articles.summary,
      html: articles.html,
      revision: articles.revision,
    })
    .from(articles)
    .where(eq(articles.id, id))
    .get()
  if (!earlier) return
  const { title, summary, html, revision } = earlier
  const isSameText = title === article.title && summary === article.summary && html === article.html
  if (!isSameText)
    db.insert(articleRevisions)
      .values({ articleId: id, ...earlier, replacedAt: at })
      .run()
  const revised = isSameText ? {} : { revision: revision + 1, placedAt: null }
  db.update(articles)
    .set({ ...edited, ...revised, updatedAt: at })
    .where(eq(articles.id, id))
    .run()
}
