import { Worker } from 'node:worker_threads'
import type { ReadJob, ReadOutcome } from './model/reading.ts'
import type { ReaderAnswer } from './reader.ts'

export type ReaderLimits = { timeoutMs: number; memoryMb: number }

type Reading = { job: ReadJob; resolve(outcome: ReadOutcome): void; reject(error: unknown): void }

/** A small young generation is a third of the memory, and what is read is soon handed on (bench/collect.ts). */
const YOUNG_MB = 12
const KEPT_IDLE_MS = 60_000

/**
 * A thread that reads bodies, one after the other in the order in which they are handed to it. One that overruns its
 * time or memory ends the thread and nothing else: it is always the first in line, and those behind it are read by the
 * next thread. A body's time begins when those before it are done.
 */
export class ReaderThread {
  readonly #limits: ReaderLimits
  readonly #line: Reading[] = []
  #thread: Worker | null = null
  #clock: NodeJS.Timeout | undefined

  constructor(limits: ReaderLimits) {
    this.#limits = limits
  }

  /** How many bodies are with it. */
  get ahead(): number {
    return this.#line.length
  }

  /** Rejects over a bug, or when the reader is closed before the body is read. */
  read(job: ReadJob): Promise<ReadOutcome> {
    return new Promise((resolve, reject) => {
      this.#thread ??= this.#start()
      this.#thread.postMessage(job)
      if (this.#line.push({ job, resolve, reject }) === 1) this.#turnToFirst()
    })
  }

  async close(): Promise<void> {
    const closed = new Error('the reader was closed')
    for (const { reject } of this.#line.splice(0)) reject(closed)
    await this.#end()
  }

  #start(): Worker {
    const { memoryMb } = this.#limits
    const resourceLimits = { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: YOUNG_MB }
    const thread = new Worker(new URL('./reader.ts', import.meta.url), { resourceLimits })
    const died = (error: unknown) => {
      if (thread === this.#thread) this.#replace(first => this.#blame(first, error))
    }
    thread.on('error', died)
    thread.on('exit', code => died(new Error(`a reader ended with ${code}`)))
    thread.on('message', (answer: ReaderAnswer) => {
      if (thread !== this.#thread) return
      const first = this.#line.shift()
      if ('outcome' in answer) first?.resolve(answer.outcome)
      else first?.reject(answer.error)
      this.#turnToFirst()
    })
    return thread
  }

  #turnToFirst(): void {
    clearTimeout(this.#clock)
    if (this.#line.length > 0) {
      this.#thread?.ref()
      this.#clock = setTimeout(() => this.#replace(first => this.#tooSlow(first)), this.#limits.timeoutMs)
    } else {
      this.#thread?.unref()
      this.#clock = setTimeout(() => void this.#end(), KEPT_IDLE_MS).unref()
    }
  }

  /** Ends the thread over the first in line, and has another read the rest. */
  #replace(settle: (first: Reading) => void): void {
    void this.#end()
    const first = this.#line.shift()
    if (first) settle(first)
    if (this.#line.length > 0) this.#thread = this.#start()
    for (const { job } of this.#line) this.#thread?.postMessage(job)
    this.#turnToFirst()
  }

  async #end(): Promise<void> {
    clearTimeout(this.#clock)
    const thread = this.#thread
    this.#thread = null
    await thread?.terminate()
  }

  #tooSlow({ resolve }: Reading): void {
    const { timeoutMs } = this.#limits
    const reason = `Reading it took longer than ${timeoutMs / 1000} s, so the reading was ended.`
    resolve({ kind: 'overran', reason })
  }

  #blame({ resolve, reject }: Reading, error: unknown): void {
    const reason = `Reading it took more than ${this.#limits.memoryMb} MB, so the reading was ended.`
    const isMemory = (error as { code?: unknown } | null)?.code === 'ERR_WORKER_OUT_OF_MEMORY'
    if (isMemory) resolve({ kind: 'overran', reason })
    else reject(error)
  }
}
