import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { migrate } from './drizzle.ts'
import { articleStore } from './sqlite/articles.ts'
import { configStore } from './sqlite/configs.ts'
import { connect, type Db } from './sqlite/connect.ts'
import { entryStore } from './sqlite/entries.ts'
import { readFigures } from './sqlite/figures.ts'
import { leaseStore } from './sqlite/leases.ts'
import { outletStore } from './sqlite/outlets.ts'
import { searchStore } from './sqlite/search.ts'
import { storyStore } from './sqlite/stories.ts'
import { subscriberStore } from './sqlite/subscribers.ts'
import { subscriptionStore } from './sqlite/subscriptions.ts'
import { tokenStore } from './sqlite/tokens.ts'
import { topicStore } from './sqlite/topics.ts'
import { visitStore } from './sqlite/visits.ts'
import type { Store } from './store.ts'

/** Longer than any migration takes. */
const TURN_MS = 60_000

const MIGRATIONS = fileURLToPath(new URL('../../drizzle', import.meta.url))

/** The data directory cannot be used; the message says what to do. */
export class StoreError extends Error {
  override name = 'StoreError'
}

/**
 * Opens the database in `dir`, or one in memory for `:memory:`.
 *
 * A writer creates the directory and brings the tables up to date. A reader needs both to be there. A visit may wait
 * for `gatherMs` so that others are written with it.
 *
 * @throws StoreError when the directory or the file cannot be used.
 */
export function openStore(dir: string, { readonly = false, gatherMs = 0 } = {}): Store {
  const file = dir === ':memory:' ? dir : join(dir, 'khulasa.sqlite')
  if (readonly && !existsSync(file))
    throw new StoreError(
      `There is no database in ${dir} yet. Start the collector first, or name another folder with --data DIR.`,
    )
  try {
    if (!readonly && dir !== ':memory:') mkdirSync(dir, { recursive: true })
    const db = readonly ? connect(file, { readonly }) : connectAlone(dir, file)
    const figures = readFigures(db)
    return {
      outlets: outletStore(db),
      visits: visitStore(db, gatherMs),
      articles: articleStore(db),
      stories: storyStore(db),
      entries: entryStore(db),
      topics: topicStore(db),
      tokens: tokenStore(db),
      leases: leaseStore(db),
      configs: configStore(db),
      subscriptions: subscriptionStore(db),
      subscribers: subscriberStore(db),
      search: searchStore(db),
      figures: async now => figures(now),
      dataVersion: async () => db.$client.pragma('data_version', { simple: true }) as number,
      close: () => db.$client.close(),
    }
  } catch (error) {
    if (isDiskFull(error)) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new StoreError(
      `The database in ${dir} cannot be opened: ${reason}. Check that the folder is yours to write, or name another with --data DIR.`,
      { cause: error },
    )
  }
}

/**
 * Opens the database for a writer and brings its tables up to date, while nobody else does either.
 *
 * Two processes that begin together (`--role web` and `collector`) would both switch an empty file to WAL, which waits
 * for nobody, and both make the tables. So they take turns by the lock of an empty database beside it.
 */
function connectAlone(dir: string, file: string): Db {
  const turn = new Database(dir === ':memory:' ? dir : join(dir, 'khulasa.lock'), { timeout: TURN_MS })
  try {
    turn.exec('begin exclusive')
    const db = connect(file, { readonly: false })
    migrate(db, { migrationsFolder: MIGRATIONS })
    return db
  } finally {
    turn.close()
  }
}

/** True when nothing could be written because no space is left: what was committed before is safe. */
export function isDiskFull(error: unknown): boolean {
  const code = error instanceof Error ? (error as Error & { code?: string }).code : undefined
  return (
    code === 'SQLITE_FULL' ||
    code === 'ENOSPC' ||
    (error instanceof Error && error.cause !== undefined && isDiskFull(error.cause))
  )
}
