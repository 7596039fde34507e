import type { ChangeKind, Entry } from '../../model/entry.ts'
import type { Instant } from '../../model/time.ts'
import { desc, eq, sql } from '../drizzle.ts'
import { articles, entries, entryChanges, stories } from '../schema.ts'
import type { FiledStory } from '../store.ts'
import type { Db } from './connect.ts'
import { excluded, placeholders } from './prepared.ts'

const TOTALS = [
  'language',
  'leadId',
  'title',
  'firstSeenAt',
  'updatedAt',
  'articleCount',
  'outletCount',
  'independentCount',
  'keywords',
  'related',
  'relatedFor',
  'mergedInto',
] as const
const CHANGE = [
  'topicId',
  'publicId',
  'kind',
  'at',
  'snapshot',
  'pushes',
  'enteredAt',
  'number',
  'modifiedAt',
] as const
const KEY = ['topicId', 'publicId'] as const
const ENTRY = ['storyId', 'enteredAt', 'updatedAt', 'changedAt', 'leftAt', 'why', 'seq', 'language'] as const

/** Writes what judging stories came to, inside a transaction; gives the topics that changed with their newest seq. */
export function filer(db: Db) {
  const $ = sql.placeholder
  // what became due again since it was read stays due
  const fileAt = sql`case when "fileAt" = ${$('dueAt')} then ${$('fileAt')} else "fileAt" end`
  const total = db
    .update(stories)
    // drizzle's types forget that an update takes placeholders as an insert does
    .set({ ...(placeholders(TOTALS) as object), fileAt })
    .where(eq(stories.id, $('id')))
    .prepare()
  const append = db
    .insert(entryChanges)
    .values(placeholders(CHANGE))
    .returning({ seq: entryChanges.seq })
    .prepare()
  const latest = db
    .select({ number: entryChanges.number, modifiedAt: entryChanges.modifiedAt })
    .from(entryChanges)
    .where(eq(entryChanges.topicId, $('topicId')))
    .orderBy(desc(entryChanges.seq))
    .limit(1)
    .prepare()
  const spoken = db
    .select({ language: articles.language })
    .from(articles)
    .where(eq(articles.id, $('articleId')))
    .prepare()
  const put = db
    .insert(entries)
    .values(placeholders([...KEY, ...ENTRY]))
    .onConflictDoUpdate({ target: [entries.topicId, entries.publicId], set: excluded(ENTRY) })
    .prepare()

  return (filed: FiledStory[], at: Instant): Map<string, number> => {
    const newest = new Map<string, number>()
    const versions = new Map<string, Version>()
    for (const { story, changes, dueAt, fileAt: again } of filed) {
      total.run({ ...story, dueAt, fileAt: again })
      for (const { entry, kind, snapshot } of changes) {
        const pushes = isNews(entry, kind, at)
        const { topicId } = entry
        const version = versions.get(topicId) ?? nextVersion(latest.get({ topicId }), at)
        versions.set(topicId, { ...version, number: version.number + 1 })
        const { seq } = append.get({
          ...entry,
          ...version,
          kind,
          at,
          snapshot: JSON.stringify(snapshot),
          pushes,
        })
        const language = spoken.get(snapshot.lead)?.language?.split('-')[0] ?? ''
        put.run({ ...entry, seq, language })
        newest.set(topicId, seq)
      }
    }
    return newest
  }
}

type Version = { number: number; modifiedAt: Instant }

/** Of a topic's next change: its number, and a Last-Modified that no version of before had, in whole seconds. */
function nextVersion(before: Version | undefined, at: Instant): Version {
  const roundedUp = Math.ceil(at / 1000) * 1000
  if (!before) return { number: 1, modifiedAt: roundedUp }
  return { number: before.number + 1, modifiedAt: Math.max(roundedUp, before.modifiedAt + 1000) }
}

/** What should have entered so long ago was filed late: by a changed topic, or an outlet's first visit. */
const LATE_MS = 15 * 60_000

/** Whether subscribers are told of a change: of an entry that comes in, and of one that is told anew. */
function isNews({ enteredAt, updatedAt }: Entry, kind: ChangeKind, at: Instant): boolean {
  switch (kind) {
    case 'entered':
      return at - enteredAt < LATE_MS
    case 'updated':
    case 'grown':
      return updatedAt === at
    case 'left':
      return false
  }
}
