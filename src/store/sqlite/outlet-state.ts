import type { ListedItem } from '../../model/outlet.ts'
import { eq, type SQL, sql } from '../drizzle.ts'
import { outletDays, outletItems, outlets } from '../schema.ts'
import type { ReadFeed, VisitRecord } from '../store.ts'
import type { Db } from './connect.ts'

const DAY_MS = 86_400_000

/** Writes what a visit changed of its outlet; to be called inside the visit's transaction. */
export function outletWriter(db: Db): (record: VisitRecord, newArticles: number) => void {
  const state = db
    .update(outlets)
    .set({
      nextVisitAt: value('nextVisitAt'),
      failures: value('failures'),
      failingSince: sql`case when ${value('failures')} = 0 then null else coalesce(${outlets.failingSince}, ${value('at')}) end`,
      retryAt: value('retryAt'),
      goneAt: value('goneAt'),
      leaseUntil: 0,
      lastVisitAt: value('at'),
      lastGoodAt: unless('isBad', value('at'), outlets.lastGoodAt),
      etag: unless('keepsValidators', value('etag'), outlets.etag),
      lastModified: unless('keepsValidators', value('lastModified'), outlets.lastModified),
      feedUrl: unless('keepsAddress', value('feedUrl'), outlets.feedUrl),
      movedTo: unless('keepsAddress', value('movedTo'), outlets.movedTo),
      moveSeenOnce: unless('keepsAddress', value('moveSeenOnce'), outlets.moveSeenOnce),
      hints: unless('keepsHints', value('hints'), outlets.hints),
    })
    .where(eq(outlets.id, sql.placeholder('id')))
    .prepare()
  const read = db
    .update(outlets)
    .set({
      bodyHash: value('bodyHash'),
      title: value('title'),
      siteUrl: value('siteUrl'),
      language: value('language'),
      hints: value('hints'),
      repairs: sql`coalesce(${value('repairs')}, ${outlets.repairs})`,
      firstVisitAt: sql`coalesce(${outlets.firstVisitAt}, ${value('at')})`,
      articleCount: sql`${outlets.articleCount} + ${value('newArticles')}`,
    })
    .where(eq(outlets.id, sql.placeholder('id')))
    .prepare()

  return (record, newArticles) => {
    state.run(stateOf(record))
    if (record.read) read.run({ ...readOf(record.read), newArticles, ...namedBy(record) })
  }
}

/** Writes what a hub pushed of an outlet: its pace, its validators and what its feed says of itself stay. */
export function pushedWriter(db: Db): (id: string, newArticles: number) => void {
  const pushed = db
    .update(outlets)
    .set({ articleCount: sql`${outlets.articleCount} + ${value('newArticles')}` })
    .where(eq(outlets.id, sql.placeholder('id')))
    .prepare()
  return (id, newArticles) => void pushed.run({ id, newArticles })
}

/** Writes what an outlet's feed lists now. */
export function itemsWriter(db: Db): (outletId: string, items: ListedItem[]) => void {
  const put = db
    .insert(outletItems)
    .values({ outletId: sql.placeholder('outletId'), items: sql.placeholder('items') })
    .onConflictDoUpdate({ target: outletItems.outletId, set: { items: sql`excluded."items"` } })
    .prepare()
  return (outletId, items) => void put.run({ outletId, items })
}

/** Counts new articles by the day of their event. */
export function dayCounter(db: Db): (outletId: string, eventsAt: number[]) => void {
  const add = db
    .insert(outletDays)
    .values({
      outletId: sql.placeholder('outletId'),
      day: sql.placeholder('day'),
      articles: sql.placeholder('articles'),
    })
    .onConflictDoUpdate({
      target: [outletDays.outletId, outletDays.day],
      set: { articles: sql`${outletDays.articles} + excluded."articles"` },
    })
    .prepare()
  return (outletId, eventsAt) => {
    const counts = new Map<number, number>()
    for (const at of eventsAt) counts.set(dayOf(at), (counts.get(dayOf(at)) ?? 0) + 1)
    for (const [day, articles] of counts) add.run({ outletId, day, articles })
  }
}

export const dayOf = (at: number): number => Math.floor(at / DAY_MS)

function stateOf(record: VisitRecord): Record<string, unknown> {
  const { visit, nextVisitAt, failures, retryAt = null, isGone = false, address, validators, hints } = record
  return {
    ...namedBy(record),
    nextVisitAt,
    failures,
    retryAt,
    goneAt: isGone ? visit.at : null,
    isBad: visit.outcome === 'read' || visit.outcome === 'unchanged' ? 0 : 1,
    keepsValidators: validators ? 0 : 1,
    etag: validators?.etag ?? null,
    lastModified: validators?.lastModified ?? null,
    keepsAddress: address ? 0 : 1,
    feedUrl: address?.feedUrl ?? null,
    movedTo: address?.movedTo ?? null,
    moveSeenOnce: address?.moveSeenOnce ?? null,
    keepsHints: hints ? 0 : 1,
    hints: hints ? JSON.stringify(hints) : null,
  }
}

function readOf(read: ReadFeed): Record<string, unknown> {
  const { bodyHash, title, siteUrl, language, hints, repairs } = read
  return {
    bodyHash,
    title,
    siteUrl,
    language,
    hints: JSON.stringify(hints),
    repairs: repairs && JSON.stringify(repairs),
  }
}

const namedBy = ({ visit }: VisitRecord) => ({ id: visit.outletId, at: visit.at })

const value = (name: string): SQL => sql`${sql.placeholder(name)}`

const unless = (flag: string, changed: SQL, column: unknown): SQL =>
  sql`case when ${sql.placeholder(flag)} then ${column} else ${changed} end`
