type Waiter = { admit: (leave: Leave) => void }
type Host = { running: number; resting: boolean; waiting: Waiter[] }
type Limits = { perHost: number; concurrency: number; gapMs: number }

/** Gives the turn back; calling it again does nothing. */
export type Leave = () => void

/**
 * Lets requests through: at most `concurrency` at once, at most `perHost` of them to one host, and two requests to one
 * host never start within `gapMs`. Who waits for a host holds no place of the others.
 */
export class HostGate {
  readonly #limits: Limits
  readonly #hosts = new Map<string, Host>()
  /** Hosts that could go on but for `concurrency`, longest waiting first. */
  readonly #held = new Set<string>()
  #running = 0

  constructor(limits: Limits) {
    this.#limits = limits
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
          signal?.removeEventListener('abort', giveUp)
          resolve(leave)
        },
      }
      signal?.addEventListener('abort', giveUp, { once: true })
      this.#host(host).waiting.push(waiter)
      this.#admit(host)
    })
  }

  #host(name: string): Host {
    const known = this.#hosts.get(name)
    if (known) return known
    const host = { running: 0, resting: false, waiting: [] }
    this.#hosts.set(name, host)
    return host
  }

  #forget(name: string, waiter: Waiter): void {
    const host = this.#hosts.get(name)
    if (!host) return
    host.waiting = host.waiting.filter(other => other !== waiter)
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
    this.#rest(name, host)
    host.waiting.shift()?.admit(this.#leaving(name, host))
    this.#admit(name)
  }

  #rest(name: string, host: Host): void {
    if (this.#limits.gapMs === 0) return
    host.resting = true
    setTimeout(() => {
      host.resting = false
      this.#admit(name)
    }, this.#limits.gapMs)
  }

  #leaving(name: string, host: Host): Leave {
    let left = false
    return () => {
      if (left) return
      left = true
      host.running--
      this.#running--
      for (const held of this.#held) {
        if (this.#running >= this.#limits.concurrency) break
        this.#held.delete(held)
        this.#admit(held)
      }
      this.#admit(name)
    }
  }
}
