import { hash } from 'node:crypto'
import { withoutCredentials } from '../fetch/redirect.ts'
import type { Config } from '../model/config.ts'
import type { Fetched, FetchRequest } from '../model/fetched.ts'
import type { ListedItem, Outlet, Visit } from '../model/outlet.ts'
import type { ReadJob, ReadOutcome } from '../model/reading.ts'
import type { Instant } from '../model/time.ts'
import { PUBLISHING_WINDOW_MS } from '../schedule/publishing-gap.ts'
import type { DueOutlet, Store } from '../store/store.ts'
import { askedInstead } from './address.ts'
import { followHub, putOffWhilePushed } from './follow-hub.ts'
import { isAdaptive } from './pace.ts'
import { type Asked, type HashedBody, recordOf } from './visit-record.ts'

export type CollectDeps = {
  store: Store
  config: Config
  userAgent: string
  fetch(request: FetchRequest): Promise<Fetched>
  read(job: ReadJob): Promise<ReadOutcome>
  now(): Instant
  random(): number
  /** Makes what nobody can guess; without it no hub is asked to push. */
  mintSecret?(): string
}

/** One visit: fetch → parse → normalise → store. Gives the visit as it was stored. */
export async function visitOutlet(due: DueOutlet, outlet: Outlet, deps: CollectDeps): Promise<Visit> {
  const visiting = { due, outlet, at: deps.now() }
  const asked = await ask(visiting, deps)
  const stored = await keep(asked, visiting, deps)
  if (asked.kind !== 'feed' || !stored.mustReadWhole) return stored.visit
  const whole = await read(asked.fetched, visiting, null, deps)
  return (await keep('candidates' in whole ? asked : whole, visiting, deps)).visit
}

type Visiting = { due: DueOutlet; outlet: Outlet; at: Instant }

async function ask(visiting: Visiting, deps: CollectDeps): Promise<Asked> {
  const { due } = visiting
  const asked = await askAt(askedInstead(due), due, visiting, deps)
  if (!('candidates' in asked)) return asked
  for (const candidate of asked.candidates.slice(0, MAX_CANDIDATES)) {
    const tried = await askAt(candidate, null, visiting, deps)
    if ('candidates' in tried) continue
    if (tried.kind === 'feed') return { ...tried, foundUrl: withoutCredentials(new URL(candidate)).href }
    // whoever tells us to wait is not asked for something else instead
    if (tried.fetched.kind === 'refused') return tried
  }
  return { kind: 'unread', fetched: asked.fetched, outcome: 'not-a-feed', problem: NO_FEED_BEHIND_PAGE }
}

/** A page, with the addresses that may be its feed. */
type Page = { candidates: string[]; fetched: HashedBody }

async function askAt(
  instead: string | null,
  before: DueOutlet | null,
  visiting: Visiting,
  deps: CollectDeps,
): Promise<Asked | Page> {
  const { outlet } = visiting
  const { fetch, store, config, userAgent } = deps
  const fetched = await fetch({
    url: outlet.url,
    movedTo: instead,
    validators: { etag: before?.etag ?? null, lastModified: before?.lastModified ?? null },
    timeoutMs: config.fetch.timeoutMs,
    maxBytes: config.fetch.maxBytes,
    userAgent,
    ...(outlet.headers ? { headers: outlet.headers } : {}),
  })
  if (fetched.kind !== 'body') return { kind: 'nothing', fetched }
  const bodyHash = hashOf(fetched.bytes)
  if (before?.bodyHash === bodyHash) return { kind: 'same', fetched }
  const items = before?.bodyHash ? await store.outlets.items(outlet.id) : null
  return read({ ...fetched, bodyHash }, visiting, items, deps)
}

/** Has a body read; of one that lists `items` that were read before, only the new part. */
async function read(
  fetched: HashedBody,
  { due, outlet, at }: Visiting,
  items: ListedItem[] | null,
  deps: CollectDeps,
): Promise<Asked | Page> {
  const { bytes, finalUrl, contentType, headers } = fetched
  const slices = items?.flatMap(([hash]) => hash ?? []) ?? []
  const known = slices.length > 0 ? { known: { slices, language: due.language } } : {}
  const outcome = await deps.read({
    outlet,
    bytes,
    url: finalUrl,
    contentType,
    headers,
    seenAt: at,
    ...known,
  })
  switch (outcome.kind) {
    case 'feed':
      return { kind: 'feed', fetched, feed: outcome, foundUrl: null }
    case 'page':
      return { candidates: outcome.candidates, fetched }
    case 'not-a-feed':
      return { kind: 'unread', fetched, outcome: 'not-a-feed', problem: outcome.reason }
    case 'overran':
      return { kind: 'unread', fetched, outcome: 'failed', problem: outcome.reason }
  }
}

/** Stores what came of asking, and when to come again. */
async function keep(asked: Asked, { due, outlet, at }: Visiting, deps: CollectDeps) {
  const { store, config, now, random, mintSecret } = deps
  const published = isAdaptive(outlet, config.fetch) ? await publishedBy(due, at, store) : null
  const visited = { outlet, at, visitedAt: now(), published }
  const own = recordOf(asked, due, visited, config.fetch, random())
  const record = await putOffWhilePushed(own, store)
  const { mustReadWhole = false, ...counts } = await store.visits.record(record)
  const visit = { ...record.visit, ...counts }
  if (mintSecret && !mustReadWhole) await followHub(visit, outlet, asked, { store, config, mintSecret })
  return { visit, mustReadWhole }
}

/** What an outlet published of late, and since when that is known; null before anything of it was read. */
async function publishedBy({ id, firstVisitAt }: DueOutlet, at: Instant, { articles }: Store) {
  if (firstVisitAt === null) return null
  const { count, since } = await articles.published(id, at - PUBLISHING_WINDOW_MS, firstVisitAt)
  return { count, since: Math.min(since ?? firstVisitAt, firstVisitAt) }
}

/** The three that a page links to in its text, and the paths where feeds commonly are. */
const MAX_CANDIDATES = 12
const NO_FEED_BEHIND_PAGE =
  'This is a page, and no feed was found behind it. Give the address of the feed itself.'

const hashOf = (bytes: Uint8Array): string => hash('sha256', bytes, 'base64')
