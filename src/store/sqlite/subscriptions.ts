import { and, asc, eq, inArray, lte, ne, type SQL, sql } from '../drizzle.ts'
import type { SubscriptionStore } from '../push.ts'
import { outlets, subscriptions } from '../schema.ts'
import type { Db } from './connect.ts'
import { notAmong } from './prepared.ts'

export function subscriptionStore(db: Db): SubscriptionStore {
  const ofOutlet = db
    .select()
    .from(subscriptions)
    .where(and(eq(subscriptions.outletId, sql.placeholder('outletId')), eq(subscriptions.leaving, false)))
    .prepare()
  const due = db
    .select()
    .from(subscriptions)
    .where(lte(subscriptions.dueAt, sql.placeholder('now')))
    .orderBy(asc(subscriptions.dueAt))
    .limit(sql.placeholder('limit'))
    .prepare()

  const leave = (which: SQL | undefined, now: number): void => {
    const left = db
      .update(subscriptions)
      .set({ leaving: true, dueAt: now, failures: 0 })
      .where(and(which, eq(subscriptions.leaving, false)))
      .returning({ outletId: subscriptions.outletId, ownVisitAt: subscriptions.ownVisitAt })
      .all()
    for (const { outletId, ownVisitAt } of left) visitAtOwnPace(db, outletId, ownVisitAt)
  }

  return {
    async find(id) {
      return db.select().from(subscriptions).where(eq(subscriptions.id, id)).get()
    },
    async ofOutlet(outletId) {
      return ofOutlet.get({ outletId })
    },
    async want({ outletId, hubUrl, topicUrl, token, secret }, now) {
      db.transaction(
        () => {
          const known = ofOutlet.get({ outletId })
          if (known?.hubUrl === hubUrl && known.topicUrl === topicUrl) return
          leave(eq(subscriptions.outletId, outletId), now)
          db.insert(subscriptions).values({ outletId, hubUrl, topicUrl, token, secret, dueAt: now }).run()
        },
        { behavior: 'immediate' },
      )
    },
    async leave(outletId, now) {
      db.transaction(() => leave(eq(subscriptions.outletId, outletId), now), { behavior: 'immediate' })
    },
    async leaveOthers(outletIds, now) {
      db.transaction(() => leave(notAmong(subscriptions.outletId, outletIds), now), {
        behavior: 'immediate',
      })
    },
    async claimDue(now, limit, leaseMs) {
      return db.transaction(
        () => {
          const rows = due.all({ now, limit })
          const ids = rows.map(({ id }) => id)
          if (ids.length > 0)
            db.update(subscriptions)
              .set({ dueAt: now + leaseMs })
              .where(inArray(subscriptions.id, ids))
              .run()
          return rows
        },
        { behavior: 'immediate' },
      )
    },
    async change(id, change) {
      db.update(subscriptions).set(change).where(eq(subscriptions.id, id)).run()
    },
    async lose(id, change) {
      db.transaction(
        () => {
          const [row] = db
            .update(subscriptions)
            .set(change)
            .where(eq(subscriptions.id, id))
            .returning({ outletId: subscriptions.outletId, ownVisitAt: subscriptions.ownVisitAt })
            .all()
          if (row) visitAtOwnPace(db, row.outletId, row.ownVisitAt)
        },
        { behavior: 'immediate' },
      )
    },
    async remove(id) {
      db.delete(subscriptions).where(eq(subscriptions.id, id)).run()
    },
  }
}

/** The visit that was put off while the outlet was pushed comes when it would have come without. */
function visitAtOwnPace(db: Db, outletId: string, ownVisitAt: number | null): void {
  if (ownVisitAt === null) return
  db.update(outlets)
    .set({ nextVisitAt: sql`min(${outlets.nextVisitAt}, ${ownVisitAt})` })
    .where(and(eq(outlets.id, outletId), ne(outlets.nextVisitAt, ownVisitAt)))
    .run()
}
