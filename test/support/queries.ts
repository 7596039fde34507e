import { doJob, type RunQuery } from '../../src/flows/query-jobs.ts'
import type { Config } from '../../src/model/config.ts'
import type { Store } from '../../src/store/store.ts'

/** What the query worker does, done here: for tests of what is asked and answered, not of threads. */
export function queriesOver(store: Store, config: Config, now: () => number): RunQuery {
  return (name, ask, signal) =>
    doJob(name, ask, { store, config, now: now(), check: () => signal.throwIfAborted() })
}
