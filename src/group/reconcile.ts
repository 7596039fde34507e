import type { Apart } from './apart.ts'
import type { ArticleIndex } from './article-index.ts'
import { averageLink } from './average-link.ts'
import { cosines } from './matrix.ts'
import type { Member } from './member.ts'
import type { Neighbourhood } from './neighbourhood.ts'
import { type Telling, tellingOf } from './telling.ts'
import type { TermWeights } from './term-weights.ts'

/** An article that belongs to another story than it is in; `founds` where that story is new. */
export type Move = { articleId: number; from: number; to: number; founds: boolean }

/** What a second look at the stories would change. */
export type Changes = {
  moves: Move[]
  /** Stories that lose all their open articles, and the story that most of them are in now. */
  merges: { from: number; into: number }[]
  /** What was learnt of the terms by looking. */
  learnt?: Learnt
}
type State = Pick<Member, 'weights' | 'norm' | 'near' | 'mixedNorm'>
type Learnt = { telling: Telling; states: Map<Member, State> }

const SCALE = {
  event: { join: 0.52, edge: 0.25, mostInPart: 1_500 },
  saga: { join: 0.22, edge: 0.05, mostInPart: 4_000 },
}
const EDGE_STEP = 0.03
/** With fewer articles, how rare a term is says more than how it is spread over stories. */
const FEWEST_TO_LEARN_FROM = 500
const ROUNDS = 3
const WIDE = 0.06
/** What keeps articles where they are unless another place is clearly better. */
const INERTIA = 0.002
const NEVER = Number.NEGATIVE_INFINITY

/** Looks at the open window as a whole, now and then, and says which articles would be better placed elsewhere. */
export class Reconciler {
  private readonly index: ArticleIndex
  private readonly weights: TermWeights
  private readonly neighbourhood: Neighbourhood
  private readonly granularity: 'event' | 'saga'
  private readonly apart: Apart
  /** Articles that came since the last look. */
  private touched = new Set<Member>()

  constructor(
    index: ArticleIndex,
    weights: TermWeights,
    neighbourhood: Neighbourhood,
    granularity: 'event' | 'saga',
    apart: Apart,
  ) {
    this.index = index
    this.weights = weights
    this.neighbourhood = neighbourhood
    this.granularity = granularity
    this.apart = apart
  }

  /** Nothing came since the last look. */
  get isSettled(): boolean {
    return this.touched.size === 0
  }

  touch(member: Member): void {
    this.touched.add(member)
  }

  /** What was touched has been looked at. */
  settle({ learnt }: Changes): void {
    this.touched.clear()
    if (!learnt) return
    this.weights.telling = learnt.telling
    for (const [member, state] of learnt.states) this.restore(member, state)
  }

  /** A part that is split off from a story leaves its id to the part that holds one of `leads`. */
  propose(nextStoryId: number, leads: ReadonlySet<number> = new Set()): Changes {
    const changes: Changes = { moves: [], merges: [] }
    if (this.touched.size === 0) return changes
    const learning = this.granularity === 'saga' && this.index.members.size >= FEWEST_TO_LEARN_FROM
    const clustered = learning ? this.learn(changes) : this.clusterTouched()
    for (const clusters of clustered) nextStoryId = assign(clusters, nextStoryId, changes, leads)
    changes.merges = this.allowed(changes)
    return changes
  }

  private clusterTouched(): Member[][][] {
    return this.parts(this.reach(this.touched), SCALE[this.granularity].edge).map(part => this.cluster(part))
  }

  /** The articles that may have to do with some: those of their stories, of their near neighbours' stories, and so on. */
  private reach(from: Iterable<Member>): Member[] {
    const { edge } = SCALE[this.granularity]
    const reached = new Set<Member>()
    const stories = new Set<number>()
    const open = [...from].filter(({ isOpen }) => isOpen).map(({ storyId }) => storyId)
    for (let story = open.pop(); story !== undefined; story = open.pop()) {
      if (stories.has(story)) continue
      stories.add(story)
      for (const member of this.index.stories.get(story) ?? []) {
        reached.add(member)
        for (const { member: other, likeness } of this.neighbourhood.nearOf(member))
          if (likeness >= edge && !stories.has(other.storyId)) open.push(other.storyId)
      }
    }
    return [...reached]
  }

  /** Clusters everything, weighs terms by the clusters, and so again; leaves all as it was. */
  private learn(changes: Changes): Member[][][] {
    const { weights } = this
    const members = [...this.index.members.values()]
    const before = new Map(members.map(member => [member, stateOf(member)]))
    const tellingBefore = weights.telling
    let stories: Member[][] = [...this.index.stories.values()]
    let clustered: Member[][][] = []
    for (let round = 0; round < ROUNDS; round++) {
      weights.telling = round === 0 ? undefined : tellingOf(stories)
      for (const member of members) {
        this.index.setVector(member, weights.vectorOf(member.terms, member.language))
        member.near = null
        member.mixedNorm = 0
      }
      clustered = this.parts(members, SCALE[this.granularity].edge).map(part =>
        this.cluster(part, round === 0 ? WIDE : undefined),
      )
      stories = clustered.flat()
    }
    changes.learnt = {
      telling: weights.telling as Telling,
      states: new Map(members.map(member => [member, stateOf(member)])),
    }
    weights.telling = tellingBefore
    for (const [member, state] of before) this.restore(member, state)
    return clustered
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

  private restore(member: Member, state: State): void {
    this.index.setVector(member, state)
    member.near = state.near
    member.mixedNorm = state.mixedNorm
  }

  private cluster(part: Member[], join = SCALE[this.granularity].join): Member[][] {
    const ordered = [...part].sort((a, b) => a.eventAt - b.eventAt || a.articleId - b.articleId)
    const likeness = this.likenessOf(ordered)
    const clusterOf = averageLink(likeness, ordered.length, join)
    return [...Map.groupBy(ordered, (_, i) => clusterOf[i] as number).values()]
  }

  private likenessOf(members: Member[]): Float32Array {
    const likeness = cosines(members.map(member => this.neighbourhood.mixedVector(member)))
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
      const keepFrom = (k: number) => {
        likeness[i * count + k] = NEVER
        likeness[k * count + i] = NEVER
      }
      for (const other of this.apart.othersOf(articleId)) {
        const k = place.get(other)
        if (k !== undefined) keepFrom(k)
        // one that left the window still stands for its story
        else members.forEach(({ storyId }, k) => void (storyId === this.apart.storyOf(other) && keepFrom(k)))
      }
    })
  }

  /** Of the merges those that put nothing together that was told apart, be it that it left the window long ago. */
  private allowed({ moves, merges }: Changes): Changes['merges'] {
    const movedTo = new Map(moves.map(({ articleId, to }) => [articleId, to]))
    const mergedInto = new Map<number, number>()
    const storyOf = (articleId: number) => {
      const story = movedTo.get(articleId) ?? this.apart.storyOf(articleId)
      return mergedInto.get(story) ?? story
    }
    return merges.filter(({ from, into }) => {
      const departed = this.apart.departedOf(from)
      if (departed.some(id => [...this.apart.othersOf(id)].some(other => storyOf(other) === into)))
        return false
      mergedInto.set(from, into)
      return true
    })
  }
}

function stateOf({ weights, norm, near, mixedNorm }: Member): State {
  return { weights, norm, near, mixedNorm }
}

/** Gives each cluster the story that it shares most articles with, or a new one; writes what that changes. */
function assign(
  clusters: Member[][],
  nextStoryId: number,
  changes: Changes,
  leads: ReadonlySet<number>,
): number {
  const shares = clusters.flatMap((cluster, k) =>
    [...Map.groupBy(cluster, ({ storyId }) => storyId)].map(([storyId, members]) => ({
      k,
      storyId,
      length: members.length,
      hasLead: Number(members.some(({ articleId }) => leads.has(articleId))),
    })),
  )
  shares.sort((a, b) => b.hasLead - a.hasLead || b.length - a.length || a.storyId - b.storyId || a.k - b.k)
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
