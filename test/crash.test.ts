import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type OutletServer, startOutletServer } from './support/outlet-server.ts'
import { startProgram } from './support/program.ts'

const STORIES = 400
const OUTLETS = ['gazette', 'herald', 'courier']
const WAIT = { timeout: 60_000, interval: 20 }

let dir: string
let server: OutletServer
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'khulasa-crash-'))
  server = await startOutletServer()
  for (const outlet of OUTLETS) server.answer(`/${outlet}`, { body: feedOf(outlet) })
})
afterEach(async () => {
  await server.close()
  rmSync(dir, { recursive: true, force: true })
})

/** Words that no other story has, so that what belongs together is beyond doubt. */
const wordsOf = (story: number) =>
  Array.from({ length: 6 }, (_, n) => `k${letters(story * 6 + n)}k`).join(' ')
const letters = (number: number): string =>
  (number >= 26 ? letters(Math.floor(number / 26)) : '') + String.fromCharCode(97 + (number % 26))
const feedOf = (outlet: string) => {
  const items = Array.from({ length: STORIES }, (_, n) => {
    const date = new Date(Date.now() - 3_600_000).toUTCString()
    return `<item><guid>${outlet}-${n}</guid><title>${wordsOf(n)}</title><description>${outlet} ${wordsOf(n)}</description><pubDate>${date}</pubDate></item>`
  })
  return `<rss version="2.0"><channel><title>${outlet}</title>${items.join('')}</channel></rss>`
}

function start(name: string) {
  const config = join(dir, 'feeds.config.ts')
  const outlets = OUTLETS.map(id => ({ id, url: server.url(`/${id}`), every: '1s' }))
  const fetch = { allowPrivate: ['loopback'], minInterval: '1s', adaptive: false }
  writeFileSync(
    config,
    `export default ${JSON.stringify({ fetch, outlets, topics: [{ id: 'all', query: '*', hold: '0s' }] })}`,
  )
  return startProgram(['serve', '--port', '0', '--config', config, '--data', join(dir, name)])
}

/** One number of the database, read from outside; 0 while it is not there. */
function count(name: string, sql: string): number {
  const file = join(dir, name, 'khulasa.sqlite')
  if (!existsSync(file)) return 0
  try {
    const db = new Database(file, { readonly: true })
    try {
      return db.prepare(sql).pluck().get() as number
    } finally {
      db.close()
    }
  } catch (error) {
    if (error instanceof Database.SqliteError) return 0
    throw error
  }
}

const arrived = (name: string) => count(name, 'select count(*) from articles')
const placed = (name: string) => count(name, 'select count(*) from placements')
const published = (name: string) =>
  count(name, `select count(*) from entries where "topicId" = 'all' and "leftAt" is null`)

/** Which articles are told together. */
function stories(name: string): string[] {
  const db = new Database(join(dir, name, 'khulasa.sqlite'), { readonly: true })
  const sql =
    'select group_concat(guid) as guids from (select p.storyId, a.guid from placements p join articles a on a.id = p.articleId order by a.guid) group by storyId'
  const found = db.prepare(sql).pluck().all() as string[]
  db.close()
  return found.sort()
}

async function untilDone(name: string): Promise<void> {
  await vi.waitFor(() => {
    expect(placed(name)).toBe(STORIES * OUTLETS.length)
    expect(count(name, 'select count(*) from stories where "fileAt" is not null')).toBe(0)
  }, WAIT)
}

test.each([
  ['collect', () => arrived('killed') > 0 && arrived('killed') < STORIES * OUTLETS.length],
  ['arrange', () => placed('killed') > 0 && placed('killed') < STORIES * OUTLETS.length],
  ['arrange, while entries are written', () => published('killed') > 0 && published('killed') < STORIES],
])(
  'killed in the middle of %s, it comes back to the same stories',
  async (stage, isMidway) => {
    // the second outlet answers only when the program has been killed once, so that there is a middle of collect
    if (stage === 'collect')
      server.answer('/herald', (_asked, nth) => (nth === 0 ? { hang: true } : { body: feedOf('herald') }))
    const first = start('killed')
    await vi.waitUntil(isMidway, { timeout: 60_000, interval: 1 })
    await first.end('SIGKILL')
    expect(published('killed')).toBeLessThan(STORIES)

    freeLeases()
    const second = start('killed')
    await untilDone('killed')
    expect(await second.end()).toBe(0)

    const whole = Array.from({ length: STORIES }, (_, n) =>
      OUTLETS.map(outlet => `${outlet}-${n}`)
        .sort()
        .join(','),
    )
    expect(stories('killed')).toEqual(whole.sort())
    expect(published('killed')).toBe(STORIES)
    expect(
      count('killed', `select count(*) from entry_changes where "topicId" = 'all' and kind = 'left'`),
    ).toBe(0)
    expect(count('killed', `select count(distinct "publicId") from entries where "topicId" = 'all'`)).toBe(
      STORIES,
    )
  },
  120_000,
)

/** A killed collector's leases end by themselves after a while: the test does not wait for that. */
function freeLeases(): void {
  const db = new Database(join(dir, 'killed', 'khulasa.sqlite'))
  db.prepare('update outlets set "leaseUntil" = 0').run()
  db.prepare('delete from leases').run()
  db.close()
}

test('SIGTERM ends it within seconds and loses nothing', async () => {
  server.answer('/herald', { hang: true })
  const program = start('ended')
  await program.prints(/listening on/)
  await vi.waitUntil(() => arrived('ended') > 0, { timeout: 60_000, interval: 5 })
  expect(await program.end('SIGTERM')).toBe(0)
  expect(count('ended', 'select count(*) from outlets where "leaseUntil" > 0')).toBe(0)
  server.answer('/herald', { body: feedOf('herald') })
  const again = start('ended')
  await untilDone('ended')
  expect(await again.end()).toBe(0)
  expect(published('ended')).toBe(STORIES)
}, 120_000)
