import { createServer as createHttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { onTestFinished } from 'vitest'
import { type AskCollector, type CollectorJobs, noCollector } from '../../src/flows/collector-jobs.ts'
import { splitStory } from '../../src/flows/split.ts'
import type { Config } from '../../src/model/config.ts'
import type { Topic } from '../../src/model/topic.ts'
import type { ReadyFeed } from '../../src/serve/answer.ts'
import { Bodies } from '../../src/serve/bodies.ts'
import { Freshness } from '../../src/serve/freshness.ts'
import { feedFront } from '../../src/serve/front.ts'
import type { ImageDoor } from '../../src/serve/images.ts'
import { createServer } from '../../src/serve/server.ts'
import type { Store } from '../../src/store/store.ts'
import { counter } from './build.ts'
import { openNewsroom } from './newsroom.ts'
import { queriesOver } from './queries.ts'

export const LOOPBACK = peer('127.0.0.1')
export const FOREIGN = peer('203.0.113.9')

/** A request that came from there. */
export function peer(remoteAddress: string): object {
  return { incoming: { socket: { remoteAddress, remotePort: 1, remoteFamily: 'IPv4' } } }
}

type Given = {
  change?: Partial<Config>
  adminToken?: string
  maxBytes?: number
  collector?: AskCollector
  images?: ImageDoor
}

/** A newsroom and its routes, over one store that can be taken away. */
export async function openServing(
  topics: Topic[] = [],
  { change = {}, adminToken, maxBytes = 64_000_000, images, collector }: Given = {},
) {
  const room = await openNewsroom(topics, { change })
  const freshness = new Freshness(await room.store.entries.versions())
  const problems: unknown[] = []
  const tap = tapOf(room.store)
  const now = () => room.clock.now
  const appOver = (config: Config, bodies = new Bodies<ReadyFeed>(maxBytes)) =>
    createServer({
      store: tap.store,
      config,
      freshness,
      bodies,
      images,
      collector: collector ?? collectorOver(room.store, now),
      queries: queriesOver(room.store, config, now),
      adminToken,
      isReady: () => true,
      now,
      onProblem: (error, path) => problems.push([error, path]),
    })
  const bodies = new Bodies<ReadyFeed>(maxBytes)
  const app = appOver(room.config, bodies)
  return {
    ...room,
    app,
    appOver,
    bodies,
    problems,
    /** From now on every call of the store fails. */
    takeStoreAway: tap.close,
    get: (path: string, headers: Record<string, string> = {}, env: object = LOOPBACK) =>
      app.request(path, { headers: { host: 'localhost:8080', ...headers } }, env),
    /** What waits is arranged, and the server told of it. */
    async publish() {
      await room.arrange()
      freshness.topicsChanged(await room.store.entries.versions())
    },
    /** The same over real sockets, with what stands before the routes. */
    async listen(): Promise<string> {
      const front = feedFront(bodies, { freshness, config: room.config, now })
      const routes = getRequestListener((request, env) => app.fetch(request, env))
      const server = createHttpServer((request, response) => {
        if (!front(request, response)) void routes(request, response)
      })
      await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
      onTestFinished(() => {
        server.close()
        server.closeAllConnections()
      })
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    },
  }
}

/** A collector that parts stories, and does nothing else. */
function collectorOver(store: Store, now: () => number): AskCollector {
  const mint = counter()
  const apart = () => mint().replace('-8000-', '-9000-')
  return async (name, given, transfer) => {
    if (name !== 'split') return noCollector(name, given, transfer)
    const { story, articles } = given as CollectorJobs['split']['given']
    return (await splitStory(story, articles, { store, now, mint: apart })) as never
  }
}

/** A store that works until it is closed, and then fails whatever is called. */
function tapOf(store: Store): { store: Store; close(): void } {
  let isOpen = true
  const guard = (target: object): object =>
    new Proxy(target, {
      get(from, name) {
        if (!isOpen) throw new Error(`the store was asked for ${String(name)}`)
        const value = Reflect.get(from, name)
        return typeof value === 'object' && value !== null ? guard(value) : value
      },
    })
  return {
    store: guard(store) as Store,
    close() {
      isOpen = false
    },
  }
}
