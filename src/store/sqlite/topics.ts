import type { Instant } from '../../model/time.ts'
import type { Topic } from '../../model/topic.ts'
import { and, eq, inArray, isNull, notInArray } from '../drizzle.ts'
import { entries, entryChanges, stories, subscribers, topics, topicTokens } from '../schema.ts'
import type { MintId, TopicStore } from '../store.ts'
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
            const known = findTopic(id) ?? takeOver(db, topic, now, mint)
            if (known?.definition === definition && known.removedAt === null) continue
            changed = true
            tx.insert(topics)
              .values({
                id,
                publicId: known?.publicId ?? mint(),
                title,
                description,
                definition,
                private: topic.private,
                createdAt: now,
              })
              .onConflictDoUpdate({
                target: topics.id,
                set: { title, description, definition, private: topic.private, removedAt: null },
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

/** Everything that is kept by a topic's id. */
const OF_TOPIC = [entries, entryChanges, topicTokens, subscribers]

/**
 * Gives a renamed topic all that is known of it under an id that it had before: it stays the same feed with the same
 * entries. The former id stays, as one that was served once.
 */
function takeOver(db: Db, { id, formerly }: Topic, now: Instant, mint: MintId) {
  if (formerly.length === 0) return undefined
  const former = db.select().from(topics).where(inArray(topics.id, formerly)).limit(1).get()
  if (!former) return undefined
  db.update(topics).set({ id, removedAt: null }).where(eq(topics.id, former.id)).run()
  for (const table of OF_TOPIC)
    db.update(table).set({ topicId: id }).where(eq(table.topicId, former.id)).run()
  db.insert(topics)
    .values({ ...former, publicId: mint(), removedAt: former.removedAt ?? now })
    .run()
  return { ...former, id, removedAt: null }
}
