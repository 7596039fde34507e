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

test('entries that were written before they had a language are in that of their lead', async () => {
  const { dir, db } = asOf('0011_index-state')
  db.pragma('foreign_keys = off')
  const article = db.prepare(`insert into articles
    (id, outletId, guid, title, summary, html, text, language, direction, categories, enclosures, seenAt, eventAt, updatedAt, contentHash, knownAt)
    values (?, 'gazette', ?, '', '', '', '', ?, 'rtl', '[]', '[]', 0, 0, 0, '', 0)`)
  const change = db.prepare(`insert into entry_changes (seq, topicId, publicId, kind, at, snapshot)
    values (?, 'all', ?, 'entered', 0, ?)`)
  const entry =
    db.prepare(`insert into entries (topicId, publicId, storyId, enteredAt, updatedAt, changedAt, why, seq)
    values ('all', ?, ?, 0, 0, 0, '[]', ?)`)
  for (const [i, language] of ['ar-sa', 'en', null].entries()) {
    article.run(i, `guid ${i}`, language)
    change.run(i + 1, `entry ${i}`, JSON.stringify({ lead: { articleId: i } }))
    entry.run(`entry ${i}`, i, i + 1)
  }
  db.close()
  openStore(dir).close()
  const after = new Database(join(dir, 'khulasa.sqlite'), { readonly: true })
  onTestFinished(() => void after.close())
  const rows = after.prepare('select language from entries order by publicId').pluck().all()
  expect(rows).toEqual(['ar', 'en', ''])
})
