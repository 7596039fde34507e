import type { ArticleIndex } from './article-index.ts'
import { LaidOut } from './laid-out.ts'
import type { Member, Neighbour, Vector } from './member.ts'
import { placeWeight } from './term-weights.ts'

/** Of a frequent term only so many articles are looked at, the newest first. */
const MOST_OF_A_TERM = 400
/** After so many in all, the article's less telling terms are not looked up. What an article costs is bounded by these two. */
const MOST_IN_ALL = 4_000
/** Looking up ends when so small a share of the article's (squared) length is left: its commonest words. */
const LEAST_LEFT = 0.15
/** So many of the best by then are compared exactly. */
const CANDIDATES = 32
const LEAST_LIKENESS = 0.03

/** Finds the articles of the window that are most like one. */
export class Nearest {
  private readonly index: ArticleIndex
  /** What the likeness of two articles of one outlet is multiplied by. */
  private readonly sameOutlet: number
  private products = new Float32Array(1 << 10)
  private readonly laidOut = new LaidOut()

  constructor(index: ArticleIndex, sameOutlet: number) {
    this.index = index
    this.sameOutlet = sameOutlet
  }

  /** The `count` open articles most like one that is not among them, most alike first. */
  of(member: Member, count: number = CANDIDATES): Neighbour[] {
    const alike: Neighbour[] = []
    this.laidOut.set(member)
    for (const other of this.candidates(member)) {
      const likeness =
        this.laidOut.product(other) * (other.outletId === member.outletId ? this.sameOutlet : 1)
      if (likeness > LEAST_LIKENESS && other !== member) alike.push({ member: other, likeness })
    }
    alike.sort((a, b) => b.likeness - a.likeness || a.member.articleId - b.member.articleId)
    if (alike.length > count) alike.length = count
    return alike
  }

  private candidates(vector: Vector): Member[] {
    const { index } = this
    const { terms, weights, norm } = vector
    if (this.products.length < index.slots.length) this.products = new Float32Array(index.slots.length * 2)
    const { products } = this
    const { heads, entries, scales } = index
    const touched: number[] = []
    let left = 1
    for (const i of byWeight(weights)) {
      const weight = weights[i] as number
      if (left < LEAST_LEFT || touched.length > MOST_IN_ALL) break
      left -= weight * weight
      const term = terms[i] as number
      const rarity = (weight * norm) / placeWeight(term)
      let entry = heads[term >>> 2] as number
      for (let n = 0; entry >= 0 && n < MOST_OF_A_TERM; entry = entries[entry] as number) {
        const place = entries[entry + 1] as number
        const slot = place >>> 2
        // what left and is not swept out yet takes nobody's place, so that a restored window finds the same
        if (scales[slot] === 0) continue
        n++
        const before = products[slot] as number
        if (before === 0) touched.push(slot)
        products[slot] = before + weight * rarity * placeWeight(place)
      }
    }
    return this.best(touched)
  }

  /** The open members with the greatest products, by their own length; leaves `products` empty. */
  private best(touched: number[]): Member[] {
    const { index, products } = this
    let found: { slot: number; product: number }[] = []
    let least = 0
    for (const slot of touched) {
      const product = (products[slot] as number) * (index.scales[slot] as number)
      products[slot] = 0
      if (product <= least) continue
      found.push({ slot, product })
      if (found.length < CANDIDATES * 4) continue
      found = bestOf(found)
      least = (found.at(-1) as { product: number }).product
    }
    return bestOf(found).map(({ slot }) => index.slots[slot] as Member)
  }
}

function byWeight(weights: Float32Array): number[] {
  return Array.from(weights.keys())
    .filter(i => (weights[i] as number) > 0)
    .sort((a, b) => (weights[b] as number) - (weights[a] as number) || a - b)
}

function bestOf(found: { slot: number; product: number }[]): { slot: number; product: number }[] {
  return found.sort((a, b) => b.product - a.product || a.slot - b.slot).slice(0, CANDIDATES)
}
