import type { ChangeKind } from '../../model/entry.ts'
import type { Instant } from '../../model/time.ts'
import { and, asc, between, desc, eq, gt, lte, max, sql } from '../drizzle.ts'
import { entryChanges } from '../schema.ts'
import {
  ARCHIVE_PAGE,
  type EntryReading,
  type EntrySelection,
  type EntryStore,
  type TopicVersion,
} from '../store.ts'
import type { Db } from './connect.ts'
import { figureReader } from './entry-figures.ts'
import { entryPicker } from './pick-entries.ts'
import { publishedReader } from './published-entries.ts'

/** How many of a topic's latest changes tell its pace. */
const RECENT = 40
const NONE: TopicVersion = { seq: 0, changedAt: null, modifiedAt: null, number: 0 }

export function entryStore(db: Db): EntryStore {
  const pick = entryPicker(db)
  const publishedOf = publishedReader(db)
  const figures = figureReader(db)
  const { versionAt, recent, pageOf, changesAfter, had } = prepareReads(db)

  /** The topic's latest version, or its latest by that time. */
  const versionOf = (topicId: string, by?: Instant): TopicVersion => {
    const newest = versionAt(topicId, Number.MAX_SAFE_INTEGER)
    if (by === undefined || (newest.changedAt ?? 0) <= by) return newest
    // numbers have no gaps, and the times of changes follow them
    let [first, last] = [0, newest.number - 1]
    while (first < last) {
      const middle = Math.ceil((first + last) / 2)
      if ((versionAt(topicId, middle).changedAt ?? 0) <= by) first = middle
      else last = middle - 1
    }
    return versionAt(topicId, first)
  }

  const readNow = (topicId: string, selection: EntrySelection): EntryReading => {
    const { asOf, since } = selection
    const version = versionOf(topicId, asOf)
    const changedAt = recent(topicId, version.seq)
    const rest = { deleted: [], isWhole: true, older: null, version, changedAt }
    if (since) {
      const from = 'seq' in since ? since.seq : versionOf(topicId, since.at).seq
      const { picked, ...told } = pick.changed(topicId, from, selection)
      return { ...rest, ...told, entries: publishedOf(picked) }
    }
    const { picked, older } =
      asOf === undefined ? pick.now(topicId, selection) : pick.at(topicId, version.seq, asOf, selection)
    const isNewest = asOf === undefined && !selection.before && selection.from === undefined
    const deleted = isNewest ? pick.merged(topicId, selection) : []
    return { ...rest, deleted, entries: publishedOf(picked), older }
  }

  return {
    async feed(topicId, limit, before) {
      return db.transaction(() => readNow(topicId, before ? { limit, before } : { limit }).entries)
    },
    async read(topicId, selection) {
      return db.transaction(() => readNow(topicId, selection))
    },
    async archive(topicId, page) {
      return db.transaction(() => {
        const version = versionAt(topicId, page * ARCHIVE_PAGE)
        if (version.number !== page * ARCHIVE_PAGE || page < 1) return undefined
        // of an entry that changed twice, the later change is what counts
        const latest = new Map(pageOf(topicId, page).map(change => [change.publicId, change]))
        const isOut = ({ kind }: { kind: string }) => kind === 'left'
        const changes = [...latest.values()].sort((a, b) => b.enteredAt - a.enteredAt || b.seq - a.seq)
        return {
          version,
          entries: publishedOf(changes.filter(change => !isOut(change))),
          deleted: changes.filter(isOut).map(({ publicId, at }) => ({ id: publicId, at })),
        }
      })
    },
    async changes(topicId, after, limit) {
      return db.transaction(() => {
        const changes = changesAfter(topicId, after, limit)
        const staying = publishedOf(changes.filter(({ kind }) => kind !== 'left'))
        const bySeq = new Map(staying.map(entry => [entry.seq, entry]))
        return changes.map(change => ({
          ...change,
          kind: change.kind as ChangeKind,
          entry: bySeq.get(change.seq),
        }))
      })
    },
    async versions() {
      const rows = db
        .select({ topicId: entryChanges.topicId, seq: max(entryChanges.seq) })
        .from(entryChanges)
        .groupBy(entryChanges.topicId)
        .all()
      return new Map(rows.map(row => [row.topicId, row.seq ?? 0]))
    },
    async languages(topicId) {
      return db.transaction(() => figures.languages(topicId))
    },
    async enteredSince(topicId, since) {
      return figures.entered(topicId, since)
    },
    async outletsSince(topicId, since, most, withPrivate = false) {
      return figures.outlets(topicId, since, most, withPrivate)
    },
    async version(topicId) {
      return versionOf(topicId)
    },
    async hadVersion(topicId, seq) {
      return had(topicId, seq)
    },
  }
}

/** The statements that feeds are read with. */
function prepareReads(db: Db) {
  const $ = sql.placeholder
  const isOfTopic = eq(entryChanges.topicId, $('topicId'))
  const { seq, number, modifiedAt, at, publicId, kind, enteredAt } = entryChanges
  const version = db
    .select({ seq, changedAt: at, modifiedAt, number })
    .from(entryChanges)
    .where(and(isOfTopic, lte(number, $('number'))))
    .orderBy(desc(number))
    .limit(1)
    .prepare()
  const times = db
    .select({ at })
    .from(entryChanges)
    .where(and(isOfTopic, lte(seq, $('seq'))))
    .orderBy(desc(seq))
    .limit(RECENT)
    .prepare()
  const page = db
    .select({ seq, publicId, kind, at, enteredAt })
    .from(entryChanges)
    .where(and(isOfTopic, between(number, $('first'), $('last'))))
    .orderBy(asc(number))
    .prepare()
  const after = db
    .select({ seq, publicId, kind, at })
    .from(entryChanges)
    .where(and(isOfTopic, gt(seq, $('after'))))
    .orderBy(asc(seq))
    .limit($('limit'))
    .prepare()
  const one = db
    .select({ topicId: entryChanges.topicId })
    .from(entryChanges)
    .where(eq(seq, $('seq')))
    .prepare()

  return {
    /** The version that the topic's change of that number made, or of the highest below it. */
    versionAt: (topicId: string, number: number): TopicVersion => version.get({ topicId, number }) ?? NONE,
    recent: (topicId: string, seq: number): Instant[] => times.all({ topicId, seq }).map(row => row.at),
    pageOf: (topicId: string, nth: number) =>
      page.all({ topicId, first: (nth - 1) * ARCHIVE_PAGE + 1, last: nth * ARCHIVE_PAGE }),
    changesAfter: (topicId: string, seq: number, limit: number) => after.all({ topicId, after: seq, limit }),
    had: (topicId: string, seq: number): boolean => one.get({ seq })?.topicId === topicId,
  }
}
