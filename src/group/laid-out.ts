import type { Vector } from './member.ts'

/** A table is kept so much larger than what is in it: most buckets that are looked up meet an empty place. */
const ROOM = 8
const SMALLEST = 1 << 12

/** A vector laid out for products with many others: a table by bucket, small enough for the processor's nearest cache. */
export class LaidOut {
  /** By place: bucket + 1; 0 where it is empty. */
  private buckets = new Int32Array(SMALLEST)
  private weights = new Float32Array(SMALLEST)
  private taken: number[] = []

  /** Lays out another vector in place of the one before. */
  set({ terms, weights }: Vector): void {
    for (const place of this.taken) this.buckets[place] = 0
    this.taken = []
    this.reserve(terms.length)
    const mask = this.buckets.length - 1
    for (let i = 0; i < terms.length; i++) {
      const bucket = (terms[i] as number) >>> 2
      let place = bucket & mask
      while (this.buckets[place] !== 0) place = (place + 1) & mask
      this.buckets[place] = bucket + 1
      this.weights[place] = weights[i] as number
      this.taken.push(place)
    }
  }

  /** The product of a vector with the one that is laid out. */
  product({ terms, weights }: Vector): number {
    const { buckets, weights: laidOut } = this
    const mask = buckets.length - 1
    let product = 0
    for (let i = 0; i < terms.length; i++) {
      const bucket = (terms[i] as number) >>> 2
      let place = bucket & mask
      let found = buckets[place] as number
      while (found !== 0 && found !== bucket + 1) {
        place = (place + 1) & mask
        found = buckets[place] as number
      }
      if (found !== 0) product += (laidOut[place] as number) * (weights[i] as number)
    }
    return product
  }

  private reserve(count: number): void {
    if (count * ROOM <= this.buckets.length) return
    const length = 2 ** Math.ceil(Math.log2(count * ROOM))
    this.buckets = new Int32Array(length)
    this.weights = new Float32Array(length)
  }
}
