import { and, asc, count, desc, eq, inArray, isNull, lte, max, notInArray, sql } from 'drizzle-orm'
import type { Outlet } from '../../model/outlet.ts'
import type { Instant } from '../../model/time.ts'
import { articles, outlets, visits } from '../schema.ts'
import type { DueOutlet, MintId, OutletHealth, OutletStore } from '../store.ts'
import type { Db } from './connect.ts'
import { readVisit } from './visits.ts'

type OutletRow = typeof outlets.$inferSelect

export function outletStore(db: Db): OutletStore {
  const due = db
    .select()
    .from(outlets)
    .where(
      and(
        lte(outlets.nextVisitAt, sql.placeholder('now')),
        lte(outlets.leaseUntil, sql.placeholder('now')),
        isNull(outlets.removedAt),
      ),
    )
    .orderBy(asc(outlets.nextVisitAt))
    .limit(sql.placeholder('limit'))
    .prepare()
  const lease = (ids: string[], until: Instant) =>
    db.update(outlets).set({ leaseUntil: until }).where(inArray(outlets.id, ids)).run()

  const healthOf = (row: OutletRow): OutletHealth => {
    const last = db
      .select()
      .from(visits)
      .where(eq(visits.outletId, row.id))
      .orderBy(desc(visits.at))
      .limit(1)
      .get()
    const totals = db
      .select({ articleCount: count(), latestArticleAt: max(articles.eventAt) })
      .from(articles)
      .where(eq(articles.outletId, row.id))
      .get()
    const {
      listed,
      etag,
      lastModified,
      bodyHash,
      leaseUntil,
      firstVisitAt,
      lastVisitAt,
      removedAt,
      ...shown
    } = row
    return {
      ...shown,
      title: row.title ?? row.id,
      lastVisit: last ? readVisit(last) : null,
      articleCount: totals?.articleCount ?? 0,
      latestArticleAt: totals?.latestArticleAt ?? null,
    }
  }

  return {
    async sync(configured, now, mint) {
      db.transaction(
        () => {
          for (const outlet of configured) upsert(db, outlet, now, mint)
          const ids = configured.map(outlet => outlet.id)
          db.update(outlets)
            .set({ removedAt: now })
            .where(and(notInArray(outlets.id, ids), isNull(outlets.removedAt)))
            .run()
        },
        { behavior: 'immediate' },
      )
    },
    async claimDue(now, limit, leaseMs) {
      return db.transaction(
        () => {
          const rows = due.all({ now, limit })
          if (rows.length > 0)
            lease(
              rows.map(row => row.id),
              now + leaseMs,
            )
          return rows.map(dueOutlet)
        },
        { behavior: 'immediate' },
      )
    },
    async claim(ids, now, leaseMs) {
      return db.transaction(
        () => {
          const named = ids ? inArray(outlets.id, ids) : undefined
          const rows = db
            .select()
            .from(outlets)
            .where(and(named, isNull(outlets.removedAt), lte(outlets.leaseUntil, now)))
            .all()
          if (rows.length > 0)
            lease(
              rows.map(row => row.id),
              now + leaseMs,
            )
          return rows.map(dueOutlet)
        },
        { behavior: 'immediate' },
      )
    },
    async release(ids) {
      if (ids.length > 0) lease(ids, 0)
    },
    async list() {
      return db
        .select()
        .from(outlets)
        .where(isNull(outlets.removedAt))
        .orderBy(asc(outlets.id))
        .all()
        .map(healthOf)
    },
    async find(id) {
      const row = db.select().from(outlets).where(eq(outlets.id, id)).get()
      return row && healthOf(row)
    },
  }
}

function upsert(db: Db, outlet: Outlet, now: Instant, mint: MintId): void {
  const { id, url, title, language, everyMs } = outlet
  const known = db.select().from(outlets).where(eq(outlets.id, id)).get()
  if (!known) {
    db.insert(outlets)
      .values({
        id,
        publicId: mint(),
        url,
        title,
        language,
        everyMs,
        private: outlet.private,
        nextVisitAt: now,
      })
      .run()
    return
  }
  const moved = known.url !== url
  const back = known.removedAt !== null
  db.update(outlets)
    .set({
      url,
      everyMs,
      private: outlet.private,
      removedAt: null,
      ...(title ? { title } : {}),
      ...(language ? { language } : {}),
      ...(moved ? { feedUrl: null, etag: null, lastModified: null, bodyHash: null, failures: 0 } : {}),
      ...(moved || back ? { nextVisitAt: now } : {}),
    })
    .where(eq(outlets.id, id))
    .run()
}

function dueOutlet(row: OutletRow): DueOutlet {
  const { id, etag, lastModified, bodyHash, failures, nextVisitAt, feedUrl, firstVisitAt } = row
  return { id, etag, lastModified, bodyHash, failures, nextVisitAt, feedUrl, firstVisitAt }
}
