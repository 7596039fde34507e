import { join } from 'node:path'
import Database from 'better-sqlite3'
import { now, openWorks, type Works } from '../../src/deps.ts'
import { visitOutlet } from '../../src/flows/collect.ts'
import { DueVisits } from '../../src/flows/due-visits.ts'
import type { Config } from '../../src/model/config.ts'
import type { Outlet } from '../../src/model/outlet.ts'
import { urlOf } from './addresses.ts'
import { measure, type Order } from './measured.ts'

/** What the collector does, without arranging: claim, fetch, parse, normalise, store, until every outlet is visited. */
let works: Works | undefined

process.on('message', async (order: Order) => {
  const config = configOf(order)
  works ??= await openWorks(config, order.dataDir, {
    signal: new AbortController().signal,
    onCommit: () => {},
  })
  makeDue(order.dataDir)
  let newArticles = 0
  let visited = 0
  const outcomes = new Map<string, number>()
  const outlets = new Map(config.outlets.map(outlet => [outlet.id, outlet]))
  const { collect, waitingForHost } = works
  const done = Promise.withResolvers<void>()
  const visits = new DueVisits({
    outlets: collect.store.outlets,
    visit: async due => {
      const visit = await visitOutlet(due, outlets.get(due.id) as Outlet, collect)
      newArticles += visit.newArticles
      outcomes.set(visit.outcome, (outcomes.get(visit.outcome) ?? 0) + 1)
      if (++visited === order.outlets) done.resolve()
    },
    most: config.fetch.concurrency * 4,
    waitingForHost,
    leaseMs: 120_000,
    now,
    onError: done.reject,
  })
  const measured = await measure(order.outlets, async () => {
    await visits.claim()
    await done.promise
  })
  await visits.stop()
  process.send?.({
    ...measured,
    newArticles,
    outcomes: Object.fromEntries(outcomes),
    bytes: bytesOf(order.dataDir),
  })
})

function configOf({ outlets, port, concurrency }: Order): Config {
  const outlet = (n: number): Outlet => ({
    id: `outlet-${n}`,
    url: urlOf(n, port),
    title: null,
    language: null,
    timezone: null,
    everyMs: 3_600_000,
    owner: null,
    private: false,
  })
  return {
    site: { title: 'Bench', url: 'http://localhost', language: 'en', timezone: 'UTC' },
    fetch: {
      minIntervalMs: 300_000,
      adaptive: true,
      timeoutMs: 20_000,
      maxBytes: 10_000_000,
      perHost: 2,
      concurrency,
      allowPrivate: ['loopback'],
    },
    grouping: { granularity: 'event', windowMs: 259_200_000, lead: 'first' },
    keep: { articlesMs: null, visitsMs: null },
    outlets: Array.from({ length: outlets }, (_, n) => outlet(n)),
    topics: [],
  }
}

function makeDue(dataDir: string): void {
  const db = new Database(join(dataDir, 'khulasa.sqlite'))
  db.prepare('update outlets set "nextVisitAt" = 0, "leaseUntil" = 0').run()
  db.close()
}

/** Of the database once its log is written back. */
function bytesOf(dataDir: string): number {
  const db = new Database(join(dataDir, 'khulasa.sqlite'))
  db.pragma('wal_checkpoint(TRUNCATE)')
  const pages = db.pragma('page_count', { simple: true }) as number
  const size = db.pragma('page_size', { simple: true }) as number
  db.close()
  return pages * size
}

process.on('disconnect', () => process.exit())
