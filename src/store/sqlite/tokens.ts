import { asc, eq } from '../drizzle.ts'
import { topicTokens } from '../schema.ts'
import type { TokenStore } from '../store.ts'
import type { Db } from './connect.ts'

export function tokenStore(db: Db): TokenStore {
  return {
    async add(token) {
      db.insert(topicTokens).values(token).run()
    },
    async list() {
      return db.select().from(topicTokens).orderBy(asc(topicTokens.createdAt), asc(topicTokens.hash)).all()
    },
    async remove(hash) {
      return db.delete(topicTokens).where(eq(topicTokens.hash, hash)).run().changes > 0
    },
  }
}
