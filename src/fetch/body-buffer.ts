const FIRST_BYTES = 16 * 1024

/**
 * Gathers a body piece by piece in one block that doubles as it fills: a body dripped byte by byte then takes no more
 * memory than one that came whole.
 */
export class BodyBuffer {
  readonly #maxBytes: number
  readonly #expectedBytes: number
  #block = Buffer.alloc(0)
  #length = 0

  constructor(maxBytes: number, expectedBytes: number) {
    this.#maxBytes = maxBytes
    this.#expectedBytes = expectedBytes
  }

  /** False when the body would pass the limit; nothing is added then. */
  add(piece: Uint8Array): boolean {
    const length = this.#length + piece.length
    if (length > this.#maxBytes) return false
    if (length > this.#block.length) this.#grow(length)
    this.#block.set(piece, this.#length)
    this.#length = length
    return true
  }

  bytes(): Buffer {
    return this.#block.subarray(0, this.#length)
  }

  #grow(needed: number): void {
    const wanted = Math.max(needed, this.#block.length * 2, this.#expectedBytes || FIRST_BYTES)
    const grown = Buffer.allocUnsafeSlow(Math.min(wanted, this.#maxBytes))
    grown.set(this.bytes())
    this.#block = grown
  }
}
