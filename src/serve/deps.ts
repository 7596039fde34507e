import type { AskCollector } from '../flows/collector-jobs.ts'
import type { RunQuery } from '../flows/query-jobs.ts'
import type { Config } from '../model/config.ts'
import type { Instant } from '../model/time.ts'
import type { Store } from '../store/store.ts'
import type { FeedBodies } from './answer.ts'
import type { EventStreams } from './api/event-streams.ts'
import type { Freshness } from './freshness.ts'
import type { ImageDoor } from './images.ts'

/** What the routes are given. The store is read only: what must change is asked of the collector. */
export type ServeDeps = {
  store: Store
  config: Config
  freshness: Freshness
  /** Ready feeds, where something in front of the routes sends them too. */
  bodies?: FeedBodies
  /** Who listens to topics, where something behind the routes ends it. */
  streams?: EventStreams
  /** Fetches outlets' pictures, where pages show them through us. */
  images?: ImageDoor | undefined
  /** Has a query run by the query worker: nothing of it runs on the thread that serves. */
  queries: RunQuery
  /** Has the collector write: nothing is written by the thread that serves. */
  collector: AskCollector
  /** KHULASA_ADMIN_TOKEN; undefined where none is set. */
  adminToken: string | undefined
  /** False until the first pass is through, for /readyz. */
  isReady(): boolean
  now(): Instant
  /** Told of what a request failed with, once a request. */
  onProblem(error: unknown, path: string): void
}
