import { eq, sql } from 'drizzle-orm'
import type { Instant } from '../../model/time.ts'
import { entries, entryChanges, stories } from '../schema.ts'
import type { FiledStory } from '../store.ts'
import type { Db } from './connect.ts'

/** Writes what judging stories came to, inside a transaction; gives the topics that changed with their newest seq. */
export function filer(db: Db) {
  return (filed: FiledStory[], at: Instant): Map<string, number> => {
    const newest = new Map<string, number>()
    for (const { story, changes, dueAt, fileAt } of filed) {
      const { id, publicId, ...totals } = story
      // what became due again since it was read stays due
      const due = sql`case when "fileAt" = ${dueAt} then ${fileAt} else "fileAt" end`
      db.update(stories)
        .set({ ...totals, fileAt: due })
        .where(eq(stories.id, id))
        .run()
      for (const { entry, kind, snapshot } of changes) {
        const { topicId, publicId: entryId } = entry
        const { seq } = db
          .insert(entryChanges)
          .values({ topicId, publicId: entryId, kind, at, snapshot: JSON.stringify(snapshot) })
          .returning({ seq: entryChanges.seq })
          .get()
        db.insert(entries)
          .values({ ...entry, seq })
          .onConflictDoUpdate({ target: [entries.topicId, entries.publicId], set: { ...entry, seq } })
          .run()
        newest.set(topicId, seq)
      }
    }
    return newest
  }
}
