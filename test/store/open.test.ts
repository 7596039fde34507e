import { execFile, execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isDiskFull, openStore } from '../../src/store/open.ts'
import { connect } from '../../src/store/sqlite/connect.ts'
import { visitStore } from '../../src/store/sqlite/visits.ts'
import { anArticle, anOutlet, aRecord, counter, NOON } from '../support/build.ts'

const OPEN = new URL('../../src/store/open.ts', import.meta.url).href

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'khulasa-test-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

test('the data directory is made with its tables, and opening it again keeps what is in it', async () => {
  const data = join(dir, 'deep', 'data')
  const first = openStore(data)
  await first.outlets.sync([anOutlet()], NOON, counter())
  first.close()
  const second = openStore(data)
  expect(await second.outlets.list()).toHaveLength(1)
  second.close()
})

test('a reader sees what a writer commits, and cannot write', async () => {
  const writer = openStore(dir)
  const reader = openStore(dir, { readonly: true })
  const before = await reader.dataVersion()
  await writer.outlets.sync([anOutlet()], NOON, counter())
  expect(await reader.outlets.list()).toHaveLength(1)
  expect(await reader.dataVersion()).not.toBe(before)
  await expect(reader.outlets.sync([], NOON, counter())).rejects.toThrow(/readonly/)
  writer.close()
  reader.close()
})

test('processes that open an empty directory at the same moment take turns', async () => {
  const source = `import { openStore } from ${JSON.stringify(OPEN)}; openStore(process.argv[1]).close()`
  const start = () => promisify(execFile)(process.execPath, ['-e', source, dir])
  await expect(Promise.all(Array.from({ length: 6 }, start))).resolves.toHaveLength(6)
})

test('a reader without a database is told to start the collector', () => {
  expect(() => openStore(dir, { readonly: true })).toThrow(/no database.*--data DIR/s)
})

test('a file where the directory should be is told with what to do', () => {
  const file = join(dir, 'file')
  writeFileSync(file, '')
  expect(() => openStore(file)).toThrow(/cannot be opened.*--data DIR/s)
})

test('a file that is no database is told, and left alone', () => {
  writeFileSync(
    join(dir, 'khulasa.sqlite'),
    'this is a text, and a long one, so that it is not taken for an empty file'.repeat(20),
  )
  expect(() => openStore(dir)).toThrow(/not a database/)
})

test('a full disk is known as such, and loses nothing that was stored', async () => {
  const store = openStore(dir)
  await store.outlets.sync([anOutlet()], NOON, counter())
  await store.visits.record(aRecord([anArticle()]))
  const db = connect(join(dir, 'khulasa.sqlite'), { readonly: false })
  // SQLite's own limit stands in for the disk's: the error is the same one
  db.$client.pragma(`max_page_count = ${Number(db.$client.pragma('page_count', { simple: true })) + 2}`)
  const long = anArticle({ guid: 'long', url: null, html: 'x'.repeat(100_000) })
  const failure = await visitStore(db)
    .record(aRecord([long]))
    .catch(error => error)
  expect(isDiskFull(failure)).toBe(true)
  expect(await store.articles.ofOutlet('gazette', 10)).toHaveLength(1)
  db.$client.close()
  store.close()
})

test('the migrations are what the schema says', () => {
  // drizzle-kit takes paths below the working directory only
  const out = relative(process.cwd(), join(dir, 'drizzle'))
  execFileSync('cp', ['-r', 'drizzle', out])
  const before = readdirSync(out).length
  const config = join(dir, 'drizzle.config.json')
  writeFileSync(config, JSON.stringify({ dialect: 'sqlite', schema: './src/store/schema.ts', out }))
  execFileSync('npx', ['drizzle-kit', 'generate', `--config=${config}`], { encoding: 'utf8' })
  expect(existsSync(join(out, 'meta', '_journal.json'))).toBe(true)
  expect(readdirSync(out)).toHaveLength(before)
})
