import type { Config } from '../model/config.ts'
import type { Instant } from '../model/time.ts'
import type { Store } from '../store/store.ts'
import { type ExplainAsk, explainArticle } from './explain.ts'
import { type PreviewAsk, preview } from './preview.ts'
import type { BadQuery } from './read-query.ts'
import { type FoundStories, type SearchAsk, type SearchFeed, searchFeed, searchStories } from './search.ts'
import { type FiguresAsk, topicFigures } from './topic-figures.ts'
import { type DraftAsk, draftFrom, testQuery, type WorkbenchAsk } from './workbench.ts'

/** What a job is done with: a reading store, and what ends it. */
export type QueryDeps = {
  store: Store
  config: Config
  now: Instant
  /** Throws once the client has gone or the time is up: to be called wherever work repeats. */
  check(): void
  /** Whether that share of the time for reading texts is over; never where it is missing. */
  isLate?(share: number): boolean
}

/** The jobs of the query worker: each takes what is asked, and gives an answer that can be sent between threads. */
const JOBS = {
  search: async (ask: SearchAsk, deps: QueryDeps) => withoutBodies(await searchStories(ask, deps)),
  explain: (ask: ExplainAsk, deps: QueryDeps) => explainArticle(ask, deps),
  preview: (ask: PreviewAsk, deps: QueryDeps) => preview(ask, deps),
  searchFeed: (ask: SearchFeed, deps: QueryDeps) => searchFeed(ask, deps),
  figures: (ask: FiguresAsk, deps: QueryDeps) => topicFigures(ask, deps),
  test: (ask: WorkbenchAsk, deps: QueryDeps) => testQuery(ask, deps),
  draft: (ask: DraftAsk) => draftFrom(ask),
}

/** A page shows no bodies, and what goes to another thread is copied. */
function withoutBodies(found: FoundStories | BadQuery): FoundStories | BadQuery {
  if (found.kind === 'bad-query') return found
  const entries = found.document.entries.map(entry => ({ ...entry, html: '' }))
  return { ...found, document: { ...found.document, entries } }
}

export type JobName = keyof typeof JOBS
export type Ask<Name extends JobName> = Parameters<(typeof JOBS)[Name]>[0]
export type Answer<Name extends JobName> = Awaited<ReturnType<(typeof JOBS)[Name]>>

/** No answer: too many ask at once, or it took longer than a job may. Asking again later may help. */
export type Unanswered = { kind: 'busy' } | { kind: 'overran' }

/** Has a job done, where nobody's reading is held up. Rejects with the signal's reason when the client goes. */
export type RunQuery = <Name extends JobName>(
  name: Name,
  ask: Ask<Name>,
  signal: AbortSignal,
) => Promise<Answer<Name> | Unanswered>

/** Does one job. */
export function doJob<Name extends JobName>(
  name: Name,
  ask: Ask<Name>,
  deps: QueryDeps,
): Promise<Answer<Name>> {
  const job = JOBS[name] as (ask: Ask<Name>, deps: QueryDeps) => Promise<Answer<Name>>
  return job(ask, deps)
}
