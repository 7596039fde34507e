import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { expect, onTestFinished, test } from 'vitest'
import { openStore } from '../../src/store/open.ts'
import { NOON } from '../support/build.ts'

const DRIZZLE = fileURLToPath(new URL('../../drizzle', import.meta.url))

/** A data directory as the program left it when these migrations were all there were. */
function asOf(lastTag: string): { dir: string; db: Database.Database } {
  const dir = mkdtempSync(join(tmpdir(), 'khulasa-migrations-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  const then = join(dir, 'drizzle')
  cpSync(DRIZZLE, then, { recursive: true })
  const journal = JSON.parse(readFileSync(join(then, 'meta/_journal.json'), 'utf8')) as {
    entries: { tag: string }[]
  }
  const last = journal.entries.findIndex(({ tag }) => tag === lastTag)
  const entries = journal.entries.slice(0, last + 1)
  writeFileSync(join(then, 'meta/_journal.json'), JSON.stringify({ ...journal, entries }))
  const db = new Database(join(dir, 'khulasa.sqlite'))
  migrate(drizzle({ client: db }), { migrationsFolder: then })
  return { dir, db }
}

test('changes that were written before they were numbered are numbered by topic, with a Last-Modified', async () => {
  const { dir, db } = asOf('0006_websub')
  const write = db.prepare(
    'insert into entry_changes (topicId, publicId, kind, at, snapshot) values (?, ?, ?, ?, ?)',
  )
  for (const [topicId, at] of [
    ['a', NOON],
    ['b', NOON + 1],
    ['a', NOON + 1_500],
  ] as const)
    write.run(topicId, `${topicId}-${at}`, 'entered', at, JSON.stringify({ enteredAt: at - 7 }))
  db.close()
  const store = openStore(dir)
  onTestFinished(() => store.close())
  expect(await store.entries.version('a')).toEqual({
    seq: 3,
    number: 2,
    changedAt: NOON + 1_500,
    modifiedAt: NOON + 2_000,
  })
  expect(await store.entries.version('b')).toMatchObject({ seq: 2, number: 1, modifiedAt: NOON + 1_000 })
})
