import type { Intent } from '../model/push.ts'
import { LEASE_MS } from './lease.ts'

/** What a challenge may be (WebSub §8.2: limit its length, refuse binary data), so that echoing it does no harm. */
const CHALLENGE = /^[\x21-\x7e]{1,512}$/
const MAX_REASON = 200

/** Reads what a hub asks or tells at our callback (WebSub §5.2, §5.3); null where that is none of it. */
export function readIntent(query: URLSearchParams): Intent | null {
  const topicUrl = query.get('hub.topic')
  if (topicUrl === null) return null
  const challenge = query.get('hub.challenge') ?? ''
  switch (query.get('hub.mode')) {
    case 'subscribe': {
      const leaseMs = readLease(query.get('hub.lease_seconds'))
      return leaseMs && CHALLENGE.test(challenge) ? { mode: 'subscribe', topicUrl, challenge, leaseMs } : null
    }
    case 'unsubscribe':
      return CHALLENGE.test(challenge) ? { mode: 'unsubscribe', topicUrl, challenge } : null
    case 'denied':
      return { mode: 'denied', topicUrl, reason: (query.get('hub.reason') ?? '').slice(0, MAX_REASON) }
    default:
      return null
  }
}

/** Hubs of before WebSub say nothing of a lease; ours then ends after what we asked for. */
function readLease(seconds: string | null): number | null {
  if (!seconds) return LEASE_MS
  return /^\d{1,12}$/.test(seconds) && Number(seconds) > 0 ? Number(seconds) * 1_000 : null
}

/** The address at which a hub asks or tells a subscriber: behind the callback's own query, which stays as it is. */
export function intentUrl(callback: string, intent: Intent): string {
  const fields = new URLSearchParams({ 'hub.mode': intent.mode, 'hub.topic': intent.topicUrl })
  if (intent.mode === 'denied') fields.set('hub.reason', intent.reason)
  else fields.set('hub.challenge', intent.challenge)
  if (intent.mode === 'subscribe') fields.set('hub.lease_seconds', String(Math.round(intent.leaseMs / 1_000)))
  if (!callback.includes('?')) return `${callback}?${fields}`
  return /[?&]$/.test(callback) ? `${callback}${fields}` : `${callback}&${fields}`
}
