import { createHash } from 'node:crypto'
import type { Config } from '../model/config.ts'
import type { Fetched, FetchRequest } from '../model/fetched.ts'
import type { Outlet, Visit } from '../model/outlet.ts'
import type { ReadJob, ReadOutcome } from '../model/reading.ts'
import type { Instant } from '../model/time.ts'
import { identify } from '../normalise/identity.ts'
import type { DueOutlet, Store, VisitRecord } from '../store/store.ts'
import { paceOf } from './pace.ts'

export type CollectDeps = {
  store: Store
  config: Config
  userAgent: string
  fetch(request: FetchRequest): Promise<Fetched>
  read(job: ReadJob): Promise<ReadOutcome>
  now(): Instant
  random(): number
}

type Body = Extract<Fetched, { kind: 'body' }>
type Feed = Extract<ReadOutcome, { kind: 'feed' }>

/** What came of asking: a feed that was read, or why there is none. */
type Asked =
  | { kind: 'feed'; fetched: Body; feed: Feed; feedUrl: string | null }
  | { kind: 'same'; fetched: Body }
  | { kind: 'unread'; fetched: Body; outcome: 'not-a-feed' | 'failed'; problem: string }
  | { kind: 'nothing'; fetched: Exclude<Fetched, Body> }

/** One visit: fetch → parse → normalise → store. Gives the visit as it was stored. */
export async function visitOutlet(due: DueOutlet, outlet: Outlet, deps: CollectDeps): Promise<Visit> {
  const at = deps.now()
  const asked = await ask(due, outlet, at, deps)
  const record = recordOf(asked, due, outlet, at, deps)
  const counts = await deps.store.visits.record(record)
  return { ...record.visit, ...counts }
}

async function ask(due: DueOutlet, outlet: Outlet, at: Instant, deps: CollectDeps): Promise<Asked> {
  const asked = await askAt(due.feedUrl ?? outlet.url, due, outlet, at, deps)
  if (!('candidates' in asked)) return asked
  for (const candidate of asked.candidates.slice(0, MAX_CANDIDATES)) {
    const tried = await askAt(candidate, null, outlet, at, deps)
    if (!('candidates' in tried) && tried.kind === 'feed') return { ...tried, feedUrl: candidate }
  }
  return { kind: 'unread', fetched: asked.fetched, outcome: 'not-a-feed', problem: NO_FEED_BEHIND_PAGE }
}

/** Tells pages with their candidates apart from everything else. */
async function askAt(
  url: string,
  due: DueOutlet | null,
  outlet: Outlet,
  at: Instant,
  { fetch, read, config, userAgent }: CollectDeps,
): Promise<Asked | { candidates: string[]; fetched: Body }> {
  const fetched = await fetch({
    url,
    validators: { etag: due?.etag ?? null, lastModified: due?.lastModified ?? null },
    timeoutMs: config.fetch.timeoutMs,
    maxBytes: config.fetch.maxBytes,
    userAgent,
  })
  if (fetched.kind !== 'body') return { kind: 'nothing', fetched }
  if (due?.bodyHash === hashOf(fetched.bytes)) return { kind: 'same', fetched }
  const { bytes, finalUrl, contentType, headers } = fetched
  const outcome = await read({ outlet, bytes, url: finalUrl, contentType, headers, seenAt: at })
  switch (outcome.kind) {
    case 'feed':
      return { kind: 'feed', fetched, feed: outcome, feedUrl: due?.feedUrl ?? null }
    case 'page':
      return { candidates: outcome.candidates, fetched }
    case 'not-a-feed':
      return { kind: 'unread', fetched, outcome: 'not-a-feed', problem: outcome.reason }
    case 'overran':
      return { kind: 'unread', fetched, outcome: 'failed', problem: outcome.reason }
  }
}

const MAX_CANDIDATES = 5
const NO_FEED_BEHIND_PAGE = 'This is a page, and no feed was found behind it. Give the address of the feed itself.'

function recordOf(asked: Asked, due: DueOutlet, outlet: Outlet, at: Instant, deps: CollectDeps): VisitRecord {
  const { outcome, problem } = outcomeOf(asked)
  const failures = outcome === 'failed' || outcome === 'not-a-feed' || outcome === 'refused' ? due.failures + 1 : 0
  const nextVisitAt = paceOf(asked.kind === 'feed' ? asked.feed : null, asked.fetched, { outlet, at, failures }, deps)
  const visit: Visit = {
    outletId: outlet.id,
    at,
    tookMs: deps.now() - at,
    outcome,
    status: 'status' in asked.fetched ? asked.fetched.status : null,
    bytes: 'bytes' in asked.fetched ? asked.fetched.bytes.length : 0,
    newArticles: 0,
    changedArticles: 0,
    problem,
    repairs: asked.kind === 'feed' ? asked.feed.repairs : [],
  }
  const isKnown = asked.kind === 'same' || (asked.kind === 'nothing' && asked.fetched.kind === 'unchanged')
  if (isKnown) return { visit, nextVisitAt, failures, validators: asked.fetched.validators }
  if (asked.kind !== 'feed') return { visit, nextVisitAt, failures }
  const { feed, fetched, feedUrl } = asked
  return {
    visit,
    nextVisitAt,
    failures,
    validators: fetched.validators,
    read: {
      bodyHash: fetched.status === 226 ? null : hashOf(fetched.bytes),
      listsAll: fetched.status !== 226,
      feedUrl,
      title: outlet.title ?? feed.title,
      siteUrl: feed.siteUrl,
      language: outlet.language ?? feed.language,
      articles: feed.articles.map(article => ({ ...article, ...identify(article) })),
    },
  }
}

function outcomeOf(asked: Asked): Pick<Visit, 'outcome' | 'problem'> {
  switch (asked.kind) {
    case 'feed':
      return { outcome: 'read', problem: null }
    case 'same':
      return { outcome: 'unchanged', problem: null }
    case 'unread':
      return { outcome: asked.outcome, problem: asked.problem }
    case 'nothing':
      return { outcome: asked.fetched.kind, problem: asked.fetched.kind === 'failed' ? asked.fetched.message : null }
  }
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64')
}
