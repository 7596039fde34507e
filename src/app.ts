import { MessageChannel } from 'node:worker_threads'
import type { AppOptions } from './app-options.ts'
import { askThrough } from './collector-door.ts'
import { type CollectorThread, startCollector } from './collector-thread.ts'
import { noCollector } from './flows/collector-jobs.ts'
import type { Config } from './model/config.ts'
import { openStore } from './store/open.ts'
import { startWeb, type Web } from './web.ts'

export { AppError, type AppOptions, type Role } from './app-options.ts'

export type App = {
  /** Where the server listens; null for a collector alone. */
  url: string | null
  /** Resolves when every outlet that was due at start is visited and its articles are placed; at once without a collector. */
  ready: Promise<void>
  /** Rejects when a thread dies; never resolves. */
  failed: Promise<never>
  /** Every thread swaps to another configuration. Nobody who reads a feed is kept waiting. */
  configure(config: Config): Promise<void>
  /** Ends everything within seconds. What was committed stays, what was under way is asked for again. */
  stop(): Promise<void>
}

/** Starts the server, the collector, or both, over one data directory. */
export async function startApp(options: AppOptions): Promise<App> {
  // the tables are brought up to date before any reader opens them
  openStore(options.dataDir).close()
  const web = options.role === 'collector' ? null : await startWeb(options)
  const failed = Promise.withResolvers<never>()
  failed.promise.catch(() => {})
  let collector = await start(options.config)
  const ready = collector?.ready ?? Promise.resolve()
  ready.then(() => {
    if (web) web.isReady = true
  }, failed.reject)
  return {
    url: web?.url ?? null,
    ready,
    failed: failed.promise,
    async configure(config) {
      await collector?.stop()
      collector = await start(config)
    },
    async stop() {
      await Promise.all([web?.stop(), collector?.stop()])
    },
  }

  async function start(config: Config): Promise<CollectorThread | null> {
    const started = await startWith(config, options, web)
    started?.failed.catch(failed.reject)
    return started
  }
}

/** The server answers by the configuration from now on, and a collector works by it. */
async function startWith(
  config: Config,
  options: AppOptions,
  web: Web | null,
): Promise<CollectorThread | null> {
  const door = options.role === 'all' ? new MessageChannel() : null
  await web?.configure(config, door ? askThrough(door.port1) : noCollector)
  if (options.role === 'web') return null
  const { dataDir, logLevel } = options
  const collector = startCollector(
    { config: web?.config ?? config, dataDir, logLevel },
    web?.freshness,
    door?.port2,
  )
  const stop = async () => {
    await collector.stop()
    door?.port1.close()
  }
  return { ...collector, stop }
}
