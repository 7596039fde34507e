import type { Instant } from '../../model/time.ts'
import { and, asc, desc, eq, gt, inArray, isNull, lte, max, sql } from '../drizzle.ts'
import { articles, outletDays, outletItems, outlets, visits } from '../schema.ts'
import type { DueOutlet, OutletHealth, OutletStore } from '../store.ts'
import type { Db } from './connect.ts'
import { dayOf } from './outlet-state.ts'
import { syncOutlets } from './sync-outlets.ts'
import { readVisit } from './visits.ts'

type OutletRow = typeof outlets.$inferSelect

/** What a visit needs to know of an outlet. */
const DUE = {
  id: outlets.id,
  etag: outlets.etag,
  lastModified: outlets.lastModified,
  bodyHash: outlets.bodyHash,
  failures: outlets.failures,
  nextVisitAt: outlets.nextVisitAt,
  feedUrl: outlets.feedUrl,
  movedTo: outlets.movedTo,
  moveSeenOnce: outlets.moveSeenOnce,
  hints: outlets.hints,
  firstVisitAt: outlets.firstVisitAt,
  language: outlets.language,
} satisfies { [name in keyof DueOutlet]: unknown }

export function outletStore(db: Db): OutletStore {
  const isVisited = and(isNull(outlets.removedAt), isNull(outlets.goneAt))
  const isFree = lte(outlets.leaseUntil, sql.placeholder('now'))
  const due = db
    .select(DUE)
    .from(outlets)
    .where(and(lte(outlets.nextVisitAt, sql.placeholder('now')), isFree, isVisited))
    .orderBy(asc(outlets.nextVisitAt))
    .limit(sql.placeholder('limit'))
    .prepare()
  const soonest = db
    .select({ at: outlets.nextVisitAt })
    .from(outlets)
    .where(and(isFree, isVisited))
    .orderBy(asc(outlets.nextVisitAt))
    .limit(1)
    .prepare()
  const setLease = db
    .update(outlets)
    .set({ leaseUntil: sql`${sql.placeholder('until')}` })
    .where(sql`${outlets.id} in (select value from json_each(${sql.placeholder('ids')}))`)
    .prepare()
  const renewLease = db
    .update(outlets)
    .set({ leaseUntil: sql`${sql.placeholder('until')}` })
    .where(
      sql`${outlets.id} in (select value from json_each(${sql.placeholder('ids')})) and ${outlets.leaseUntil} > 0`,
    )
    .prepare()
  const lease = (claimed: { id: string }[], until: Instant) => {
    if (claimed.length > 0) setLease.run({ until, ids: JSON.stringify(claimed.map(({ id }) => id)) })
  }
  const lastVisit = db
    .select()
    .from(visits)
    .where(eq(visits.outletId, sql.placeholder('id')))
    .orderBy(desc(visits.at))
    .limit(1)
    .prepare()
  const latestArticle = db
    .select({ at: max(articles.eventAt) })
    .from(articles)
    .where(eq(articles.outletId, sql.placeholder('id')))
    .prepare()
  const daysOf = db
    .select({ day: outletDays.day, articles: outletDays.articles })
    .from(outletDays)
    .where(and(eq(outletDays.outletId, sql.placeholder('id')), gt(outletDays.day, sql.placeholder('after'))))
    .prepare()

  const items = db
    .select({ items: outletItems.items })
    .from(outletItems)
    .where(eq(outletItems.outletId, sql.placeholder('id')))
    .prepare()

  const healthOf = (row: OutletRow): OutletHealth => {
    const last = lastVisit.get(row)
    const { etag, lastModified, bodyHash, leaseUntil, hints, moveSeenOnce, ...rest } = row
    const { firstVisitAt, lastVisitAt, removedAt, ...shown } = rest
    return {
      ...shown,
      url: withoutCredentials(row.url),
      title: row.title ?? row.id,
      nextVisitAt: row.goneAt === null ? row.nextVisitAt : null,
      lastVisit: last ? readVisit(last) : null,
      latestArticleAt: latestArticle.get(row)?.at ?? null,
    }
  }

  return {
    async sync(configured, now, mint) {
      db.transaction(() => syncOutlets(db, configured, now, mint), { behavior: 'immediate' })
    },
    async claimDue(now, limit, leaseMs) {
      return db.transaction(
        () => {
          const claimed = due.all({ now, limit })
          lease(claimed, now + leaseMs)
          return claimed
        },
        { behavior: 'immediate' },
      )
    },
    async claim(ids, now, leaseMs) {
      return db.transaction(
        () => {
          const named = ids ? inArray(outlets.id, ids) : isNull(outlets.goneAt)
          const claimed = db
            .select(DUE)
            .from(outlets)
            .where(and(named, isNull(outlets.removedAt), lte(outlets.leaseUntil, now)))
            .all()
          lease(claimed, now + leaseMs)
          return claimed
        },
        { behavior: 'immediate' },
      )
    },
    async renew(ids, now, leaseMs) {
      renewLease.run({ until: now + leaseMs, ids: JSON.stringify(ids) })
    },
    async nextDueAt(now) {
      return soonest.get({ now })?.at ?? null
    },
    async release(ids) {
      lease(
        ids.map(id => ({ id })),
        0,
      )
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
    async refused(now) {
      const rows = db
        .select()
        .from(outlets)
        .where(and(gt(outlets.retryAt, now), isVisited))
        .all()
      return rows.map(({ movedTo, feedUrl, url, retryAt }) => ({
        url: movedTo ?? feedUrl ?? url,
        retryAt: retryAt ?? now,
      }))
    },
    async items(id) {
      return items.get({ id })?.items ?? []
    },
    async perDay(ids, days, now) {
      const today = dayOf(now)
      const countsOf = (id: string) => {
        const counts = new Array<number>(days).fill(0)
        for (const { day, articles } of daysOf.all({ id, after: today - days }))
          if (day <= today) counts[days - 1 - (today - day)] = articles
        return counts
      }
      return new Map(ids.map(id => [id, countsOf(id)]))
    },
  }
}

/** An address that may be shown; of a broken one nothing is known to be secret. */
function withoutCredentials(address: string): string {
  const url = URL.parse(address)
  if (!url?.username && !url?.password) return address
  url.username = ''
  url.password = ''
  return url.href
}
