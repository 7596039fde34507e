import type { Instant } from '../model/time.ts'

type Refusal = { outletUrl: string; status: 429 | 503; retryAt: Instant }

/** A host that told two of its outlets to wait, and until when it means all of them. */
export type BoundHost = { status: 429 | 503; retryAt: Instant }

/**
 * Remembers which hosts asked us to wait. One refusal binds its outlet alone; a second outlet refused while the first
 * still waits shows that the host means all of them. Forgotten at a restart, when each outlet's own wait still holds.
 */
export class HostRefusals {
  readonly #refused = new Map<string, Refusal>()
  readonly #bound = new Map<string, BoundHost>()

  /** Notes that `host` refused an outlet at `now`. */
  note(host: string, refusal: Refusal, now: Instant): void {
    const former = this.#refused.get(host)
    this.#refused.set(host, refusal)
    if (!former || former.retryAt <= now || former.outletUrl === refusal.outletUrl) return
    this.#bound.set(host, { status: refusal.status, retryAt: Math.max(former.retryAt, refusal.retryAt) })
  }

  /** The wait that binds every outlet of `host` at `now`; null when there is none. */
  boundUntil(host: string, now: Instant): BoundHost | null {
    const bound = this.#bound.get(host)
    if (!bound) return null
    if (bound.retryAt > now) return bound
    this.#bound.delete(host)
    this.#refused.delete(host)
    return null
  }
}
