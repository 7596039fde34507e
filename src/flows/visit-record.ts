import type { FetchLimits } from '../model/config.ts'
import type { Fetched } from '../model/fetched.ts'
import type { FeedHints, Outlet, Validators, Visit } from '../model/outlet.ts'
import type { ReadOutcome } from '../model/reading.ts'
import type { Instant } from '../model/time.ts'
import type { DueOutlet, ReadFeed, VisitRecord } from '../store/store.ts'
import { addressAfter, askedInstead, isSameAddress } from './address.ts'
import { hintsAfter, paceAfter, type VisitedOutlet } from './pace.ts'

export type Body = Extract<Fetched, { kind: 'body' }>
export type HashedBody = Body & { bodyHash: string }
export type Feed = Extract<ReadOutcome, { kind: 'feed' }>

/** What came of asking: a feed that was read, or why there is none. */
export type Asked =
  | {
      kind: 'feed'
      fetched: HashedBody
      feed: Feed
      /** Where the feed was found, behind the page that was asked; null where it was asked itself. */
      foundUrl: string | null
    }
  | { kind: 'same'; fetched: Body }
  | { kind: 'unread'; fetched: Body; outcome: 'not-a-feed' | 'failed'; problem: string }
  | { kind: 'nothing'; fetched: Exclude<Fetched, Body> }

export type Visited = {
  outlet: Outlet
  /** When the visit began, and ended. */
  at: Instant
  visitedAt: Instant
  published: VisitedOutlet['published']
}

/** What a visit changes: what is remembered of the outlet, what it brought, and when to come again. */
export function recordOf(
  asked: Asked,
  due: DueOutlet,
  { outlet, at, visitedAt, published }: Visited,
  limits: Pick<FetchLimits, 'minIntervalMs' | 'adaptive'>,
  jitter: number,
): VisitRecord {
  const { fetched } = asked
  const isGone = fetched.kind === 'gone' && askedInstead(due) === null
  const { outcome, problem } = outcomeOf(asked, isGone)
  const failures = failuresAfter(due.failures, fetched, outcome)
  const hints =
    asked.kind === 'unread'
      ? due.hints
      : hintsAfter(fetched, asked.kind === 'feed' ? asked.feed.hints : null, due.hints)
  const visited = { outlet, visitedAt, failures, hints, published }
  return {
    visit: {
      outletId: outlet.id,
      at,
      tookMs: visitedAt - at,
      outcome,
      status: wasAsked(fetched) && 'status' in fetched ? fetched.status : null,
      bytes: fetched.wireBytes,
      newArticles: 0,
      changedArticles: 0,
      problem,
      repairs: asked.kind === 'feed' ? asked.feed.repairs : [],
    },
    failures,
    nextVisitAt: paceAfter(fetched, visited, limits, jitter),
    retryAt: fetched.kind === 'refused' ? fetched.retryAt : null,
    isGone,
    ...rememberedOf(asked, due),
    ...(hints.cacheControl === due.hints.cacheControl ? {} : { hints }),
    ...(asked.kind === 'feed' ? { read: readOf(asked, outlet, hints) } : {}),
  }
}

/** Where to ask next, and with which validators: those of a feed behind a page are not the page's. */
function rememberedOf(asked: Asked, due: DueOutlet): Pick<VisitRecord, 'address' | 'validators'> {
  const isFeed = asked.kind === 'feed' || asked.kind === 'same'
  const address = addressAfter(due, asked.fetched, isFeed, asked.kind === 'feed' ? asked.foundUrl : null)
  const isGood = isFeed || asked.fetched.kind === 'unchanged'
  // another address would take a date of this one for its own, and call unchanged what we never had
  const isLost = !isGood && askedInstead(address) !== askedInstead(due)
  const validators = isLost ? { etag: null, lastModified: null } : validatorsOf(asked)
  return { ...(isSameAddress(address, due) ? {} : { address }), ...(validators ? { validators } : {}) }
}

/** Those of a body that was read whole, or that was read before: none of what is no feed. */
function validatorsOf(asked: Asked): Validators | undefined {
  switch (asked.kind) {
    case 'feed':
      return isCutShort(asked.feed) ? undefined : asked.fetched.validators
    case 'same':
      return asked.fetched.validators
    case 'unread':
      return undefined
    case 'nothing':
      return asked.fetched.kind === 'unchanged' ? asked.fetched.validators : undefined
  }
}

/** An outlet that had to wait for the sake of its host did nothing wrong. */
function failuresAfter(before: number, fetched: Fetched, outcome: Visit['outcome']): number {
  if (!wasAsked(fetched)) return before
  return outcome === 'read' || outcome === 'unchanged' ? 0 : before + 1
}

const wasAsked = (fetched: Fetched): boolean => fetched.kind !== 'refused' || !fetched.boundByHost

function readOf(
  { feed, fetched }: Extract<Asked, { kind: 'feed' }>,
  outlet: Outlet,
  hints: FeedHints,
): ReadFeed {
  const isPart = fetched.status === 226 || isCutShort(feed)
  return {
    bodyHash: isPart ? null : fetched.bodyHash,
    listsAll: !isPart,
    title: outlet.title ?? feed.title,
    siteUrl: feed.siteUrl,
    language: outlet.language ?? feed.language,
    hints,
    repairs: isPartRead(feed) ? null : feed.repairs,
    articles: feed.articles,
    ...(feed.slices ? { slices: feed.slices } : {}),
  }
}

/** Not every way of sending a body tells that it was broken off; that its text was does. */
const isCutShort = ({ repairs }: Feed): boolean => repairs.some(({ kind }) => kind === 'truncated')

const isPartRead = ({ slices }: Feed): boolean => slices?.some(({ article }) => article === null) ?? false

function outcomeOf(asked: Asked, isGone: boolean): Pick<Visit, 'outcome' | 'problem'> {
  switch (asked.kind) {
    case 'feed':
      return { outcome: 'read', problem: null }
    case 'same':
      return { outcome: 'unchanged', problem: null }
    case 'unread':
      return { outcome: asked.outcome, problem: asked.problem }
    case 'nothing':
      return outcomeWithout(asked.fetched, isGone)
  }
}

const ANOTHER_IS_GONE = 'The address that it had moved to is gone; its configured one is asked next.'

function outcomeWithout(
  fetched: Exclude<Fetched, Body>,
  isGone: boolean,
): Pick<Visit, 'outcome' | 'problem'> {
  if (fetched.kind === 'gone' && !isGone) return { outcome: 'failed', problem: ANOTHER_IS_GONE }
  return { outcome: fetched.kind, problem: fetched.kind === 'failed' ? fetched.message : null }
}
