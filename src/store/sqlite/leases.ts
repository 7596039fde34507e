import { and, eq, sql } from '../drizzle.ts'
import { leases } from '../schema.ts'
import type { LeaseStore } from '../store.ts'
import type { Db } from './connect.ts'

export function leaseStore(db: Db): LeaseStore {
  return {
    async acquire(name, holder, now, ms) {
      const until = now + ms
      const { changes } = db
        .insert(leases)
        .values({ name, holder, until })
        .onConflictDoUpdate({
          target: leases.name,
          set: { holder, until },
          setWhere: sql`${leases.until} <= ${now} or ${leases.holder} = ${holder}`,
        })
        .run()
      return changes > 0
    },
    async release(name, holder) {
      db.delete(leases)
        .where(and(eq(leases.name, name), eq(leases.holder, holder)))
        .run()
    },
  }
}
