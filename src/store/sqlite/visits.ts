import type { Visit, VisitOutcome } from '../../model/outlet.ts'
import type { Repair } from '../../model/parsed-feed.ts'
import { and, desc, eq, lt, sql } from '../drizzle.ts'
import { outletItems, outlets, visits } from '../schema.ts'
import type { IdentifiedArticle, ReadFeed, VisitCounts, VisitRecord, VisitStore } from '../store.ts'
import type { Db } from './connect.ts'
import { knownArticles, listedAfter } from './listed-items.ts'
import { dayCounter, itemsWriter, outletWriter, pushedWriter } from './outlet-state.ts'
import { placeholders } from './prepared.ts'
import { articleReceiver, type Received } from './receive-article.ts'
import { sharedTransaction } from './shared-transaction.ts'

/**
 * Rows written at once: half of what storing 300 took was the commit, when the full-text index is sorted and merged; of
 * 600 it is a third. More gain little, and others would wait for them. Visits that bring nothing are no rows to speak of.
 */
const MOST_ROWS = 600
const MOST_VISITS = 64

export function visitStore(db: Db, gatherMs = 0): VisitStore {
  const write = visitWriter(db)
  const weigh = ({ read }: VisitRecord) => 1 + (read?.articles.length ?? 0)
  const record = sharedTransaction(db, write.record, {
    gatherMs,
    weigh,
    mostRows: MOST_ROWS,
    mostItems: MOST_VISITS,
  })

  return {
    record,
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
      // the last one says how an outlet is
      const isFollowed = sql`exists (select 1 from ${visits} later
        where later."outletId" = ${visits.outletId} and later."at" > ${visits.at})`
      return db
        .delete(visits)
        .where(and(lt(visits.at, before), isFollowed))
        .run().changes
    },
  }
}

export function readVisit(row: typeof visits.$inferSelect): Visit {
  const { id, outcome, repairs, ...visit } = row
  return { ...visit, outcome: outcome as VisitOutcome, repairs: repairs as Repair[] }
}

/** Writes a visit, or what a hub pushed, with everything that it changes; to be called inside a transaction. */
function visitWriter(db: Db): {
  record(record: VisitRecord): VisitCounts
  receive(visit: Visit, articles: IdentifiedArticle[]): VisitCounts
} {
  const { alike, receive } = articleReceiver(db)
  const writeOutlet = outletWriter(db)
  const writeItems = itemsWriter(db)
  const writePushed = pushedWriter(db)
  const countDays = dayCounter(db)
  const insert = db.insert(visits).values(placeholders(VISIT)).prepare()
  const before = db
    .select({ firstVisitAt: outlets.firstVisitAt, items: outletItems.items })
    .from(outlets)
    .leftJoin(outletItems, eq(outletItems.outletId, outlets.id))
    .where(eq(outlets.id, sql.placeholder('id')))
    .prepare()

  /** Null where an item was taken for known that is not, or one article stands in the feed both as it was and changed. */
  const keep = (visit: Visit, read: Pick<ReadFeed, 'articles' | 'slices' | 'listsAll'>) => {
    const { articles } = read
    const { firstVisitAt = null, items } = before.get({ id: visit.outletId }) ?? {}
    const known = knownArticles(read.slices, items ?? [])
    if (!known) return null
    const knownIds = new Set(known.values())
    const isAlsoKnown = (article: IdentifiedArticle) => alike(article).some(id => knownIds.has(id))
    if (known.size > 0 && articles.some(isAlsoKnown)) return null
    const received = articles.map(article => receive(article, visit.at, firstVisitAt === null))
    const isOf = (kind: Received['kind']) => received.filter(one => one.kind === kind).length
    const counts = { newArticles: isOf('new'), changedArticles: isOf('changed') }
    insert.run({ ...visit, ...counts })
    const isNew = (_: unknown, at: number) => received[at]?.kind === 'new'
    countDays(
      visit.outletId,
      articles.filter(isNew).map(({ eventAt }) => eventAt),
    )
    const ids = received.map(({ id }) => id)
    writeItems(visit.outletId, listedAfter(read, known, ids, items ?? []))
    return counts
  }

  return {
    record(record) {
      if (record.read) {
        const counts = keep(record.visit, record.read)
        if (!counts) return { ...NOTHING, mustReadWhole: true }
        writeOutlet(record, counts.newArticles)
        return counts
      }
      insert.run(record.visit)
      writeOutlet(record, 0)
      return NOTHING
    },
    receive(visit, articles) {
      const counts = keep(visit, { articles, listsAll: false }) ?? NOTHING
      writePushed(visit.outletId, counts.newArticles)
      return counts
    },
  }
}

const NOTHING = { newArticles: 0, changedArticles: 0 }

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
