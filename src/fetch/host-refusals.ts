import type { Instant } from '../model/time.ts'

/** `retryAt` is null where it did not say for how long. */
type Refusal = { outletUrl: string; status: 429 | 503; retryAt: Instant | null }

/** A host that told two of its outlets to wait, and until when it means all of them. */
export type BoundHost = { status: 429 | 503; retryAt: Instant }

/** The outlet that was told to wait the longest. */
type Waiting = { outletUrl: string; retryAt: Instant }

/**
 * Remembers which hosts asked us to wait. One refusal binds its outlet alone; a second outlet refused while the first
 * still waits shows that the host means all of them, until the later of the two times.
 */
export class HostRefusals {
  readonly #waiting = new Map<string, Waiting>()
  readonly #bound = new Map<string, BoundHost>()

  /** Notes that `host` refused an outlet at `now`. */
  note(host: string, { outletUrl, status, retryAt }: Refusal, now: Instant): void {
    const former = this.#waiting.get(host)
    const isFormerOver = !former || former.retryAt <= now
    if (retryAt !== null && (isFormerOver || retryAt > former.retryAt))
      this.#waiting.set(host, { outletUrl, retryAt })
    if (isFormerOver || former.outletUrl === outletUrl) return
    const boundAt = this.#bound.get(host)?.retryAt ?? 0
    this.#bound.set(host, { status, retryAt: Math.max(former.retryAt, retryAt ?? 0, boundAt) })
  }

  /** The wait that binds every outlet of `host` at `now`; null when there is none. */
  boundUntil(host: string, now: Instant): BoundHost | null {
    const bound = this.#bound.get(host)
    if (!bound) return null
    if (bound.retryAt > now) return bound
    this.#bound.delete(host)
    this.#waiting.delete(host)
    return null
  }
}
