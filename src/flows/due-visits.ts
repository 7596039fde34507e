import type { Instant } from '../model/time.ts'
import type { DueOutlet, OutletStore } from '../store/store.ts'

export type DueVisitsDeps = {
  outlets: OutletStore
  /** One visit, to its end. */
  visit(due: DueOutlet): Promise<void>
  /** Visits at once, but for those that only wait for their host. */
  most: number
  /** How many visits wait because their host is busy. */
  waitingForHost(): number
  /** For how long no one else may visit what was claimed: it is renewed while the visit goes on. */
  leaseMs: number
  now(): Instant
  /** Told what claiming or a visit threw. */
  onError(error: unknown): void
}

type UnderWay = { ended: Promise<void>; leasedAt: Instant }

/** Visits that only wait for their host cost little, but not nothing. */
const MOST_WAITING = 10_000
const ALARM_WITHIN_MS = 1_000

/**
 * Visits whatever is due, and claims more as soon as there is room. Visits that wait for a busy host take no room: a host
 * with a thousand outlets holds nobody else up.
 */
export class DueVisits {
  readonly #deps: DueVisitsDeps
  readonly #underWay = new Map<string, UnderWay>()
  #claiming: Promise<void> | null = null
  #alarm: NodeJS.Timeout | undefined
  #mayBeMore = false
  #isStopped = false

  constructor(deps: DueVisitsDeps) {
    this.#deps = deps
  }

  /** How many visits are under way. */
  get size(): number {
    return this.#underWay.size
  }

  /** Begins a visit to each outlet that is due, as far as there is room. */
  claim(): Promise<void> {
    this.#claiming ??= this.#claimAll()
      .then(() => this.#setAlarm())
      .catch(this.#deps.onError)
      .finally(() => {
        this.#claiming = null
      })
    return this.#claiming
  }

  /** Claims no more, and waits for what is under way. */
  async stop(): Promise<void> {
    this.#isStopped = true
    await this.#claiming
    clearTimeout(this.#alarm)
    await Promise.all([...this.#underWay.values()].map(({ ended }) => ended))
  }

  async #claimAll(): Promise<void> {
    const { outlets, now, leaseMs } = this.#deps
    await this.#renewLeases()
    do {
      const room = this.#room()
      this.#mayBeMore = room <= 0
      if (this.#mayBeMore || this.#isStopped) return
      const claimed = await outlets.claimDue(now(), room, leaseMs)
      // a visit that outlived its own lease goes on
      const begun = claimed.filter(({ id }) => !this.#underWay.has(id))
      for (const due of begun) this.#underWay.set(due.id, { ended: this.#visit(due), leasedAt: now() })
      this.#mayBeMore = claimed.length === room
    } while (this.#mayBeMore)
  }

  /** Holds on to what takes long; whoever is killed gives all of it back a lease later. */
  async #renewLeases(): Promise<void> {
    const { outlets, now, leaseMs } = this.#deps
    const at = now()
    const old = [...this.#underWay].filter(([, { leasedAt }]) => at - leasedAt >= leaseMs / 2)
    if (old.length === 0) return
    await outlets.renew(
      old.map(([id]) => id),
      at,
      leaseMs,
    )
    for (const [, visit] of old) visit.leasedAt = at
  }

  async #visit(due: DueOutlet): Promise<void> {
    const { visit, most, onError } = this.#deps
    try {
      await visit(due)
    } catch (error) {
      onError(error)
    }
    this.#underWay.delete(due.id)
    if (this.#mayBeMore && this.#room() >= most / 2) await this.claim()
    else if (this.size === 0) await this.#setAlarm()
  }

  /** Whoever ticks does so once a second; an outlet that is due sooner has its own alarm. */
  async #setAlarm(): Promise<void> {
    const { outlets, now } = this.#deps
    const dueAt = await outlets.nextDueAt(now())
    clearTimeout(this.#alarm)
    if (this.#isStopped || this.#mayBeMore || dueAt === null || dueAt - now() > ALARM_WITHIN_MS) return
    this.#alarm = setTimeout(() => void this.claim(), Math.max(dueAt - now(), 1))
  }

  #room(): number {
    const { most, waitingForHost } = this.#deps
    return Math.min(most - this.size + waitingForHost(), MOST_WAITING - this.size)
  }
}
