import { LRUCache } from 'lru-cache'
import type { Instant } from '../model/time.ts'

const MOST_CLIENTS = 20_000

/**
 * Lets each client have so much at once, and so much a second from then on (a token bucket).
 *
 * It knows the latest clients only, so its memory is bounded; who is forgotten begins anew.
 */
export class RateLimit {
  readonly #burst: number
  readonly #perSecond: number
  readonly #buckets = new LRUCache<string, { tokens: number; at: Instant }>({ max: MOST_CLIENTS })

  constructor({ burst, perSecond }: { burst: number; perSecond: number }) {
    this.#burst = burst
    this.#perSecond = perSecond
  }

  /** Takes one of what the client may have: 0, or in how many seconds there is one again. */
  take(client: string, now: Instant): number {
    const before = this.#buckets.get(client) ?? { tokens: this.#burst, at: now }
    const grown = (Math.max(0, now - before.at) / 1_000) * this.#perSecond
    const tokens = Math.min(this.#burst, before.tokens + grown)
    const isGiven = tokens >= 1
    this.#buckets.set(client, { tokens: isGiven ? tokens - 1 : tokens, at: now })
    return isGiven ? 0 : Math.ceil((1 - tokens) / this.#perSecond)
  }
}
