import { once } from 'node:events'
import { createServer as createHttpServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { pino } from 'pino'
import type { CollectorData, CollectorMessage } from './collector.ts'
import { askThrough } from './collector-door.ts'
import { now } from './deps.ts'
import { type AskCollector, noCollector } from './flows/collector-jobs.ts'
import type { Config } from './model/config.ts'
import { QueryWorker } from './query-worker.ts'
import type { ReadyFeed } from './serve/answer.ts'
import { Bodies } from './serve/bodies.ts'
import { Freshness } from './serve/freshness.ts'
import { type Front, feedFront } from './serve/front.ts'
import { createServer, MAX_BODY_BYTES } from './serve/server.ts'
import { openStore } from './store/open.ts'

export type Role = 'all' | 'web' | 'collector'

export type AppOptions = {
  config: Config
  dataDir: string
  host: string
  /** 0 picks a free one. */
  port: number
  role: Role
  adminToken: string | undefined
  logLevel: string
  /** Links lead to where the server listens, whatever `site.url` says. */
  linksToSelf?: boolean
}

export type App = {
  /** Where the server listens; null for a collector alone. */
  url: string | null
  /** Resolves when every outlet that was due at start is visited and its articles are placed; at once without a collector. */
  ready: Promise<void>
  /** Rejects when a thread dies; never resolves. */
  failed: Promise<never>
  /** Ends everything within seconds. What was committed stays, what was under way is asked for again. */
  stop(): Promise<void>
}

/** It could not start; the message says what to do. */
export class AppError extends Error {
  override name = 'AppError'
}

const STOP_WITHIN_MS = 5_000
const WATCH_MS = 500

/** Starts the server, the collector, or both, over one data directory. */
export async function startApp(options: AppOptions): Promise<App> {
  // the tables are brought up to date before any reader opens them
  openStore(options.dataDir).close()
  const door = options.role === 'all' ? new MessageChannel() : null
  const ask = door ? askThrough(door.port1) : noCollector
  const web = options.role === 'collector' ? null : await startWeb(options, ask)
  const collector =
    options.role === 'web' ? null : startCollector(web?.options ?? options, web?.freshness, door?.port2)
  web?.readyWhen(collector?.ready ?? Promise.resolve())
  return {
    url: web?.url ?? null,
    ready: collector?.ready ?? Promise.resolve(),
    failed: collector?.failed ?? new Promise<never>(() => {}),
    async stop() {
      await Promise.all([web?.stop(), collector?.stop()])
      door?.port1.close()
    },
  }
}

async function startWeb(given: AppOptions, collector: AskCollector) {
  const { dataDir, adminToken, role } = given
  const log = pino({ name: 'web', level: given.logLevel }, pino.destination(2))
  const store = openStore(dataDir, { readonly: true })
  const freshness = new Freshness(await store.entries.versions())
  let app = new Hono()
  let front: Front = () => false
  const routes = getRequestListener((request, env) => app.fetch(request, env))
  const server = createHttpServer((request, response) => {
    if (!front(request, response)) void routes(request, response)
  })
  const url = await listen(server, given).finally(() => server.listening || store.close())
  const options = given.linksToSelf ? { ...given, config: linkedTo(url, given.config) } : given
  const { config } = options
  let isReady = false
  const queryWorker = new QueryWorker({ config, dataDir })
  queryWorker.start()
  const onProblem = (error: unknown, path: string) => log.error({ err: error, path }, 'a request failed')
  const bodies = new Bodies<ReadyFeed>(MAX_BODY_BYTES)
  front = feedFront(bodies, { freshness, config, now })
  app = createServer({
    store,
    config,
    freshness,
    bodies,
    queries: queryWorker.run,
    collector,
    adminToken,
    isReady: () => isReady,
    now,
    onProblem,
  })
  const watch = role === 'web' ? watchOtherWriters(store, freshness) : undefined
  return {
    url,
    options,
    freshness,
    readyWhen(ready: Promise<void>) {
      const turn = () => {
        isReady = true
      }
      ready.then(turn, () => {})
    },
    async stop() {
      clearInterval(watch)
      await close(server)
      await queryWorker.close()
      store.close()
    },
  }
}

async function listen(server: Server, { host, port }: AppOptions): Promise<string> {
  try {
    server.listen(port, host)
    await once(server, 'listening')
  } catch (error) {
    throw listenError(error, host, port)
  }
  const { port: taken } = server.address() as AddressInfo
  return `http://${host.includes(':') ? `[${host}]` : host}:${taken}`
}

/** Lets answers under way end, for a while. */
async function close(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeIdleConnections()
  const late = setTimeout(() => server.closeAllConnections(), STOP_WITHIN_MS / 2)
  await closed
  clearTimeout(late)
}

function linkedTo(url: string, config: Config): Config {
  return { ...config, site: { ...config.site, url } }
}

/** A web-only process is told nothing by the collector: SQLite says when another connection wrote (PRAGMA data_version). */
function watchOtherWriters(store: ReturnType<typeof openStore>, freshness: Freshness): NodeJS.Timeout {
  let seen = -1
  return setInterval(async () => {
    const version = await store.dataVersion()
    if (version === seen) return
    seen = version
    freshness.topicsChanged(await store.entries.versions())
    freshness.everyOutletChanged()
  }, WATCH_MS)
}

function listenError(error: unknown, host: string, port: number): Error {
  const code = (error as { code?: string }).code
  if (code === 'EADDRINUSE')
    return new AppError(
      `Port ${port} is taken. Stop what uses it, or choose another: --port ${port + 1} (0 picks a free one).`,
      { cause: error },
    )
  if (code === 'EACCES')
    return new AppError(
      `Port ${port} needs more rights than this user has. Choose one above 1023 with --port.`,
      { cause: error },
    )
  return new AppError(
    `${host}:${port} cannot be listened on: ${(error as Error).message}. See --host and --port.`,
    { cause: error },
  )
}

function startCollector(
  { config, dataDir, logLevel }: AppOptions,
  freshness?: Freshness,
  door?: MessagePort,
) {
  const workerData: CollectorData = { config, dataDir, logLevel, ...(door ? { door } : {}) }
  const url = new URL('./collector.ts', import.meta.url)
  const worker = new Worker(url, { workerData, transferList: door ? [door] : [] })
  const ready = Promise.withResolvers<void>()
  const failed = Promise.withResolvers<never>()
  const stopped = Promise.withResolvers<void>()
  worker.on('message', (message: CollectorMessage) => {
    switch (message.kind) {
      case 'committed':
        freshness?.topicsChanged(message.topics)
        break
      case 'visited':
        freshness?.outletsChanged([message.outletId])
        break
      case 'ready':
        ready.resolve()
        break
      case 'stopped':
        stopped.resolve()
        break
    }
  })
  worker.once('error', error => failed.reject(error))
  worker.once('exit', code => {
    stopped.resolve()
    failed.reject(new AppError(`The collector ended with ${code}. What it had stored is safe; start again.`))
  })
  failed.promise.catch(() => {})
  return {
    ready: ready.promise,
    failed: failed.promise,
    async stop() {
      const late = setTimeout(() => stopped.resolve(), STOP_WITHIN_MS)
      worker.postMessage('stop')
      await stopped.promise
      clearTimeout(late)
      await worker.terminate()
    },
  }
}
