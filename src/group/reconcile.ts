import type { ArticleIndex } from './article-index.ts'
import { averageLink } from './average-link.ts'
import type { Member } from './member.ts'
import type { Neighbourhood } from './neighbourhood.ts'
import type { TermWeights } from './term-weights.ts'

/** What a second look at the stories would change. */
export type Changes = {
  /** Articles that belong to another story than they are in; `founds` where that story is new. */
  moves: { articleId: number; from: number; to: number; founds: boolean }[]
  /** Stories that lose all their open articles, and the story that most of them are in now. */
  merges: { from: number; into: number }[]
}

const SCALE = {
  event: { join: 0.5, edge: 0.25, mostInPart: 1_500 },
  saga: { join: 0.21, edge: 0.05, mostInPart: 4_000 },
}
const EDGE_STEP = 0.03
/** What keeps articles where they are unless another place is clearly better. */
const INERTIA = 0.02
const NEVER = -1_000

/** Looks at the open window as a whole, now and then, and says which articles would be better placed elsewhere. */
export class Reconciler {
  private readonly index: ArticleIndex
  private readonly neighbourhood: Neighbourhood
  private readonly granularity: 'event' | 'saga'
  private readonly apart: ReadonlyMap<number, ReadonlySet<number>>
  /** Articles that came since the last look. */
  private touched = new Set<Member>()

  constructor(
    index: ArticleIndex,
    _weights: TermWeights,
    neighbourhood: Neighbourhood,
    granularity: 'event' | 'saga',
    apart: ReadonlyMap<number, ReadonlySet<number>>,
  ) {
    this.index = index
    this.neighbourhood = neighbourhood
    this.granularity = granularity
    this.apart = apart
  }

  touch(member: Member): void {
    this.touched.add(member)
  }

  /** What was touched has been looked at. */
  settle(): void {
    this.touched.clear()
  }

  propose(nextStoryId: number): Changes {
    const changes: Changes = { moves: [], merges: [] }
    const { edge } = SCALE[this.granularity]
    for (const part of this.parts([...this.index.members.values()], edge)) {
      if (!part.some(member => this.touched.has(member))) continue
      nextStoryId = assign(this.cluster(part), nextStoryId, changes)
    }
    return changes
  }

  /** Articles that may belong together: those of one story, and those of stories with near neighbours. */
  private parts(members: Member[], edge: number): Member[][] {
    const { mostInPart } = SCALE[this.granularity]
    const parent = new Map<number, number>(members.map(({ storyId }) => [storyId, storyId]))
    const root = (story: number): number => {
      let at = story
      while (parent.get(at) !== at) {
        parent.set(at, parent.get(parent.get(at) as number) as number)
        at = parent.get(at) as number
      }
      return at
    }
    for (const member of members)
      for (const { member: other, likeness } of this.neighbourhood.nearOf(member))
        if (likeness >= edge && parent.has(other.storyId))
          parent.set(root(other.storyId), root(member.storyId))
    const parts = [...Map.groupBy(members, ({ storyId }) => root(storyId)).values()]
    return parts.flatMap(part =>
      part.length <= mostInPart || edge > 1 ? [part] : this.parts(part, edge + EDGE_STEP),
    )
  }

  private cluster(part: Member[]): Member[][] {
    const ordered = [...part].sort((a, b) => a.eventAt - b.eventAt || a.articleId - b.articleId)
    const likeness = this.likenessOf(ordered)
    const clusterOf = averageLink(likeness, ordered.length, SCALE[this.granularity].join)
    return [...Map.groupBy(ordered, (_, i) => clusterOf[i] as number).values()]
  }

  private likenessOf(members: Member[]): Float32Array {
    const count = members.length
    const likeness = new Float32Array(count * count)
    const postings = new Map<number, { items: number[]; weights: number[] }>()
    members.forEach((member, i) => {
      const { buckets, weights } = this.neighbourhood.mixedVector(member)
      buckets.forEach((bucket, k) => {
        let posting = postings.get(bucket)
        if (!posting) postings.set(bucket, (posting = { items: [], weights: [] }))
        posting.items.push(i)
        posting.weights.push(weights[k] as number)
      })
    })
    for (const { items, weights } of postings.values())
      for (let a = 0; a < items.length; a++) {
        const row = (items[a] as number) * count
        const weight = weights[a] as number
        for (let b = 0; b < items.length; b++) {
          const at = row + (items[b] as number)
          likeness[at] = (likeness[at] as number) + weight * (weights[b] as number)
        }
      }
    this.favour(members, likeness)
    return likeness
  }

  /** Adds what is known besides words: where articles are, and what was said not to be one story. */
  private favour(members: Member[], likeness: Float32Array): void {
    const count = members.length
    const place = new Map(members.map(({ articleId }, i) => [articleId, i]))
    for (const items of Map.groupBy(members.keys(), i => (members[i] as Member).storyId).values())
      for (const a of items)
        for (const b of items) likeness[a * count + b] = (likeness[a * count + b] as number) + INERTIA
    members.forEach(({ articleId }, i) => {
      for (const other of this.apart.get(articleId) ?? []) {
        const k = place.get(other)
        if (k !== undefined) likeness[i * count + k] = NEVER
      }
    })
  }
}

/** Gives each cluster the story that it shares most articles with, or a new one; writes what that changes. */
function assign(clusters: Member[][], nextStoryId: number, changes: Changes): number {
  const shares = clusters.flatMap((cluster, k) =>
    [...Map.groupBy(cluster, ({ storyId }) => storyId)].map(([storyId, { length }]) => ({
      k,
      storyId,
      length,
    })),
  )
  shares.sort((a, b) => b.length - a.length || a.storyId - b.storyId || a.k - b.k)
  const storyOf = new Map<number, number>()
  const kept = new Set<number>()
  for (const { k, storyId } of shares) {
    if (storyOf.has(k) || kept.has(storyId)) continue
    storyOf.set(k, storyId)
    kept.add(storyId)
  }
  const merged = new Map<number, number>()
  clusters.forEach((cluster, k) => {
    const founds = !storyOf.has(k)
    const to = storyOf.get(k) ?? nextStoryId++
    for (const { articleId, storyId } of cluster)
      if (storyId !== to) changes.moves.push({ articleId, from: storyId, to, founds })
  })
  for (const { k, storyId } of shares)
    if (!kept.has(storyId) && !merged.has(storyId)) merged.set(storyId, storyOf.get(k) ?? storyId)
  for (const [from, into] of merged) if (from !== into) changes.merges.push({ from, into })
  return nextStoryId
}
