import { LRUCache } from 'lru-cache'
import { type Encoding, encode } from './encoding.ts'
import type { Representation } from './representation.ts'

/** A feed as it is kept: the latest version that was asked for, and the encodings that were. */
export type Kept<T extends Representation = Representation> = {
  version: number
  ready: T
  encoded: Partial<Record<Encoding, Buffer>>
}

/** What an entry takes beside its bodies. */
const OVERHEAD_BYTES = 1_024

/** Ready bodies, the latest version of each feed, within a limit of bytes whatever is asked for. */
export class Bodies<T extends Representation = Representation> {
  readonly #kept: LRUCache<string, Kept<T>>
  /** What is being made now: who asks for the same meanwhile gets the same. */
  readonly #making = new Map<string, Promise<unknown>>()

  constructor(maxBytes: number) {
    this.#kept = new LRUCache<string, Kept<T>>({ maxSize: maxBytes, sizeCalculation: sizeOf })
  }

  /** The body of that version if it is at hand. */
  peek(key: string, version: number): Kept<T> | undefined {
    const kept = this.#kept.get(key)
    return kept?.version === version ? kept : undefined
  }

  /** The body of that version: the one at hand, else the one that `make` gives; undefined where it gives none. */
  async get(key: string, version: number, make: () => Promise<T | undefined>): Promise<Kept<T> | undefined> {
    return this.peek(key, version) ?? this.#once(`${key} ${version}`, () => this.#make(key, version, make))
  }

  /** The body in that encoding, made once a version. */
  async inEncoding(key: string, kept: Kept<T>, encoding: Encoding): Promise<Buffer> {
    const { ready } = kept
    return (
      kept.encoded[encoding] ??
      this.#once(`${key} ${ready.etag} ${encoding}`, () => this.#encode(key, ready, encoding))
    )
  }

  /** Bytes in use. */
  get bytes(): number {
    return this.#kept.calculatedSize
  }

  async #make(
    key: string,
    version: number,
    make: () => Promise<T | undefined>,
  ): Promise<Kept<T> | undefined> {
    const ready = await make()
    if (!ready) return undefined
    const kept: Kept<T> = { version, ready, encoded: {} }
    this.#kept.set(key, kept)
    return kept
  }

  async #encode(key: string, ready: T, encoding: Encoding): Promise<Buffer> {
    const body = await encode(ready.body, encoding)
    const current = this.#kept.peek(key)
    // set anew, so that it is weighed anew
    if (current?.ready === ready)
      this.#kept.set(key, { ...current, encoded: { ...current.encoded, [encoding]: body } })
    return body
  }

  async #once<R>(name: string, run: () => Promise<R>): Promise<R> {
    const running = this.#making.get(name) as Promise<R> | undefined
    if (running) return running
    const started = run().finally(() => this.#making.delete(name))
    this.#making.set(name, started)
    return started
  }
}

function sizeOf({ ready, encoded }: Kept, key: string): number {
  const bodies = [ready.body, ...Object.values(encoded)]
  return bodies.reduce((bytes, body) => bytes + body.length, OVERHEAD_BYTES + 2 * key.length)
}
