import { type MessagePort, Worker } from 'node:worker_threads'
import { AppError } from './app-options.ts'
import type { CollectorData, CollectorMessage } from './collector.ts'
import type { Freshness } from './serve/freshness.ts'

export type CollectorThread = {
  /** Resolves when every outlet that was due at start is visited and its articles are placed. */
  ready: Promise<void>
  /** Rejects when the thread dies by itself; never resolves. */
  failed: Promise<never>
  /** What was committed stays; what was under way is given back. */
  stop(): Promise<void>
}

const STOP_WITHIN_MS = 5_000

/** A small young generation: what is collected is soon stored, and left to itself this one grows by 40 MB. */
const LIMITS = { maxYoungGenerationSizeMb: 12 }

/** Starts the thread that writes. What it commits is told to `freshness`; what a server wants written comes through the door. */
export function startCollector(
  data: Omit<CollectorData, 'door'>,
  freshness: Freshness | undefined,
  door: MessagePort | undefined,
): CollectorThread {
  const workerData: CollectorData = { ...data, ...(door ? { door } : {}) }
  const url = new URL('./collector.ts', import.meta.url)
  const worker = new Worker(url, { workerData, transferList: door ? [door] : [], resourceLimits: LIMITS })
  const ready = Promise.withResolvers<void>()
  const failed = Promise.withResolvers<never>()
  const stopped = Promise.withResolvers<void>()
  let isStopping = false
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
    if (!isStopping)
      failed.reject(
        new AppError(`The collector ended with ${code}. What it had stored is safe; start again.`),
      )
  })
  failed.promise.catch(() => {})
  return {
    ready: ready.promise,
    failed: failed.promise,
    async stop() {
      isStopping = true
      const late = setTimeout(() => stopped.resolve(), STOP_WITHIN_MS)
      worker.postMessage('stop')
      await stopped.promise
      clearTimeout(late)
      await worker.terminate()
    },
  }
}
