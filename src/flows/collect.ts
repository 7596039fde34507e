import { createHash } from 'node:crypto'
import type { Config } from '../model/config.ts'
import type { Fetched, FetchRequest } from '../model/fetched.ts'
import type { Outlet, Visit } from '../model/outlet.ts'
import type { ReadJob, ReadOutcome } from '../model/reading.ts'
import type { Instant } from '../model/time.ts'
import { identify } from '../normalise/identity.ts'
import { PUBLISHING_WINDOW_MS } from '../schedule/publishing-gap.ts'
import type { DueOutlet, ReadFeed, Store, VisitRecord } from '../store/store.ts'
import { paceAfter } from './pace.ts'

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
  const published = await deps.store.articles.published(outlet.id, at - PUBLISHING_WINDOW_MS)
  const record = recordOf(asked, due, { outlet, at, published }, deps)
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
const NO_FEED_BEHIND_PAGE =
  'This is a page, and no feed was found behind it. Give the address of the feed itself.'

type Visited = { outlet: Outlet; at: Instant; published: { count: number; since: Instant | null } }

function recordOf(
  asked: Asked,
  due: DueOutlet,
  { outlet, at, published }: Visited,
  deps: CollectDeps,
): VisitRecord {
  const { fetched } = asked
  const { outcome, problem } = outcomeOf(asked)
  const failures = outcome === 'read' || outcome === 'unchanged' ? 0 : due.failures + 1
  const visitedAt = deps.now()
  const ttlMinutes = asked.kind === 'feed' ? asked.feed.ttlMinutes : null
  const visited = { outlet, visitedAt, failures, ttlMinutes, published }
  const visit: Visit = {
    outletId: outlet.id,
    at,
    tookMs: visitedAt - at,
    outcome,
    status: 'status' in fetched ? fetched.status : null,
    bytes: fetched.wireBytes,
    newArticles: 0,
    changedArticles: 0,
    problem,
    repairs: asked.kind === 'feed' ? asked.feed.repairs : [],
  }
  const record = {
    visit,
    failures,
    nextVisitAt: paceAfter(fetched, visited, deps.config.fetch, deps.random()),
  }
  if (asked.kind === 'feed')
    return { ...record, validators: asked.fetched.validators, read: readOf(asked, outlet) }
  const isKnown = asked.kind === 'same' || fetched.kind === 'unchanged'
  return isKnown && 'validators' in fetched ? { ...record, validators: fetched.validators } : record
}

function readOf({ feed, fetched, feedUrl }: Extract<Asked, { kind: 'feed' }>, outlet: Outlet): ReadFeed {
  const isPart = fetched.status === 226
  return {
    bodyHash: isPart ? null : hashOf(fetched.bytes),
    listsAll: !isPart,
    feedUrl,
    title: outlet.title ?? feed.title,
    siteUrl: feed.siteUrl,
    language: outlet.language ?? feed.language,
    articles: feed.articles.map(article => ({ ...article, ...identify(article) })),
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
      return {
        outcome: asked.fetched.kind,
        problem: asked.fetched.kind === 'failed' ? asked.fetched.message : null,
      }
  }
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64')
}
