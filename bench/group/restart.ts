import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { restoreWindow } from '../../src/flows/restore-window.ts'
import type { Window } from '../../src/group/window.ts'
import { openStore } from '../../src/store/open.ts'
import type { Store } from '../../src/store/store.ts'
import { anArticle, anOutlet, aRecord, counter } from '../../test/support/build.ts'
import type { Generated } from './generated.ts'

/** A whole process, from its start until it can place an article. */
export type Ready = { ms: number; cpuMs: number; mb: number; articles: number }

const BATCH = 200
const READY = fileURLToPath(new URL('ready.ts', import.meta.url))

/** Opens a window that is kept in a database, fills it as arranging does, and lets it be used while the database is there. */
export async function withKeptWindow<T>(
  articles: Iterable<Generated>,
  windowMs: number,
  use: (window: Window, restart: () => Ready) => T,
): Promise<T> {
  const dir = mkdtempSync(join(tmpdir(), 'khulasa-group-'))
  try {
    const store = openStore(dir)
    const { window, now } = await fill(store, articles, windowMs)
    store.close()
    const command = [READY, dir, String(now), String(windowMs)]
    return use(window, () => JSON.parse(execFileSync(process.execPath, command, { encoding: 'utf8' })))
  } finally {
    rmSync(dir, { recursive: true })
  }
}

async function fill(store: Store, articles: Iterable<Generated>, windowMs: number) {
  const mint = counter()
  const outlet = anOutlet({ id: 'outlet' })
  await store.outlets.sync([outlet], 0, mint)
  const window = await restoreWindow(store, { granularity: 'event', windowMs, lead: 'first' }, 0)
  let now = 0
  let batch: Generated[] = []
  const place = async () => {
    const kept = batch.map(given => anArticle({ ...given, guid: String(given.id), url: null, html: '' }))
    await store.visits.record(aRecord(kept, { outletId: outlet.id, at: now }))
    await placeWaiting(store, window, mint, now)
    batch = []
  }
  for (const article of articles) {
    batch.push(article)
    now = article.eventAt
    if (batch.length === BATCH) await place()
  }
  if (batch.length > 0) await place()
  return { window, now }
}

async function placeWaiting({ articles, stories }: Store, window: Window, mint: () => string, at: number) {
  const waiting = await articles.waiting(BATCH)
  const placements = window.propose(waiting)
  const ids = new Map(placements.filter(({ founds }) => founds).map(({ storyId }) => [storyId, mint()]))
  const seen = await stories.lastChange()
  window.apply(waiting, placements)
  await stories.place(placements, waiting, ids, at, { seen, window: window.changes() })
}
