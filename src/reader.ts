import { parentPort } from 'node:worker_threads'
import { readBody } from './flows/read.ts'
import type { ReadJob, ReadOutcome } from './model/reading.ts'

/** What a reader thread answers to each body, in the order in which they came. */
export type ReaderAnswer = { outcome: ReadOutcome } | { error: unknown }

// The root of a reader thread: one body in, its articles out.
let before: Promise<void> = Promise.resolve()
parentPort?.on('message', (job: ReadJob) => {
  before = before.then(async () => parentPort?.postMessage(await answerTo(job)))
})

const answerTo = (job: ReadJob): Promise<ReaderAnswer> =>
  readBody(job).then(
    outcome => ({ outcome }),
    error => ({ error }),
  )
