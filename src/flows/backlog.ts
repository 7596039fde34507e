export type BacklogDeps<T> = {
  /** Takes up to that many of what is due, so that nobody else does. */
  claim(limit: number): Promise<T[]>
  /** Does one of them, to its end, and writes down what came of it. */
  work(due: T): Promise<void>
  /** How many at once. */
  most: number
  /** Told what claiming or a work threw. */
  onError(error: unknown): void
}

/** Works off what is due, some at once: what is slow holds up nothing but its own place. */
export class Backlog<T> {
  readonly #deps: BacklogDeps<T>
  readonly #underWay = new Set<Promise<void>>()
  #claiming: Promise<void> | null = null
  #mayBeMore = false
  #isStopped = false

  constructor(deps: BacklogDeps<T>) {
    this.#deps = deps
  }

  /** Begins with as much of what is due as there is room for; the rest follows as room comes. */
  begin(): Promise<void> {
    this.#claiming ??= this.#claim()
      .catch(this.#deps.onError)
      .finally(() => {
        this.#claiming = null
      })
    return this.#claiming
  }

  /** Begins nothing more, and waits for what is under way. */
  async stop(): Promise<void> {
    this.#isStopped = true
    await this.#claiming
    await Promise.all(this.#underWay)
  }

  async #claim(): Promise<void> {
    const { claim, most } = this.#deps
    const room = most - this.#underWay.size
    if (room <= 0 || this.#isStopped) return
    const claimed = await claim(room)
    this.#mayBeMore = claimed.length === room
    for (const due of claimed) {
      const working = this.#work(due).finally(() => this.#underWay.delete(working))
      this.#underWay.add(working)
    }
  }

  async #work(due: T): Promise<void> {
    try {
      await this.#deps.work(due)
    } catch (error) {
      this.#deps.onError(error)
    }
    if (this.#mayBeMore) setImmediate(() => void this.begin())
  }
}
