import { parentPort, workerData } from 'node:worker_threads'
import { type Answer, type Ask, doJob, type JobName } from './flows/query-jobs.ts'
import type { Config } from './model/config.ts'
import { openStore } from './store/open.ts'

/** What the thread is started with. */
export type SearcherData = {
  config: Config
  dataDir: string
  /** The number of a job that must stop; 0 for none. Memory that both threads see, as a thread at work hears no message. */
  stopping: SharedArrayBuffer
}

/** What the thread is told. */
export type SearcherOrder =
  | { kind: 'job'; id: number; name: JobName; ask: Ask<JobName> }
  /** The configuration that is in force from now on. */
  | { kind: 'config'; config: Config }
  | { kind: 'stop' }

/** What the thread tells. */
export type SearcherMessage =
  | { kind: 'ready' }
  | { kind: 'answered'; id: number; answer: Answer<JobName> }
  /** It was told to stop, and did. */
  | { kind: 'stopped'; id: number }
  | { kind: 'failed'; id: number; error: unknown }

class StoppedError extends Error {
  override name = 'StoppedError'
}

// The root of the query worker: one job at a time over a connection that cannot write.
const { dataDir, stopping, ...started } = workerData as SearcherData
let { config } = started
const store = openStore(dataDir, { readonly: true })
const flag = new Int32Array(stopping)
const tell = (message: SearcherMessage) => parentPort?.postMessage(message)

parentPort?.on('message', async (order: SearcherOrder) => {
  switch (order.kind) {
    case 'job':
      return tell(await done(order))
    case 'config':
      config = order.config
      return
    case 'stop':
      store.close()
      parentPort?.close()
  }
})
tell({ kind: 'ready' })

async function done({ id, name, ask }: Extract<SearcherOrder, { kind: 'job' }>): Promise<SearcherMessage> {
  const check = () => {
    if (Atomics.load(flag, 0) === id) throw new StoppedError()
  }
  try {
    return { kind: 'answered', id, answer: await doJob(name, ask, { store, config, now: Date.now(), check }) }
  } catch (error) {
    return error instanceof StoppedError ? { kind: 'stopped', id } : { kind: 'failed', id, error }
  }
}
