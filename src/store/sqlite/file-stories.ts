import { eq, sql } from 'drizzle-orm'
import type { Instant } from '../../model/time.ts'
import { entries, entryChanges, stories } from '../schema.ts'
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
const CHANGE = ['topicId', 'publicId', 'kind', 'at', 'snapshot'] as const
const KEY = ['topicId', 'publicId'] as const
const ENTRY = ['storyId', 'enteredAt', 'updatedAt', 'changedAt', 'leftAt', 'why', 'seq'] as const

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
  const put = db
    .insert(entries)
    .values(placeholders([...KEY, ...ENTRY]))
    .onConflictDoUpdate({ target: [entries.topicId, entries.publicId], set: excluded(ENTRY) })
    .prepare()

  return (filed: FiledStory[], at: Instant): Map<string, number> => {
    const newest = new Map<string, number>()
    for (const { story, changes, dueAt, fileAt: again } of filed) {
      total.run({ ...story, dueAt, fileAt: again })
      for (const { entry, kind, snapshot } of changes) {
        const { seq } = append.get({ ...entry, kind, at, snapshot: JSON.stringify(snapshot) })
        put.run({ ...entry, seq })
        newest.set(entry.topicId, seq)
      }
    }
    return newest
  }
}
