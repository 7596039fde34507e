import { BUCKETS } from './features.ts'
import type { Vector } from './member.ts'
import type { Telling } from './telling.ts'

/** Raised with every change of what is read of an article, or of how it is written here: what was kept is then read anew. */
export const FEATURES_VERSION = 1

const NORM_BYTES = 8

/** A vector as bytes: its length before, then its terms, then their weights. */
export function packVector({ terms, weights, norm }: Vector): Uint8Array {
  const bytes = new Uint8Array(NORM_BYTES + terms.byteLength + weights.byteLength)
  bytes.set(bytesOf(Float64Array.of(norm)))
  bytes.set(bytesOf(terms), NORM_BYTES)
  bytes.set(bytesOf(weights), NORM_BYTES + terms.byteLength)
  return bytes
}

/** Reads in place, where the bytes lie so that they can be: a window has a hundred thousand of them. */
export function unpackVector(given: Uint8Array): Vector {
  const { buffer, byteOffset, byteLength } =
    given.byteOffset % NORM_BYTES === 0 ? given : new Uint8Array(given)
  const count = (byteLength - NORM_BYTES) / 8
  const [norm = 1] = new Float64Array(buffer, byteOffset, 1)
  return {
    norm,
    terms: new Uint32Array(buffer, byteOffset + NORM_BYTES, count),
    weights: new Float32Array(buffer, byteOffset + NORM_BYTES + count * 4, count),
  }
}

/** Written as a vector is: the terms that were seen. */
export function packTelling({ weights, ofNew }: Telling): Uint8Array {
  const terms = Uint32Array.from(Array.from(weights.keys()).filter(term => weights[term] !== 0))
  const own = Float32Array.from(terms, term => weights[term] as number)
  return packVector({ terms, weights: own, norm: ofNew })
}

export function unpackTelling(bytes: Uint8Array): Telling {
  const { terms, weights: own, norm } = unpackVector(bytes)
  const weights = new Float32Array(BUCKETS)
  terms.forEach((term, i) => {
    weights[term] = own[i] as number
  })
  return { weights, ofNew: norm }
}

/** Which articles are near and how alike they are, to the last bit. */
export function packPairs(pairs: readonly (readonly [number: number, likeness: number])[]): Uint8Array {
  return bytesOf(Float64Array.from(pairs.flat()))
}

export function unpackPairs(bytes: Uint8Array): [number: number, likeness: number][] {
  const numbers = new Float64Array(new Uint8Array(bytes).buffer)
  return Array.from({ length: numbers.length / 2 }, (_, i) => [
    numbers[i * 2] as number,
    numbers[i * 2 + 1] as number,
  ])
}

/** Counts as bytes, seven bits each (LEB128): of a million most are zero, and most others below 128. */
export function packCounts(counts: Uint32Array): Uint8Array {
  const bytes = new Uint8Array(counts.length * 5)
  let end = 0
  for (let i = 0; i < counts.length; i++) {
    let left = counts[i] as number
    for (; left > 127; left >>>= 7) bytes[end++] = (left & 127) | 128
    bytes[end++] = left
  }
  return bytes.slice(0, end)
}

export function unpackCounts(bytes: Uint8Array, counts: Uint32Array): void {
  let at = 0
  for (let i = 0; i < counts.length; i++) {
    let count = 0
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++] ?? 0
      count |= (byte & 127) << shift
      if (byte < 128) break
    }
    counts[i] = count
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint32Array | Float32Array | Float64Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}
