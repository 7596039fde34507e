import { LRUCache } from 'lru-cache'
import type { Representation } from './representation.ts'

type Kept = { version: number; representation: Representation }

/** Ready bodies, the latest version of each feed, within a limit of bytes. */
export class Bodies {
  #kept: LRUCache<string, Kept>

  constructor(maxBytes: number) {
    this.#kept = new LRUCache({
      maxSize: maxBytes,
      sizeCalculation: ({ representation }) => representation.body.length + 512,
    })
  }

  /** The body of that version: the one at hand, else the one that `make` gives. */
  async get(key: string, version: number, make: () => Promise<Representation>): Promise<Representation> {
    const kept = this.#kept.get(key)
    if (kept?.version === version) return kept.representation
    const representation = await make()
    this.#kept.set(key, { version, representation })
    return representation
  }
}
