import { createHash } from 'node:crypto'
import type { Config } from '../model/config.ts'
import type { Fetched, FetchRequest } from '../model/fetched.ts'
import type { Outlet, Visit } from '../model/outlet.ts'
import type { ReadJob, ReadOutcome } from '../model/reading.ts'
import type { Instant } from '../model/time.ts'
import { PUBLISHING_WINDOW_MS } from '../schedule/publishing-gap.ts'
import type { DueOutlet, Store } from '../store/store.ts'
import { askedInstead } from './address.ts'
import { followHub, putOffWhilePushed } from './follow-hub.ts'
import { isAdaptive } from './pace.ts'
import { type Asked, type Body, recordOf } from './visit-record.ts'

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
  const { store, config, now, random } = deps
  const at = now()
  const asked = await ask(due, outlet, at, deps)
  const published = isAdaptive(outlet, config.fetch)
    ? await store.articles.published(outlet.id, at - PUBLISHING_WINDOW_MS)
    : null
  const visited = { outlet, at, visitedAt: now(), published }
  const own = recordOf(asked, due, visited, config.fetch, random())
  const record = await putOffWhilePushed(own, store)
  const counts = await store.visits.record(record)
  const visit = { ...record.visit, ...counts }
  if (deps.mintSecret) await followHub(visit, outlet, asked, { store, config, mintSecret: deps.mintSecret })
  return visit
}

async function ask(due: DueOutlet, outlet: Outlet, at: Instant, deps: CollectDeps): Promise<Asked> {
  const asked = await askAt(askedInstead(due), due, outlet, at, deps)
  if (!('candidates' in asked)) return asked
  for (const candidate of asked.candidates.slice(0, MAX_CANDIDATES)) {
    const tried = await askAt(candidate, null, outlet, at, deps)
    if (!('candidates' in tried) && tried.kind === 'feed') return { ...tried, foundUrl: candidate }
  }
  return { kind: 'unread', fetched: asked.fetched, outcome: 'not-a-feed', problem: NO_FEED_BEHIND_PAGE }
}

/** Tells pages with their candidates apart from everything else. */
async function askAt(
  instead: string | null,
  due: DueOutlet | null,
  outlet: Outlet,
  at: Instant,
  { fetch, read, config, userAgent }: CollectDeps,
): Promise<Asked | { candidates: string[]; fetched: Body }> {
  const fetched = await fetch({
    url: outlet.url,
    movedTo: instead,
    validators: { etag: due?.etag ?? null, lastModified: due?.lastModified ?? null },
    timeoutMs: config.fetch.timeoutMs,
    maxBytes: config.fetch.maxBytes,
    userAgent,
    ...(outlet.headers ? { headers: outlet.headers } : {}),
  })
  if (fetched.kind !== 'body') return { kind: 'nothing', fetched }
  const bodyHash = hashOf(fetched.bytes)
  if (due?.bodyHash === bodyHash) return { kind: 'same', fetched }
  const { bytes, finalUrl, contentType, headers } = fetched
  const outcome = await read({ outlet, bytes, url: finalUrl, contentType, headers, seenAt: at })
  switch (outcome.kind) {
    case 'feed':
      return { kind: 'feed', fetched, bodyHash, feed: outcome, foundUrl: null }
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

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64')
}
