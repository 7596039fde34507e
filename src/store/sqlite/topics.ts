import { and, eq, isNull, notInArray } from 'drizzle-orm'
import { stories, topics } from '../schema.ts'
import type { TopicStore } from '../store.ts'
import type { Db } from './connect.ts'

export function topicStore(db: Db): TopicStore {
  const findTopic = (id: string) => db.select().from(topics).where(eq(topics.id, id)).get()

  return {
    async sync(configured, now, mint) {
      db.transaction(
        tx => {
          let changed = false
          for (const topic of configured) {
            const { id, title, description } = topic
            const definition = JSON.stringify(topic)
            const known = findTopic(id)
            if (known?.definition === definition && known.removedAt === null) continue
            changed = true
            tx.insert(topics)
              .values({
                id,
                publicId: known?.publicId ?? mint(),
                title,
                description,
                definition,
                createdAt: now,
              })
              .onConflictDoUpdate({
                target: topics.id,
                set: { title, description, definition, removedAt: null },
              })
              .run()
          }
          const ids = configured.map(topic => topic.id)
          tx.update(topics)
            .set({ removedAt: now })
            .where(and(notInArray(topics.id, ids), isNull(topics.removedAt)))
            .run()
          if (changed) tx.update(stories).set({ fileAt: now }).where(isNull(stories.mergedInto)).run()
        },
        { behavior: 'immediate' },
      )
    },
    async find(id) {
      return findTopic(id)
    },
  }
}
