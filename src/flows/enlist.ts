import type { Config } from '../model/config.ts'
import type { Instant } from '../model/time.ts'
import { topicUrl } from '../push/topic-url.ts'
import type { NamedSubscriber } from '../store/push.ts'
import type { Store } from '../store/store.ts'
import { GAP_MS } from './deliver.ts'
import { wantsHub } from './public-site.ts'
import { publicTopics } from './topics.ts'

type EnlistDeps = { store: Store; mintSecret(): string; now: Instant }

/**
 * Makes who pushes us and whom we tell agree with the configuration: outlets that are not to be pushed are left,
 * webhooks and foreign hubs are told of what comes from now on, and subscribers of topics that are no more are told so.
 */
export async function enlist(config: Config, { store, mintSecret, now }: EnlistDeps): Promise<void> {
  const { site, outlets, webhooks = [] } = config
  const { subscriptions, subscribers } = store
  const topicIds = publicTopics(config).map(({ id }) => id)
  const pushed = outlets.filter(outlet => wantsHub(outlet, site)).map(({ id }) => id)
  await subscriptions.leaveOthers(pushed, now)
  const named = webhooks.map(({ topicId, url, secret }) => ({ topicId, callback: url, secret }))
  await subscribers.configure('webhook', named, mintSecret)
  await subscribers.configure('ping', pingsOf(topicIds, site.hubs ?? []), mintSecret)
  for (const { topicId, format, callback } of await subscribers.removeOthers(topicIds)) {
    // asked for a topic that is no more, it is denied
    const url = topicUrl(site.url, topicId, format)
    await subscribers.request(
      { mode: 'subscribe', callback, topicUrl: url, secret: null, leaseMs: null },
      now,
    )
  }
  await subscribers.wake(null, now, GAP_MS)
}

function pingsOf(topicIds: string[], hubs: string[]): NamedSubscriber[] {
  return topicIds.flatMap(topicId => hubs.map(callback => ({ topicId, callback, secret: null })))
}
