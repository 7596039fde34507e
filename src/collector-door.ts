import type { MessagePort } from 'node:worker_threads'
import {
  type AskCollector,
  CollectorAwayError,
  type CollectorJobs,
  type JobName,
} from './flows/collector-jobs.ts'

type Order = { id: number; name: JobName; given: CollectorJobs[JobName]['given'] }
type Done = { id: number; answer: CollectorJobs[JobName]['answer'] } | { id: number; error: string }

export type JobHandlers = {
  [N in JobName]: (given: CollectorJobs[N]['given']) => Promise<CollectorJobs[N]['answer']>
}

const ANSWER_WITHIN_MS = 10_000

/** The server's side of the door: sends jobs through a port of its own, and waits for each one's answer. */
export function askThrough(port: MessagePort, withinMs = ANSWER_WITHIN_MS): AskCollector {
  const waiting = new Map<number, PromiseWithResolvers<Extract<Done, { answer: unknown }>['answer']>>()
  let jobs = 0
  port.on('message', (done: Done) => {
    const job = waiting.get(done.id)
    if ('answer' in done) job?.resolve(done.answer)
    else job?.reject(new Error(done.error))
  })
  port.on('close', () => {
    for (const job of waiting.values()) job.reject(away())
  })
  port.unref()
  return async (name, given, transfer = []) => {
    const id = ++jobs
    const job = Promise.withResolvers<CollectorJobs[JobName]['answer']>()
    const late = setTimeout(() => job.reject(away()), withinMs)
    waiting.set(id, job)
    try {
      port.postMessage({ id, name, given } satisfies Order, transfer)
      return (await job.promise) as CollectorJobs[typeof name]['answer']
    } finally {
      clearTimeout(late)
      waiting.delete(id)
    }
  }
}

/** The collector's side: does each job as it comes, and sends back what came of it. */
export function answerAt(port: MessagePort, handlers: JobHandlers, onError: (error: unknown) => void): void {
  port.on('message', async ({ id, name, given }: Order) => {
    const handle = handlers[name] as (given: unknown) => Promise<CollectorJobs[JobName]['answer']>
    try {
      port.postMessage({ id, answer: await handle(given) } satisfies Done)
    } catch (error) {
      onError(error)
      port.postMessage({ id, error: 'the collector could not do it; its log says why' } satisfies Done)
    }
  })
}

const away = () => new CollectorAwayError('The collector does not answer just now. Try again in a minute.')
