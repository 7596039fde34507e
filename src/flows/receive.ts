import type { Config } from '../model/config.ts'
import type { Visit } from '../model/outlet.ts'
import type { Subscription } from '../model/push.ts'
import type { ReadJob, ReadOutcome } from '../model/reading.ts'
import type { Instant } from '../model/time.ts'
import { isSameSecret, isSigned } from '../push/signature.ts'
import type { Store } from '../store/store.ts'

export type ReceiveDeps = {
  store: Store
  config: Config
  read(job: ReadJob): Promise<ReadOutcome>
  now(): Instant
}

/** What was posted to our callback. */
export type PushedBody = {
  id: number
  token: string
  bytes: Uint8Array
  contentType: string | null
  /** `X-Hub-Signature`. */
  signature: string | null
}

export type Received =
  | { kind: 'taken'; visit: Visit }
  /** Not signed as agreed, or no feed: nothing of it is kept. */
  | { kind: 'ignored'; outletId: string; problem: string }
  /** There is no such subscription, or not any more. */
  | { kind: 'unknown' }

const UNSIGNED = 'Something was pushed that the hub had not signed; it was left out.'

/** An outlet's hub pushed: check the signature → parse → normalise → store, like a visit that brought a part of the feed. */
export async function receivePush(pushed: PushedBody, deps: ReceiveDeps): Promise<Received> {
  const { store, config, read, now } = deps
  const at = now()
  const subscription = await store.subscriptions.find(pushed.id)
  const outlet = config.outlets.find(({ id }) => id === subscription?.outletId)
  if (!subscription || !outlet || subscription.leaving) return { kind: 'unknown' }
  if (!isSameSecret(pushed.token, subscription.token)) return { kind: 'unknown' }
  if (!isSigned(pushed.signature, pushed.bytes, subscription.secret))
    return ignored(subscription, UNSIGNED, store)
  const { bytes, contentType } = pushed
  const url = subscription.topicUrl
  // a reader takes the body over, and leaves nothing of it here
  const { length } = bytes
  const outcome = await read({ outlet, bytes, url, contentType, headers: {}, seenAt: at })
  switch (outcome.kind) {
    case 'feed': {
      const visit = visitOf(outlet.id, at, now() - at, length, outcome.repairs)
      const counts = await store.visits.receive(visit, outcome.articles)
      await store.subscriptions.change(subscription.id, { pushedAt: at, misses: 0, problem: null })
      return { kind: 'taken', visit: { ...visit, ...counts } }
    }
    case 'page':
      return ignored(subscription, 'The hub pushed a page, and no feed.', store)
    case 'not-a-feed':
    case 'overran':
      return ignored(subscription, `The hub pushed what cannot be read: ${outcome.reason}`, store)
  }
}

function visitOf(
  outletId: string,
  at: Instant,
  tookMs: number,
  bytes: number,
  repairs: Visit['repairs'],
): Visit {
  const counts = { newArticles: 0, changedArticles: 0 }
  return { outletId, at, tookMs, outcome: 'read', status: null, bytes, ...counts, problem: null, repairs }
}

async function ignored(
  { id, outletId }: Subscription,
  problem: string,
  { subscriptions }: Pick<Store, 'subscriptions'>,
): Promise<Received> {
  await subscriptions.change(id, { problem })
  return { kind: 'ignored', outletId, problem }
}
