import type { FeedFormat, Subscriber } from '../../model/push.ts'
import { and, asc, eq, isNotNull, isNull, lte, ne, or, sql } from '../drizzle.ts'
import type { NamedSubscriber, SubscriberStore } from '../push.ts'
import { entryChanges, subscribers } from '../schema.ts'
import type { Db } from './connect.ts'
import { requestStore } from './hub-requests.ts'
import { notAmong } from './prepared.ts'

type SubscriberRow = typeof subscribers.$inferSelect

/** The seq of the newest change of a subscriber's topic that is news; null where there is none. */
const NEWEST = sql<number | null>`(select max(${entryChanges.seq}) from ${entryChanges}
  where ${entryChanges.topicId} = ${subscribers.topicId} and "pushes")`

export function subscriberStore(db: Db): SubscriberStore {
  const $ = sql.placeholder
  const due = db
    .select({ row: subscribers, news: NEWEST })
    .from(subscribers)
    .where(
      and(
        lte(subscribers.dueAt, $('now')),
        or(isNull(subscribers.leaseUntil), sql`${subscribers.leaseUntil} > ${$('now')}`),
      ),
    )
    .orderBy(sql`${subscribers.failures} > 0`, asc(subscribers.dueAt))
    .limit($('limit'))
    .prepare()
  const claim = db
    .update(subscribers)
    .set({ dueAt: sql`${$('until')}` })
    .where(eq(subscribers.id, $('id')))
    .prepare()
  const settle = db
    .update(subscribers)
    .set({
      cursor: sql`${$('cursor')}`,
      dueAt: sql`case when ${NEWEST} > ${$('cursor')} then ${$('again')} end`,
      failures: 0,
      failingSince: null,
      deliveredAt: sql`${$('at')}`,
      problem: sql`${$('problem')}`,
    })
    .where(eq(subscribers.id, $('id')))
    .prepare()

  return {
    ...requestStore(db),

    async subscribe({ topicId, format, callback, secret, leaseUntil }) {
      db.insert(subscribers)
        .values({ kind: 'websub', topicId, format, callback, secret, leaseUntil, cursor: newestOf(topicId) })
        .onConflictDoUpdate({ target: IDENTITY, set: { secret, leaseUntil } })
        .run()
    },
    async unsubscribe({ topicId, format, callback }) {
      db.delete(subscribers)
        .where(
          and(
            eq(subscribers.kind, 'websub'),
            eq(subscribers.topicId, topicId),
            eq(subscribers.format, format),
            eq(subscribers.callback, callback),
          ),
        )
        .run()
    },
    async configure(kind, named, mintSecret) {
      db.transaction(
        () => {
          const before = db.select().from(subscribers).where(eq(subscribers.kind, kind)).all()
          const gone = before.filter(row => !named.some(one => isSame(one, row)))
          for (const { id } of gone) db.delete(subscribers).where(eq(subscribers.id, id)).run()
          for (const one of named) {
            const known = before.find(row => isSame(one, row))
            const secret = kind === 'ping' ? null : (one.secret ?? known?.secret ?? mintSecret())
            const { topicId, callback } = one
            db.insert(subscribers)
              .values({ kind, topicId, format: 'json', callback, secret, cursor: newestOf(topicId) })
              .onConflictDoUpdate({ target: IDENTITY, set: { secret } })
              .run()
          }
        },
        { behavior: 'immediate' },
      )
    },
    async removeOthers(topicIds) {
      return db
        .delete(subscribers)
        .where(and(eq(subscribers.kind, 'websub'), notAmong(subscribers.topicId, topicIds)))
        .returning()
        .all()
        .map(readSubscriber)
    },
    async wake(topicIds, now, gapMs) {
      const ofTopics = topicIds
        ? sql`${subscribers.topicId} in (select value from json_each(${JSON.stringify(topicIds)}))`
        : undefined
      db.update(subscribers)
        .set({ dueAt: sql`max(${now}, coalesce(${subscribers.deliveredAt} + ${gapMs}, 0))` })
        .where(and(isNull(subscribers.dueAt), ofTopics, sql`${subscribers.cursor} < ${NEWEST}`))
        .run()
    },
    async claimDue(now, limit, leaseMs) {
      return db.transaction(
        () => {
          const rows = due.all({ now, limit })
          for (const { row } of rows) claim.run({ id: row.id, until: now + leaseMs })
          return rows.map(({ row, news }) => ({ ...readSubscriber(row), news: news ?? row.cursor }))
        },
        { behavior: 'immediate' },
      )
    },
    async settle(id, { cursor, at, gapMs, problem }) {
      settle.run({ id, cursor, at, again: at + gapMs, problem })
    },
    async putOff(id, failed) {
      db.update(subscribers).set(failed).where(eq(subscribers.id, id)).run()
    },
    async remove(id) {
      db.delete(subscribers).where(eq(subscribers.id, id)).run()
    },
    async news(topicId, after, upTo) {
      return db
        .select({ publicId: entryChanges.publicId })
        .from(entryChanges)
        .where(
          and(
            eq(entryChanges.topicId, topicId),
            sql`${entryChanges.seq} > ${after} and ${entryChanges.seq} <= ${upTo} and "pushes"`,
          ),
        )
        .groupBy(entryChanges.publicId)
        .orderBy(sql`max(${entryChanges.seq}) desc`)
        .all()
        .map(({ publicId }) => publicId)
    },
    async expire(now) {
      return db
        .delete(subscribers)
        .where(and(isNotNull(subscribers.leaseUntil), lte(subscribers.leaseUntil, now)))
        .run().changes
    },
    async named() {
      return db
        .select()
        .from(subscribers)
        .where(ne(subscribers.kind, 'websub'))
        .orderBy(asc(subscribers.topicId), asc(subscribers.kind))
        .all()
        .map(readSubscriber)
    },
  }

  function newestOf(topicId: string): number {
    const row = db
      .select({ seq: sql<number | null>`max(${entryChanges.seq})` })
      .from(entryChanges)
      .where(and(eq(entryChanges.topicId, topicId), sql`"pushes"`))
      .get()
    return row?.seq ?? 0
  }
}

const IDENTITY = [subscribers.topicId, subscribers.format, subscribers.callback, subscribers.kind]

function isSame(one: NamedSubscriber, row: SubscriberRow): boolean {
  return one.topicId === row.topicId && one.callback === row.callback
}

function readSubscriber({ dueAt, kind, format, ...row }: SubscriberRow): Subscriber {
  return { ...row, kind: kind as Subscriber['kind'], format: format as FeedFormat }
}
