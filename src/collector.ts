import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { pino } from 'pino'
import { answerAt } from './collector-door.ts'
import { mint, now, openWorks } from './deps.ts'
import { visitOutlet } from './flows/collect.ts'
import { DueVisits } from './flows/due-visits.ts'
import { indexWords } from './flows/index-words.ts'
import { prune, pruneEveryMs } from './flows/keep.ts'
import { splitStory } from './flows/split.ts'
import type { Config } from './model/config.ts'
import type { Visit } from './model/outlet.ts'
import { openPushing } from './pushing.ts'
import { startTicker } from './schedule/ticker.ts'
import { isDiskFull } from './store/open.ts'
import type { DueOutlet } from './store/store.ts'

/** What the thread is started with. */
export type CollectorData = {
  config: Config
  dataDir: string
  logLevel: string
  /** Through which a server hands over what must be written; absent where there is none. */
  door?: MessagePort
}

/** What the thread tells. */
export type CollectorMessage =
  | { kind: 'committed'; topics: Map<string, number> }
  | { kind: 'visited'; outletId: string }
  /** Every outlet that was due at start has been visited, and its articles placed. */
  | { kind: 'ready' }
  | { kind: 'stopped' }

/** A collector that was killed gives its outlets back after this. */
const LEASE_MS = 5_000

// The root of the collector thread: it claims what is due, visits it, arranges what came, and is the only writer.
const { config, dataDir, logLevel, door } = workerData as CollectorData
const log = pino({ name: 'collector', level: logLevel }, pino.destination(2))
const tell = (message: CollectorMessage) => parentPort?.postMessage(message)
const stopping = new AbortController()
const works = await openWorks(config, dataDir, {
  signal: stopping.signal,
  onCommit: topics => {
    tell({ kind: 'committed', topics })
    pushing.changed(topics.keys()).catch(report)
  },
})
const pushing = await openPushing({
  works,
  config,
  signal: stopping.signal,
  log,
  onPushed: noteVisit,
  onError: report,
})
const { store } = works.collect
const outlets = new Map(config.outlets.map(outlet => [outlet.id, outlet]))
const visits = new DueVisits({
  outlets: store.outlets,
  visit,
  most: config.fetch.concurrency * 4,
  waitingForHost: works.waitingForHost,
  leaseMs: LEASE_MS,
  now,
  onError: report,
})
let arranging: Promise<void> | null = null
let prunedAt = 0
let hasClaimed = false
let isReady = false

const indexing = indexWords(store, stopping.signal).then(articles => {
  if (articles > 0) log.info({ articles }, 'indexed anew')
}, report)
const ticker = startTicker(tick, { onError: report })
parentPort?.once('message', stop)
if (door) {
  const split = ({ story, articles }: { story: string; articles: string[] }) =>
    splitStory(story, articles, { store, now, mint })
  answerAt(door, { ...pushing.jobs, split }, report)
}

async function tick(): Promise<void> {
  // an outlet that is due every second is being visited again once it is claimed
  const isThrough = hasClaimed && visits.size === 0
  await visits.claim()
  hasClaimed = true
  arranging ??= arrange(isThrough || visits.size === 0).finally(() => {
    arranging = null
  })
  await pushing.tick()
}

async function visit(due: DueOutlet): Promise<void> {
  const outlet = outlets.get(due.id)
  if (!outlet) return store.outlets.release([due.id])
  try {
    noteVisit(await visitOutlet(due, outlet, works.collect))
  } catch (error) {
    // a visit that was broken off is given back: it stays due
    if (!stopping.signal.aborted) throw error
    await store.outlets.release([due.id])
  }
}

/** `isAll` says that nothing is being visited: what was due at start is then arranged, too. */
async function arrange(isAll: boolean): Promise<void> {
  try {
    const { placed, filed } = await works.arranger.arrange({ isMoreComing: !isAll })
    if (placed > 0) log.info({ placed, filed }, 'arranged')
    if (isAll && !isReady) {
      isReady = true
      tell({ kind: 'ready' })
    }
    if (now() - prunedAt >= pruneEveryMs(config.keep)) await pruneOld()
  } catch (error) {
    report(error)
  }
}

async function pruneOld(): Promise<void> {
  prunedAt = now()
  const pruned = await prune(store, config.keep, prunedAt)
  if (pruned.articles > 0) log.info(pruned, 'pruned')
}

function noteVisit({
  outletId,
  outcome,
  status,
  newArticles,
  changedArticles,
  tookMs,
  problem,
}: Visit): void {
  if (newArticles + changedArticles > 0) tell({ kind: 'visited', outletId })
  const facts = { outlet: outletId, status, newArticles, tookMs }
  if (problem) log.warn({ ...facts, problem }, outcome)
  else if (newArticles > 0) log.info(facts, outcome)
  else log.debug(facts, outcome)
}

function report(error: unknown): void {
  if (isDiskFull(error)) {
    log.error(
      `no space is left in ${dataDir}: nothing that was stored is lost, and what could not be is asked for again`,
    )
  } else log.error({ err: error }, 'this should not happen; please report it')
}

async function stop(): Promise<void> {
  stopping.abort(new Error('stopping'))
  await ticker.stop()
  door?.close()
  await Promise.all([visits.stop(), arranging, indexing, pushing.close()])
  await works.close()
  tell({ kind: 'stopped' })
  parentPort?.close()
}
