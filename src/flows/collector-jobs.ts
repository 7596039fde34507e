import type { HubRequest, Intent } from '../model/push.ts'
import type { PushedBody, Received } from './receive.ts'
import type { Split } from './split.ts'

/** What the server has the collector do, which alone writes: each job with what it is given and what comes back. */
export type CollectorJobs = {
  /** Somebody asks our hub; `busy` when too many wait. */
  'hub-request': { given: HubRequest; answer: 'accepted' | 'busy' }
  /** A hub asks at our callback; true when we agree. */
  'hub-intent': { given: { id: number; token: string; intent: Intent }; answer: boolean }
  /** A hub pushes. */
  push: { given: PushedBody; answer: Received['kind'] }
  /** The admin says that articles, named by id or address, are not the same story as the rest. */
  split: { given: { story: string; articles: string[] }; answer: Split }
}

export type JobName = keyof CollectorJobs

/**
 * Has the collector do a job, and waits until it is done. What is named in `transfer` is handed over and not copied.
 *
 * Rejects with CollectorAwayError where there is no collector to ask, or none that answers in time.
 */
export type AskCollector = <N extends JobName>(
  name: N,
  given: CollectorJobs[N]['given'],
  transfer?: ArrayBuffer[],
) => Promise<CollectorJobs[N]['answer']>

/** Nobody is there who could write; the message is for whoever asked. */
export class CollectorAwayError extends Error {
  override name = 'CollectorAwayError'
}

/** What a process that only serves says to whoever wants something changed. */
export const noCollector: AskCollector = async () => {
  throw new CollectorAwayError(
    'This process only serves. What changes something is answered where the collector runs, too: khulasa serve without --role web.',
  )
}
