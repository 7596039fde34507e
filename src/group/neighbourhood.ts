import { BUCKETS } from './features.ts'
import type { SparseVector } from './matrix.ts'
import type { Member, Neighbour } from './member.ts'
import type { Nearest } from './nearest.ts'
import type { Unkept } from './unkept.ts'

/** A story's likeness is the mean over so many of its articles at most. */
const MOST_MEMBERS = 24
const MOST_TERMS = 100

/**
 * How alike articles are when each is seen together with its nearest neighbours: its vector plus theirs, each times the
 * square of its likeness. Reports of one event that share few words share neighbours (measured: pairs F 82.7 to 84.3).
 */
export class Neighbourhood {
  private readonly nearest: Nearest
  /** How many neighbours an article is seen with. */
  readonly count: number
  private readonly mixed = new Float32Array(BUCKETS)
  private readonly unkept: Unkept | undefined
  private touched: number[] = []
  /** What was changed since {@link remember}, as it was before. */
  private before: Map<Member, Pick<Member, 'near' | 'mixedNorm'>> | undefined

  constructor(nearest: Nearest, count: number, unkept?: Unkept) {
    this.nearest = nearest
    this.count = count
    this.unkept = unkept
  }

  /** Starts to remember, so that {@link restore} can bring all lists back. */
  remember(): void {
    this.before = new Map()
  }

  restore(): void {
    for (const [member, { near, mixedNorm }] of this.before ?? []) {
      member.near = near
      member.mixedNorm = mixedNorm
    }
    this.before = undefined
  }

  /** The open neighbours of an article. */
  nearOf(member: Member): Neighbour[] {
    if (!member.near) this.set(member, this.nearest.of(member, this.count))
    return (member.near as Neighbour[]).filter(({ member }) => member.isOpen)
  }

  /** Gives an article its neighbours, and it to those that have none nearer. */
  introduce(member: Member, alike: Neighbour[]): void {
    this.set(member, alike.slice(0, this.count))
    for (const { member: other, likeness } of alike) {
      const near = other.near
      if (!near) continue
      const isFull = near.length >= this.count
      if (isFull && (near[this.count - 1] as Neighbour).likeness >= likeness) continue
      const at = near.findIndex(neighbour => neighbour.likeness < likeness)
      const place = at === -1 ? near.length : at
      this.set(other, [...near.slice(0, place), { member, likeness }, ...near.slice(place, this.count - 1)])
    }
  }

  /** The mean likeness of an article to those of a story, each seen with its neighbours. */
  likeness(member: Member, stories: Member[][]): number[] {
    const products = new Map<Member, number>()
    const ownNorm = this.scatter(member)
    const productWith = (other: Member) => {
      const known = products.get(other)
      if (known !== undefined) return known
      const product = this.product(other)
      products.set(other, product)
      return product
    }
    const sums = stories.map(story =>
      sampled(story).map(other => ({
        other,
        product: this.nearOf(other).reduce(
          (sum, { member: third, likeness }) => sum + likeness ** 2 * productWith(third),
          productWith(other),
        ),
      })),
    )
    this.clear()
    return sums.map(
      story =>
        story.reduce((sum, { other, product }) => sum + product / (ownNorm * this.mixedNorm(other)), 0) /
        story.length,
    )
  }

  /** The mixed vector of an article, of length 1; of many terms the weightiest hundred. */
  mixedVector(member: Member): SparseVector {
    this.scatter(member)
    const { mixed, touched } = this
    if (touched.length > MOST_TERMS) touched.sort((a, b) => (mixed[b] as number) - (mixed[a] as number))
    const buckets = touched.slice(0, MOST_TERMS)
    const weights = Float32Array.from(buckets, bucket => mixed[bucket] as number)
    this.clear()
    const norm = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0)) || 1
    return { buckets, weights: weights.map(weight => weight / norm) }
  }

  private mixedNorm(member: Member): number {
    if (member.mixedNorm === 0) {
      this.keep(member)
      member.mixedNorm = this.scatter(member)
      this.clear()
    }
    return member.mixedNorm
  }

  /** Lays an article's mixed vector out in `mixed`; gives its length. */
  private scatter(member: Member): number {
    const near = this.nearOf(member)
    this.add(member, 1)
    for (const { member: other, likeness } of near) this.add(other, likeness ** 2)
    let squares = 0
    for (const bucket of this.touched) squares += (this.mixed[bucket] as number) ** 2
    return Math.sqrt(squares) || 1
  }

  private add({ terms, weights }: Member, times: number): void {
    for (let i = 0; i < terms.length; i++) {
      const bucket = (terms[i] as number) >>> 2
      const weight = times * (weights[i] as number)
      if (weight === 0) continue
      if (this.mixed[bucket] === 0) this.touched.push(bucket)
      this.mixed[bucket] = (this.mixed[bucket] as number) + weight
    }
  }

  private product({ terms, weights }: Member): number {
    let product = 0
    for (let i = 0; i < terms.length; i++)
      product += (this.mixed[(terms[i] as number) >>> 2] as number) * (weights[i] as number)
    return product
  }

  private clear(): void {
    for (const bucket of this.touched) this.mixed[bucket] = 0
    this.touched = []
  }

  private set(member: Member, near: Neighbour[]): void {
    this.keep(member)
    if (!this.before) this.unkept?.moved(member)
    member.near = near
    member.mixedNorm = 0
  }

  private keep(member: Member): void {
    if (this.before && !this.before.has(member))
      this.before.set(member, { near: member.near, mixedNorm: member.mixedNorm })
  }
}

function sampled(story: Member[]): Member[] {
  const step = Math.ceil(story.length / MOST_MEMBERS)
  return step === 1 ? story : story.filter((_, i) => i % step === 0)
}
