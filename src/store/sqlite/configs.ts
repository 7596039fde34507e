import { desc } from '../drizzle.ts'
import { configRevisions } from '../schema.ts'
import type { ConfigStore } from '../store.ts'
import type { Db } from './connect.ts'

export function configStore(db: Db): ConfigStore {
  return {
    async note(config, now) {
      return db.transaction(
        () => {
          const newest = db
            .select()
            .from(configRevisions)
            .orderBy(desc(configRevisions.number))
            .limit(1)
            .get()
          if (newest?.config === config) return newest.number
          return db
            .insert(configRevisions)
            .values({ at: now, config })
            .returning({ number: configRevisions.number })
            .get().number
        },
        { behavior: 'immediate' },
      )
    },
  }
}
