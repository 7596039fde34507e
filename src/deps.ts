import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { setFlagsFromString } from 'node:v8'
import { createAgent } from './fetch/agent.ts'
import { fetchOutlet } from './fetch/fetch-outlet.ts'
import { Arranger } from './flows/arrange.ts'
import type { CollectDeps } from './flows/collect.ts'
import { allTopics } from './flows/topics.ts'
import type { Config } from './model/config.ts'
import { openReaderPool } from './reader-pool.ts'
import { openStore } from './store/open.ts'

export const VERSION = '0.1.0'

export const now = () => Date.now()
export const mint = () => `urn:uuid:${randomUUIDv7()}`
/** What nobody can guess: 192 bits, fit for an address. */
export const mintSecret = () => randomBytes(24).toString('base64url')

/** Nobody waits for a visit to be stored, and with others it costs a third. */
const GATHER_MS = 100

/**
 * Of each thread's memory, how much more than what is in use may be garbage before it is looked through. Left to itself
 * V8 doubles and more, which is 20 to 40 MB here for no less work (bench/collect.ts).
 */
const GARBAGE_PERCENT = 40

/** Everything that collecting and arranging need, over one writing store. */
export type Works = {
  collect: CollectDeps
  arranger: Arranger
  /** How many visits wait because their host is busy. */
  waitingForHost(): number
  close(): Promise<void>
}

/** Opens the store for writing, makes it agree with the configuration, and builds what the flows are given. */
export async function openWorks(
  config: Config,
  dataDir: string,
  { signal, onCommit }: { signal: AbortSignal; onCommit(topics: Map<string, number>): void },
): Promise<Works> {
  setFlagsFromString(`--heap-growing-percent=${GARBAGE_PERCENT}`)
  const store = openStore(dataDir, { gatherMs: GATHER_MS })
  await store.configs.note(JSON.stringify(config), now())
  await store.outlets.sync(config.outlets, now(), mint)
  await store.topics.sync(allTopics(config), now(), mint)
  const agent = createAgent(config.fetch)
  for (const { url, retryAt } of await store.outlets.refused(now()))
    agent.refusals.note(new URL(url).origin, { outletUrl: url, status: 503, retryAt }, now())
  const readers = openReaderPool()
  return {
    collect: {
      store,
      config,
      userAgent: `khulasa/${VERSION} (+${config.site.url})`,
      fetch: request => fetchOutlet(request, { agent, now, signal }),
      read: async job => {
        const giveBack = agent.hold()
        try {
          return await readers.read(job)
        } finally {
          giveBack()
        }
      },
      now,
      random: Math.random,
      mintSecret,
    },
    arranger: new Arranger({ store, config, now, mint, onCommit }),
    waitingForHost: agent.waitingForHost,
    async close() {
      await readers.close()
      await agent.close()
      store.close()
    },
  }
}
