import type { Answer } from '../fetch/ask.ts'
import type { Call } from '../fetch/call.ts'
import type { Config } from '../model/config.ts'
import type { Intent, Subscription } from '../model/push.ts'
import type { Instant } from '../model/time.ts'
import { callbackUrl } from '../push/hub-urls.ts'
import { believedLeaseMs, LEASE_MS, renewAt } from '../push/lease.ts'
import { retryAt } from '../push/retry.ts'
import { isSameSecret } from '../push/signature.ts'
import type { Store } from '../store/store.ts'

export type SubscribeDeps = {
  store: Store
  config: Config
  call(request: Call): Promise<Answer>
  now(): Instant
  random(): number
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** A hub that took the request may let us wait for its confirmation. */
const CONFIRM_WITHIN_MS = HOUR_MS
/** A hub that does not let us go stops when the lease ends, or when our callback says 410. */
const MOST_GOODBYES = 3

/**
 * Asks an outlet's hub to push it, for another lease, or to stop (WebSub §5.1). Nothing holds until the hub has asked
 * back at our callback; a hub may do so before it answers.
 */
export async function askHub(subscription: Subscription, deps: SubscribeDeps): Promise<void> {
  const { store, call, now, random } = deps
  const { id, hubUrl, leaving, leaseUntil } = subscription
  const failures = subscription.failures + 1
  if (leaving && (leaseUntil === null || leaseUntil <= now() || failures > MOST_GOODBYES))
    return store.subscriptions.remove(id)
  const answer = await call({
    method: 'POST',
    url: hubUrl,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: String(requestOf(subscription, deps.config.site.url)),
    followsMoves: true,
  })
  const after = await store.subscriptions.find(id)
  if (!after || after.leaseUntil !== leaseUntil || after.leaving !== leaving) return
  const problem = problemOf(answer, hubUrl)
  const waitUntil = retryAt(now(), failures, random())
  const dueAt = problem ? waitUntil : Math.max(waitUntil, now() + CONFIRM_WITHIN_MS)
  await store.subscriptions.change(id, { failures, dueAt, problem })
}

function requestOf(subscription: Subscription, siteUrl: string): URLSearchParams {
  const fields = new URLSearchParams({
    'hub.mode': subscription.leaving ? 'unsubscribe' : 'subscribe',
    'hub.topic': subscription.topicUrl,
    'hub.callback': callbackUrl(siteUrl, subscription),
  })
  if (subscription.leaving) return fields
  fields.set('hub.secret', subscription.secret)
  fields.set('hub.lease_seconds', String(LEASE_MS / 1_000))
  return fields
}

/** Null when the hub took the request: 202 by the letter, any 2xx of hubs that came before it. */
function problemOf(answer: Answer, hubUrl: string): string | null {
  if (answer.kind === 'trouble') return answer.trouble.message
  const isGood = answer.status >= 200 && answer.status < 300
  return isGood ? null : `The hub ${new URL(hubUrl).host} answered ${answer.status} to our subscription.`
}

/**
 * Answers what a hub asks at our callback: whether we want what it is about to do (WebSub §5.3), or that it will not
 * (§5.2). False where it is none of our doing.
 */
export async function confirmIntent(
  callback: { id: number; token: string },
  intent: Intent,
  { store, now }: Pick<SubscribeDeps, 'store' | 'now'>,
): Promise<boolean> {
  const subscription = await store.subscriptions.find(callback.id)
  if (!subscription || !isSameSecret(callback.token, subscription.token)) return false
  if (intent.topicUrl !== subscription.topicUrl) return false
  switch (intent.mode) {
    case 'subscribe': {
      if (subscription.leaving) return false
      const leaseMs = believedLeaseMs(intent.leaseMs)
      const lease = { leaseUntil: now() + leaseMs, dueAt: renewAt(now(), leaseMs) }
      await store.subscriptions.change(callback.id, { ...lease, failures: 0, problem: null })
      return true
    }
    case 'unsubscribe':
      if (subscription.leaving) await store.subscriptions.remove(callback.id)
      return subscription.leaving
    case 'denied': {
      const problem = `The hub ${new URL(subscription.hubUrl).host} does not push this outlet: ${intent.reason || 'it gives no reason'}`
      if (subscription.leaving) await store.subscriptions.remove(callback.id)
      else await store.subscriptions.lose(callback.id, { leaseUntil: null, dueAt: now() + DAY_MS, problem })
      return true
    }
  }
}
