import type { Instant } from './time.ts'

/** A hub that pushes an outlet's feed, and the address under which the hub knows that feed (WebSub §4). */
export type HubLinks = { hubUrl: string; topicUrl: string }

/** Our subscription to an outlet's feed at its hub. */
export type Subscription = HubLinks & {
  id: number
  outletId: string
  /** What cannot be guessed of our callback's address. */
  token: string
  /** What the hub signs its pushes with. */
  secret: string
  /** It is no longer wanted, and only waits for the hub to confirm that. */
  leaving: boolean
  /** Until then the hub pushes; null while it has not confirmed. */
  leaseUntil: Instant | null
  /** When the hub must be asked next: for the first time, again after a failure, or to renew the lease. */
  dueAt: Instant
  /** Requests in a row that came to nothing. */
  failures: number
  /** Visits in a row that found news which the hub had not pushed. */
  misses: number
  /** The last push that was signed well; null where there was none. */
  pushedAt: Instant | null
  /** When the outlet would be visited if nobody pushed it. */
  ownVisitAt: Instant | null
  problem: string | null
}

/** What a hub wants to know of us as its subscriber, or tells us (WebSub §5.2, §5.3). */
export type Intent =
  | { mode: 'subscribe'; topicUrl: string; challenge: string; leaseMs: number }
  | { mode: 'unsubscribe'; topicUrl: string; challenge: string }
  | { mode: 'denied'; topicUrl: string; reason: string }

/** What somebody asks of our hub (WebSub §5.1). */
export type HubRequest = {
  mode: 'subscribe' | 'unsubscribe'
  /** Byte for byte as it was given. */
  callback: string
  topicUrl: string
  secret: string | null
  /** Null where the subscriber leaves it to us. */
  leaseMs: number | null
}

/** A request to our hub that waits until the subscriber has confirmed it, or has been told that it is denied. */
export type PendingRequest = HubRequest & { id: number; failures: number }

export type FeedFormat = 'rss' | 'atom' | 'json'

/**
 * Who is told when a topic has news: a subscriber of our hub, which is sent the feed; a webhook, which is sent what is
 * new in it; or another hub, which is told to fetch it.
 */
export type Subscriber = {
  id: number
  kind: 'websub' | 'webhook' | 'ping'
  topicId: string
  format: FeedFormat
  callback: string
  secret: string | null
  /** Of a subscriber of our hub; null for the others, which the configuration names. */
  leaseUntil: Instant | null
  /** The seq of the newest change that it has been told of. */
  cursor: number
  /** Deliveries in a row that failed, and since when. */
  failures: number
  failingSince: Instant | null
  deliveredAt: Instant | null
  problem: string | null
}
