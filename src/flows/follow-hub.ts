import type { Config } from '../model/config.ts'
import type { Outlet, Visit } from '../model/outlet.ts'
import type { HubLinks, Subscription } from '../model/push.ts'
import { backupVisitAt, isPushing } from '../push/backup-pace.ts'
import type { Store, VisitRecord } from '../store/store.ts'
import { wantsHub } from './public-site.ts'
import type { Asked } from './visit-record.ts'

type FollowDeps = { store: Store; config: Pick<Config, 'site'>; mintSecret(): string }

/** Puts the next visit off while the outlet's hub pushes: visits are then only a backup. A failed one is not put off. */
export async function putOffWhilePushed(
  record: VisitRecord,
  { subscriptions }: Pick<Store, 'subscriptions'>,
): Promise<VisitRecord> {
  const { visit, nextVisitAt, failures } = record
  const subscription = await subscriptions.ofOutlet(visit.outletId)
  if (!subscription || failures > 0 || !isPushing(subscription, visit.at)) return record
  await subscriptions.change(subscription.id, { ownVisitAt: nextVisitAt })
  const leaseUntil = subscription.leaseUntil ?? visit.at
  return { ...record, nextVisitAt: backupVisitAt(visit.at + visit.tookMs, nextVisitAt, leaseUntil) }
}

/**
 * Draws from a visit what it says of the outlet's hub: that it did not push what the visit found, and which hub the
 * feed names now.
 */
export async function followHub(
  visit: Visit,
  outlet: Outlet,
  asked: Asked,
  { store, config, mintSecret }: FollowDeps,
): Promise<void> {
  if (asked.kind !== 'feed') return
  const { subscriptions } = store
  const subscription = await subscriptions.ofOutlet(outlet.id)
  if (subscription && visit.newArticles > 0) await noteMiss(subscription, visit, store)
  const { hub } = asked.feed
  const wanted = hub && wantsHub(outlet, config.site) ? hub : null
  // what brings the new items alone need not say everything of the feed
  const isWhole = asked.fetched.status !== 226
  if (!wanted && subscription && isWhole) await subscriptions.leave(outlet.id, visit.at)
  if (wanted && !isOf(wanted, subscription)) {
    const secrets = { token: mintSecret(), secret: mintSecret() }
    await subscriptions.want({ outletId: outlet.id, ...wanted, ...secrets }, visit.at)
  }
}

async function noteMiss(
  subscription: Subscription,
  visit: Visit,
  { subscriptions }: Pick<Store, 'subscriptions'>,
): Promise<void> {
  if (!isPushing(subscription, visit.at)) return
  const misses = subscription.misses + 1
  if (isPushing({ ...subscription, misses }, visit.at))
    await subscriptions.change(subscription.id, { misses })
  else await subscriptions.lose(subscription.id, { misses, problem: SILENT })
}

const SILENT = 'The hub did not push what visits found; until it does, the outlet is visited at its own pace.'

function isOf(hub: HubLinks, subscription: Subscription | undefined): boolean {
  return subscription?.hubUrl === hub.hubUrl && subscription.topicUrl === hub.topicUrl
}
