import type { HubLinks, HubRequest, PendingRequest, Subscriber, Subscription } from '../model/push.ts'
import type { Instant } from '../model/time.ts'

/** Our subscriptions to outlets' feeds at their hubs. */
export type SubscriptionStore = {
  find(id: number): Promise<Subscription | undefined>
  /** The one by which an outlet is pushed, or will be; undefined where there is none. */
  ofOutlet(outletId: string): Promise<Subscription | undefined>
  /** Makes this the outlet's subscription: the same hub's goes on as it is, another hub's is left. */
  want(wanted: WantedSubscription, now: Instant): Promise<void>
  /** Leaves an outlet's subscriptions; it is visited at its own pace again. */
  leave(outletId: string, now: Instant): Promise<void>
  /** Leaves those of every outlet but these. */
  leaveOthers(outletIds: string[], now: Instant): Promise<void>
  /** Takes up to `limit` subscriptions whose hub must be asked, each for `leaseMs`. */
  claimDue(now: Instant, limit: number, leaseMs: number): Promise<Subscription[]>
  change(id: number, change: Partial<Omit<Subscription, 'id' | 'outletId'>>): Promise<void>
  /** The same, and the outlet is visited when its own pace says, as nobody pushes it now. */
  lose(id: number, change: Partial<Omit<Subscription, 'id' | 'outletId'>>): Promise<void>
  remove(id: number): Promise<void>
}

export type WantedSubscription = HubLinks & { outletId: string; token: string; secret: string }

/** What a subscriber of our hub confirmed. */
export type ConfirmedSubscriber = Pick<
  Subscriber,
  'topicId' | 'format' | 'callback' | 'secret' | 'leaseUntil'
>

/** Whom the configuration names to be told of a topic; without a secret, one is made where it is needed. */
export type NamedSubscriber = { topicId: string; callback: string; secret: string | null }

/** A subscriber to be told, and the seq of the newest change that it must be told of. */
export type DueSubscriber = Subscriber & { news: number }

/** Who is told of topics' news, and what was asked of our hub. */
export type SubscriberStore = {
  /** Keeps a request until it is settled, in place of an earlier one for the same pair; false when too many wait. */
  request(request: HubRequest, now: Instant): Promise<boolean>
  claimRequests(now: Instant, limit: number, leaseMs: number): Promise<PendingRequest[]>
  /** Tries a request again then. */
  putOffRequest(id: number, dueAt: Instant): Promise<void>
  dropRequest(id: number): Promise<void>
  /** A new subscriber is told of what comes from now on; one that renews misses nothing. */
  subscribe(confirmed: ConfirmedSubscriber): Promise<void>
  unsubscribe(whose: Pick<Subscriber, 'topicId' | 'format' | 'callback'>): Promise<void>
  /** Makes the webhooks, or pings, agree with the configuration. */
  configure(kind: 'webhook' | 'ping', named: NamedSubscriber[], mintSecret: () => string): Promise<void>
  /** Takes out the hub's subscribers of topics that are no more; returns them. */
  removeOthers(topicIds: string[]): Promise<Subscriber[]>
  /** Makes those due that topics (or all: null) have news for, each `gapMs` after its last delivery at the earliest. */
  wake(topicIds: string[] | null, now: Instant, gapMs: number): Promise<void>
  /** Takes up to `limit` due subscribers for `leaseMs`, those that failed last. */
  claimDue(now: Instant, limit: number, leaseMs: number): Promise<DueSubscriber[]>
  /** It was told of everything up to that seq, or has been given up on with it; it is due again if there is more. */
  settle(
    id: number,
    settled: { cursor: number; at: Instant; gapMs: number; problem: string | null },
  ): Promise<void>
  putOff(
    id: number,
    failed: Pick<Subscriber, 'failures' | 'failingSince' | 'problem'> & { dueAt: Instant },
  ): Promise<void>
  remove(id: number): Promise<void>
  /** Public ids of a topic's entries that are news after one seq and up to another, newest change first. */
  news(topicId: string, after: number, upTo: number): Promise<string[]>
  /** Forgets subscribers whose lease has run out. */
  expire(now: Instant): Promise<number>
  named(): Promise<Subscriber[]>
}
