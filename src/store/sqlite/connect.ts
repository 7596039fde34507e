import Database from 'better-sqlite3'
import { type BetterSQLite3Database, drizzle } from '../drizzle.ts'
import { packTexts } from '../packed-texts.ts'

export type Db = BetterSQLite3Database & { $client: Database.Database }

/**
 * Opens one connection.
 *
 * WAL lets readers read while the one writer writes; NORMAL loses nothing of a committed transaction when the
 * process dies, only when the power does (SQLite, "PRAGMA synchronous").
 */
export function connect(file: string, { readonly }: { readonly: boolean }): Db {
  const client = new Database(file, { readonly })
  client.pragma('busy_timeout = 10000')
  if (!readonly) {
    client.pragma('journal_mode = WAL')
    client.pragma('synchronous = NORMAL')
    // for the migration that packs what was stored before
    client.function('pack_texts', (summary, text, html) => packTexts({ summary, text, html }))
  }
  client.pragma('foreign_keys = ON')
  // who writes finds the pages of one outlet together; who searches, far apart
  client.pragma(`cache_size = ${readonly ? -32_000 : -8_000}`)
  return drizzle({ client }) as Db
}
