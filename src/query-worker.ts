import { Worker } from 'node:worker_threads'
import type { Answer, Ask, JobName, RunQuery, Unanswered } from './flows/query-jobs.ts'
import type { Config } from './model/config.ts'
import type { SearcherData, SearcherMessage, SearcherOrder } from './searcher.ts'

export type QueryLimits = {
  /** How long one job may take, from when the thread begins with it. */
  deadlineMs: number
  /** How long a job waits for its turn, and how many do. */
  patienceMs: number
  waiting: number
  memoryMb: number
}

export const QUERY_LIMITS: QueryLimits = {
  deadlineMs: 2_000,
  patienceMs: 5_000,
  waiting: 16,
  memoryMb: 512,
}

/** A thread that was told to stop and goes on for so long is ended. */
const GRACE_MS = 500
const STOP_WITHIN_MS = 1_000

type Job = {
  id: number
  name: JobName
  ask: Ask<JobName>
  resolve(answer: Answer<JobName> | Unanswered): void
  reject(reason: unknown): void
  /** Of its patience while it waits, then of its deadline, then of the grace. */
  timer: NodeJS.Timeout
}

type Thread = { worker: Worker; isReady: boolean; stopping: Int32Array }

/**
 * The thread that runs queries, one at a time and in order.
 *
 * A job past its deadline is answered at once as overrun, and told to stop, like one whose client has gone; a thread
 * that does not obey is ended, and the next job gets a new one. So no query holds up another for longer than that.
 */
export class QueryWorker {
  #config: Config
  #dataDir: string
  #limits: QueryLimits
  #thread: Thread | null = null
  #running: Job | null = null
  #waiting: Job[] = []
  #jobs = 0
  #isClosed = false

  constructor(given: { config: Config; dataDir: string }, limits: Partial<QueryLimits> = {}) {
    this.#config = given.config
    this.#dataDir = given.dataDir
    this.#limits = { ...QUERY_LIMITS, ...limits }
  }

  /** Starts the thread before anybody asks, as that takes longer than most queries. */
  start(): void {
    if (!this.#isClosed) this.#thread ??= this.#open()
  }

  run: RunQuery = async (name, ask, signal) => {
    signal.throwIfAborted()
    if (this.#isClosed || this.#waiting.length >= this.#limits.waiting) return { kind: 'busy' }
    const { promise, resolve, reject } = Promise.withResolvers<Answer<JobName> | Unanswered>()
    const timer = setTimeout(() => this.#giveUp(job), this.#limits.patienceMs)
    const job: Job = { id: ++this.#jobs, name, ask, resolve, reject, timer }
    const leave = () => this.#leave(job, signal.reason)
    signal.addEventListener('abort', leave, { once: true })
    this.#waiting.push(job)
    this.#next()
    try {
      return (await promise) as Answer<typeof name> | Unanswered
    } finally {
      signal.removeEventListener('abort', leave)
    }
  }

  /** What the jobs that begin from now on go by. */
  configure(config: Config): void {
    this.#config = config
    this.#tell({ kind: 'config', config })
  }

  /** Ends the thread. Jobs that wait or run are answered as if too many asked. */
  async close(): Promise<void> {
    this.#isClosed = true
    for (const job of this.#waiting.splice(0)) this.#giveUp(job)
    if (this.#running) this.#stop(this.#running, { kind: 'busy' })
    clearTimeout(this.#running?.timer)
    const worker = this.#thread?.worker
    this.#thread = null
    if (!worker) return
    const gone = new Promise(resolve => worker.once('exit', resolve))
    worker.postMessage({ kind: 'stop' } satisfies SearcherOrder)
    const late = setTimeout(() => worker.terminate(), STOP_WITHIN_MS)
    await gone
    clearTimeout(late)
  }

  #next(): void {
    if (this.#running || this.#waiting.length === 0) return
    this.start()
    if (!this.#thread?.isReady) return
    const job = this.#waiting.shift() as Job
    this.#running = job
    clearTimeout(job.timer)
    job.timer = setTimeout(() => this.#stop(job, { kind: 'overran' }), this.#limits.deadlineMs)
    this.#tell({ kind: 'job', id: job.id, name: job.name, ask: job.ask })
  }

  #tell(order: SearcherOrder): void {
    this.#thread?.worker.postMessage(order)
  }

  /** Nobody is kept waiting for ever. */
  #giveUp(job: Job): void {
    this.#waiting = this.#waiting.filter(other => other !== job)
    clearTimeout(job.timer)
    job.resolve({ kind: 'busy' })
  }

  #leave(job: Job, reason: unknown): void {
    job.reject(reason)
    if (this.#running === job) this.#stop(job, { kind: 'busy' })
    else this.#giveUp(job)
  }

  /** Answers a job that runs, and tells the thread to stop with it; ends the thread if it does not. */
  #stop(job: Job, answer: Unanswered): void {
    job.resolve(answer)
    clearTimeout(job.timer)
    if (this.#thread) Atomics.store(this.#thread.stopping, 0, job.id)
    job.timer = setTimeout(() => this.#replace(), GRACE_MS)
  }

  #replace(): void {
    void this.#thread?.worker.terminate()
    this.#thread = null
    this.start()
    this.#finish()
  }

  #finish(): void {
    clearTimeout(this.#running?.timer)
    this.#running = null
    this.#next()
  }

  #open(): Thread {
    const shared = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)
    const workerData: SearcherData = { config: this.#config, dataDir: this.#dataDir, stopping: shared }
    const worker = new Worker(new URL('./searcher.ts', import.meta.url), {
      workerData,
      resourceLimits: { maxOldGenerationSizeMb: this.#limits.memoryMb },
    })
    const thread = { worker, isReady: false, stopping: new Int32Array(shared) }
    // a thread that was ended may still have said something
    const ifCurrent = (act: () => void) => this.#thread === thread && act()
    worker.on('message', (message: SearcherMessage) => ifCurrent(() => this.#hear(message, thread)))
    worker.on('error', error => ifCurrent(() => this.#failed(error)))
    return thread
  }

  #hear(message: SearcherMessage, thread: Thread): void {
    switch (message.kind) {
      case 'ready':
        thread.isReady = true
        this.#next()
        break
      case 'answered':
        this.#running?.resolve(message.answer)
        this.#finish()
        break
      case 'failed':
        this.#running?.reject(message.error)
        this.#finish()
        break
      case 'stopped':
        this.#finish()
    }
  }

  /** The thread died. Where no job was to blame, it cannot start, and those that wait are told. */
  #failed(error: unknown): void {
    this.#thread = null
    if ((error as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY')
      this.#running?.resolve({ kind: 'overran' })
    const blamed = this.#running ? [this.#running] : this.#waiting.splice(0)
    for (const job of blamed) {
      clearTimeout(job.timer)
      job.reject(error)
    }
    this.#finish()
  }
}
