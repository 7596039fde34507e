import { once } from 'node:events'
import { createServer as createHttpServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { pino } from 'pino'
import { AppError, type AppOptions } from './app-options.ts'
import { now, VERSION } from './deps.ts'
import { createAgent, type FetchAgent } from './fetch/agent.ts'
import { fetchImage } from './fetch/fetch-image.ts'
import type { AskCollector } from './flows/collector-jobs.ts'
import { mediaKey } from './media-key.ts'
import type { Config } from './model/config.ts'
import { QueryWorker } from './query-worker.ts'
import type { ReadyFeed } from './serve/answer.ts'
import type { EventStreams } from './serve/api/event-streams.ts'
import { eventStreams } from './serve/api/events.ts'
import { Bodies } from './serve/bodies.ts'
import { Freshness } from './serve/freshness.ts'
import { type Front, feedFront } from './serve/front.ts'
import type { ImageDoor } from './serve/images.ts'
import { createServer, MAX_BODY_BYTES } from './serve/server.ts'
import { answerUnreadable } from './serve/unreadable-request.ts'
import { openStore } from './store/open.ts'

export type Web = {
  url: string
  freshness: Freshness
  isReady: boolean
  /** As it is in force: where links lead to ourselves, `site.url` says so. */
  config: Config
  /** From the next request on this configuration answers. */
  configure(config: Config, collector: AskCollector): Promise<void>
  stop(): Promise<void>
}

const ANSWER_WITHIN_MS = 2_500
const WATCH_MS = 500
/** Pictures are up to 5 MB each, and a page asks one host for many. */
const PICTURES = { concurrency: 16, perHost: 4 }

/** Listens, and answers once it is configured. */
export async function startWeb(options: AppOptions): Promise<Web> {
  const { dataDir, adminToken } = options
  const log = pino({ name: 'web', level: options.logLevel }, pino.destination(2))
  const onProblem = (error: unknown, path: string) => log.error({ err: error, path }, 'a request failed')
  const store = openStore(dataDir, { readonly: true })
  const freshness = new Freshness(await store.entries.versions())
  let app = new Hono()
  let front: Front = () => false
  let queryWorker: QueryWorker | undefined
  let streams: EventStreams | undefined
  let agent: FetchAgent | undefined
  const routes = getRequestListener((request, env) => app.fetch(request, env))
  const server = createHttpServer((request, response) => {
    if (!front(request, response)) void routes(request, response)
  })
  server.on('clientError', answerUnreadable)
  const url = await listen(server, options).finally(() => server.listening || store.close())
  const imagesOf = (config: Config): ImageDoor | undefined => {
    void agent?.close()
    agent = config.site.images === 'proxy' ? createAgent({ ...config.fetch, ...PICTURES }) : undefined
    const userAgent = `khulasa/${VERSION} (+${config.site.url})`
    const through = agent
    return (
      through && {
        key: mediaKey(dataDir),
        fetch: (url, signal) => fetchImage(url, { agent: through, userAgent, signal }),
      }
    )
  }
  const watch = options.role === 'web' ? watchOtherWriters(store, freshness) : undefined
  const web: Web = {
    url,
    freshness,
    isReady: false,
    config: options.config,
    async configure(given, collector) {
      const config = options.linksToSelf ? linkedTo(url, given) : given
      queryWorker ??= new QueryWorker({ config, dataDir })
      queryWorker.configure(config)
      queryWorker.start()
      const queries = queryWorker.run
      const isReady = () => web.isReady
      // what was rendered under another configuration may have other titles and addresses
      const bodies = new Bodies<ReadyFeed>(MAX_BODY_BYTES)
      const before = streams
      streams = eventStreams({ store, config, freshness, onProblem })
      front = feedFront(bodies, { freshness, config, now })
      app = createServer({
        store,
        config,
        freshness,
        bodies,
        streams,
        images: imagesOf(config),
        queries,
        collector,
        adminToken,
        isReady,
        now,
        onProblem,
      })
      web.config = config
      // who listens comes back at once, and is told by the new one
      before?.close()
    },
    async stop() {
      clearInterval(watch)
      streams?.close()
      await agent?.close()
      await close(server)
      await queryWorker?.close()
      store.close()
    },
  }
  return web
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
  const late = setTimeout(() => server.closeAllConnections(), ANSWER_WITHIN_MS)
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
