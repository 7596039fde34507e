/**
 * Which version of each topic and outlet is the newest, in memory.
 *
 * The collector tells after each commit; so a poll that finds nothing new asks no database.
 */
export class Freshness {
  #topics: Map<string, number>
  #outlets = new Map<string, number>()
  #count = 0
  #listeners = new Set<(topicIds: string[]) => void>()

  constructor(topics: Map<string, number>) {
    this.#topics = topics
  }

  /** The highest seq of a topic's changes; 0 while it has none. */
  topic(id: string): number {
    return this.#topics.get(id) ?? 0
  }

  /** A number that differs whenever the outlet's articles may. */
  outlet(id: string): number {
    return this.#outlets.get(id) ?? this.#outlets.get('*') ?? 0
  }

  /** A number that differs whenever any outlet's articles may. */
  outlets(): number {
    return this.#count
  }

  topicsChanged(versions: Map<string, number>): void {
    const changed = [...versions].filter(([id, seq]) => seq > this.topic(id))
    for (const [id, seq] of changed) this.#topics.set(id, seq)
    const ids = changed.map(([id]) => id)
    if (ids.length > 0) for (const tell of this.#listeners) tell(ids)
  }

  /** Calls back with the topics that each commit changed; what is given back ends that. */
  subscribe(listener: (topicIds: string[]) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  outletsChanged(ids: Iterable<string>): void {
    this.#count++
    for (const id of ids) this.#outlets.set(id, this.#count)
  }

  /** Another process wrote: whatever was known of outlets may be old. */
  everyOutletChanged(): void {
    this.#outlets = new Map([['*', ++this.#count]])
  }
}
