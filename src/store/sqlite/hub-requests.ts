import type { HubRequest } from '../../model/push.ts'
import { and, asc, count, eq, inArray, lte, sql } from '../drizzle.ts'
import type { SubscriberStore } from '../push.ts'
import { hubRequests, subscribers } from '../schema.ts'
import type { Db } from './connect.ts'

/** Anybody may ask our hub, so what it keeps of them has an end. */
const MAX_REQUESTS = 1_000
const MAX_SUBSCRIBERS = 20_000

type RequestStore = Pick<SubscriberStore, 'request' | 'claimRequests' | 'putOffRequest' | 'dropRequest'>

/** What was asked of our hub and is not settled yet. */
export function requestStore(db: Db): RequestStore {
  const isFull = () =>
    (db.select({ rows: count() }).from(hubRequests).get()?.rows ?? 0) >= MAX_REQUESTS ||
    (db.select({ rows: count() }).from(subscribers).get()?.rows ?? 0) >= MAX_SUBSCRIBERS

  return {
    async request({ mode, topicUrl, callback, secret, leaseMs }, now) {
      return db.transaction(
        () => {
          if (isFull()) return false
          // a new row, so that whoever settles the earlier request settles nothing of this one
          db.delete(hubRequests)
            .where(and(eq(hubRequests.topicUrl, topicUrl), eq(hubRequests.callback, callback)))
            .run()
          db.insert(hubRequests).values({ mode, topicUrl, callback, secret, leaseMs, dueAt: now }).run()
          return true
        },
        { behavior: 'immediate' },
      )
    },
    async claimRequests(now, limit, leaseMs) {
      return db.transaction(
        () => {
          const rows = db
            .select()
            .from(hubRequests)
            .where(lte(hubRequests.dueAt, now))
            .orderBy(asc(hubRequests.dueAt))
            .limit(limit)
            .all()
          const ids = rows.map(({ id }) => id)
          if (ids.length > 0)
            db.update(hubRequests)
              .set({ dueAt: now + leaseMs })
              .where(inArray(hubRequests.id, ids))
              .run()
          return rows.map(({ dueAt, mode, ...row }) => ({ ...row, mode: mode as HubRequest['mode'] }))
        },
        { behavior: 'immediate' },
      )
    },
    async putOffRequest(id, dueAt) {
      db.update(hubRequests)
        .set({ dueAt, failures: sql`${hubRequests.failures} + 1` })
        .where(eq(hubRequests.id, id))
        .run()
    },
    async dropRequest(id) {
      db.delete(hubRequests).where(eq(hubRequests.id, id)).run()
    },
  }
}
