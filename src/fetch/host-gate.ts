import { offAbort, onAbort } from './abort.ts'

type Waiter = { admit: (leave: Leave) => void }
type Host = {
  running: number
  resting: boolean
  /** The turn whose request is not sent yet: nobody else is let in until the gap after that. */
  unsent: Leave | null
  waiting: Waiter[]
}
type Limits = { perHost: number; concurrency: number; gapMs: number }

/** Gives the turn back; calling it again does nothing. */
export type Leave = () => void

/**
 * Lets requests through: at most `concurrency` at once, at most `perHost` of them to one host, and two requests to one
 * host are never sent within `gapMs`. Who waits for a host holds no place of the others.
 */
export class HostGate {
  readonly #limits: Limits
  readonly #hosts = new Map<string, Host>()
  /** Hosts that could go on but for `concurrency`, longest waiting first. */
  readonly #held = new Set<string>()
  #running = 0
  #waiting = 0

  constructor(limits: Limits) {
    this.#limits = limits
  }

  /** How many wait because their host is busy, whatever else runs. */
  get waitingForHost(): number {
    return Math.max(0, this.#waiting - this.#held.size)
  }

  /** Tells that the request to a host that was let in last is on its way: the gap counts from now. */
  sent(name: string): void {
    const host = this.#hosts.get(name)
    if (host?.unsent) this.#rest(name, host)
  }

  /** Takes a place of the overall ones, without waiting for it: who comes later waits until it is given back. */
  hold(): Leave {
    this.#running++
    let left = false
    return () => {
      if (left) return
      left = true
      this.#running--
      this.#admitHeld()
    }
  }

  /** Waits for a turn. Rejects with the signal's reason when it is aborted before. */
  enter(host: string, signal?: AbortSignal): Promise<Leave> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const giveUp = () => {
        this.#forget(host, waiter)
        reject(signal?.reason)
      }
      const waiter: Waiter = {
        admit: leave => {
          this.#waiting--
          offAbort(signal, giveUp)
          resolve(leave)
        },
      }
      onAbort(signal, giveUp)
      this.#waiting++
      this.#host(host).waiting.push(waiter)
      this.#admit(host)
    })
  }

  #host(name: string): Host {
    const known = this.#hosts.get(name)
    if (known) return known
    const host = { running: 0, resting: false, unsent: null, waiting: [] }
    this.#hosts.set(name, host)
    return host
  }

  #forget(name: string, waiter: Waiter): void {
    const host = this.#hosts.get(name)
    if (!host) return
    this.#waiting--
    host.waiting = host.waiting.filter(other => other !== waiter)
    if (host.waiting.length === 0) this.#held.delete(name)
    this.#drop(name, host)
  }

  #drop(name: string, host: Host): void {
    if (host.running === 0 && !host.resting && host.waiting.length === 0) this.#hosts.delete(name)
  }

  #admit(name: string): void {
    const host = this.#hosts.get(name)
    if (!host || host.resting || host.running >= this.#limits.perHost) return
    if (host.waiting.length === 0) {
      this.#drop(name, host)
      return
    }
    if (this.#running >= this.#limits.concurrency) {
      this.#held.add(name)
      return
    }
    host.running++
    this.#running++
    const leave = this.#leaving(name, host)
    host.resting = this.#limits.gapMs > 0
    host.unsent = leave
    host.waiting.shift()?.admit(leave)
    this.#admit(name)
  }

  #rest(name: string, host: Host): void {
    host.unsent = null
    if (!host.resting) return
    setTimeout(() => {
      host.resting = false
      this.#admit(name)
    }, this.#limits.gapMs)
  }

  #leaving(name: string, host: Host): Leave {
    let left = false
    const leave = () => {
      if (left) return
      left = true
      host.running--
      this.#running--
      if (host.unsent === leave) this.#rest(name, host)
      this.#admitHeld()
      this.#admit(name)
    }
    return leave
  }

  #admitHeld(): void {
    for (const held of this.#held) {
      if (this.#running >= this.#limits.concurrency) break
      this.#held.delete(held)
      this.#admit(held)
    }
  }
}
