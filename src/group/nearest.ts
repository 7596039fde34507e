import type { ArticleIndex } from './article-index.ts'
import { BUCKETS, type Terms } from './features.ts'
import type { Member, Neighbour } from './member.ts'
import { placeWeight, type TermWeights } from './term-weights.ts'

/** Of a frequent term only so many articles are looked at, the newest first. */
const MOST_OF_A_TERM = 800
/** After so many in all, the article's less telling terms are not looked up. What an article costs is bounded by these two. */
const MOST_IN_ALL = 8_000
/** Looking up ends when so small a share of the article's (squared) length is left: its commonest words. */
const LEAST_LEFT = 0.15
/** So many of the best by then are compared exactly. */
const CANDIDATES = 48
/** Two articles of one outlet are seldom about one event: it does not report twice. */
const SAME_OUTLET = 0.6
const LEAST_LIKENESS = 0.03

export type Vector = { terms: Terms; norm: number; logArticles: number; outletId: string }

/** Finds the articles of the window that are most like one. */
export class Nearest {
  private readonly index: ArticleIndex
  private readonly weights: TermWeights
  private products = new Float32Array(1 << 10)
  private readonly scattered = new Float32Array(BUCKETS)

  constructor(index: ArticleIndex, weights: TermWeights) {
    this.index = index
    this.weights = weights
  }

  /** The `count` most alike open articles, most alike first; `except` is not among them. */
  of(vector: Vector, count: number, except?: Member): Neighbour[] {
    const candidates = this.candidates(vector, except)
    const exact = this.compare(vector, candidates)
    return exact
      .sort((a, b) => b.likeness - a.likeness || a.member.articleId - b.member.articleId)
      .slice(0, count)
  }

  private candidates({ terms, norm, logArticles }: Vector, except?: Member): Member[] {
    const { index, weights } = this
    if (this.products.length < index.slots.length) this.products = new Float32Array(index.slots.length * 2)
    const { products } = this
    const telling = Array.from(terms, term => {
      const bucket = term >>> 2
      const rarity = weights.rarity(bucket, logArticles)
      return { bucket, weight: placeWeight(term) * rarity, rarity }
    }).sort((a, b) => b.weight - a.weight || a.bucket - b.bucket)
    const touched: number[] = []
    let looked = 0
    let left = norm * norm
    for (const { bucket, weight, rarity } of telling) {
      if (left < norm * norm * LEAST_LEFT || looked > MOST_IN_ALL) break
      left -= weight * weight
      const times = weight * rarity
      let entry = index.heads[bucket] as number
      for (let n = 0; entry >= 0 && n < MOST_OF_A_TERM; n++) {
        const place = index.places[entry] as number
        const slot = place >>> 2
        const before = products[slot] as number
        if (before === 0) touched.push(slot)
        products[slot] = before + times * placeWeight(place)
        entry = index.next[entry] as number
        looked++
      }
    }
    return this.best(touched, except)
  }

  /** The open members with the greatest products so far, by their own length; leaves `products` empty. */
  private best(touched: number[], except?: Member): Member[] {
    const { index, products } = this
    const found: { member: Member; product: number }[] = []
    let least = 0
    for (const slot of touched) {
      const product = (products[slot] as number) * (index.scales[slot] as number)
      products[slot] = 0
      if (product <= least) continue
      const member = index.slots[slot] as Member
      if (member !== except) found.push({ member, product })
      if (found.length >= CANDIDATES * 4) least = keepBest(found)
    }
    keepBest(found)
    return found.map(({ member }) => member)
  }

  private compare(vector: Vector, candidates: Member[]): Neighbour[] {
    const { scattered, weights } = this
    const { terms, norm, logArticles, outletId } = vector
    for (const term of terms)
      scattered[term >>> 2] = weights.weight(term, logArticles) * weights.rarity(term >>> 2, logArticles)
    const alike: Neighbour[] = []
    for (const member of candidates) {
      let product = 0
      const theirs = member.terms
      for (let i = 0; i < theirs.length; i++) {
        const term = theirs[i] as number
        product += (scattered[term >>> 2] as number) * placeWeight(term)
      }
      const likeness = (product / (norm * member.norm)) * (member.outletId === outletId ? SAME_OUTLET : 1)
      if (likeness > LEAST_LIKENESS) alike.push({ member, likeness })
    }
    for (const term of terms) scattered[term >>> 2] = 0
    return alike
  }
}

/** Keeps the best and gives the least product that is still of use. */
function keepBest(found: { product: number; member: Member }[]): number {
  found.sort((a, b) => b.product - a.product || a.member.articleId - b.member.articleId)
  found.length = Math.min(found.length, CANDIDATES)
  return found.length === CANDIDATES ? (found[CANDIDATES - 1] as { product: number }).product : 0
}
