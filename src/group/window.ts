import type { KeptWindow, OpenWindowChanges } from '../model/open-window.ts'
import type { GroupArticle, PlacedArticle, Placement } from '../model/story.ts'
import type { Instant } from '../model/time.ts'
import { Apart, type ApartPair } from './apart.ts'
import { ArticleIndex } from './article-index.ts'
import { type Terms, termsOf } from './features.ts'
import { Frequencies } from './frequencies.ts'
import { FEATURES_VERSION, unpackPairs, unpackTelling, unpackVector } from './kept-features.ts'
import { GONE, type Member, type Neighbour } from './member.ts'
import { Nearest } from './nearest.ts'
import { Neighbourhood } from './neighbourhood.ts'
import { type Changes, type Move, Reconciler } from './reconcile.ts'
import { sharedWords } from './shared-words.ts'
import { TermWeights } from './term-weights.ts'
import { Unkept } from './unkept.ts'

/** `event`: what happened at one time and place. `saga`: all that follows from it, for days. */
export type Granularity = 'event' | 'saga'

export type WindowOptions = {
  granularity: Granularity
  /** Articles older than this, measured from the newest one, leave. */
  windowMs: number
  /** The id of the next story to be founded. */
  nextStoryId: number
  /** Older articles, read for their word frequencies only. */
  warm?: Iterable<Pick<GroupArticle, 'title' | 'summary' | 'text' | 'language'>>
  /** Articles of which someone said that they are not the same story, each pair both ways. */
  apart?: Iterable<ApartPair>
  /** Whether somebody keeps the window, and asks for what changed (`changes`). */
  isKept?: boolean
}

/** An article that left the window, and the story it stays in. */
export type Departed = { articleId: number; storyId: number }

/** Mean likeness to a story's articles from which an article joins it, and how many neighbours each is seen with. */
const SCALE = {
  event: { join: 0.43, neighbours: 8, sameOutlet: 0.6 },
  saga: { join: 0.22, neighbours: 20, sameOutlet: 1 },
}
/** Stories with an article less alike than this are not considered. */
const LEAST_LIKENESS = { event: 0.2, saga: 0.05 }
const MOST_STORIES = 4
const REWEIGH = 1.1

/** What a kept window was kept by: one of another version is of no use. */
export function windowVersion({
  granularity,
  windowMs,
}: Pick<WindowOptions, 'granularity' | 'windowMs'>): string {
  return `${FEATURES_VERSION}/${granularity}/${windowMs}`
}

/** Opens the window over the articles in it, already placed. */
export function openWindow(placed: Iterable<PlacedArticle>, options: WindowOptions): Window {
  return new Window(placed, options)
}

/** Opens the window as it was kept: from there on it places as if it had been open all the time. */
export function reopenWindow(kept: KeptWindow, options: WindowOptions): Window {
  const window = new Window([], options)
  window.resume(kept)
  return window
}

/** The articles of the last hours and the stories they are in. */
export class Window {
  private readonly index = new ArticleIndex()
  private readonly frequencies = new Frequencies()
  private readonly weights = new TermWeights(this.frequencies)
  private readonly nearest: Nearest
  private readonly neighbourhood: Neighbourhood
  private readonly reconciler: Reconciler
  private readonly options: Pick<WindowOptions, 'granularity' | 'windowMs'>
  private readonly apart = new Apart(this.index)
  private readonly unkept: Unkept | undefined
  /** What the last proposal read and found. */
  private readonly tried = new Map<GroupArticle, { member: Member; alike: Neighbour[] }>()
  /** Open members by eventAt. */
  private queue: Member[] = []
  /** Where in the queue the open ones begin. */
  private queueHead = 0
  /** How many articles the frequencies had read when the members were weighed. */
  private weighedAt = 0
  private nextStoryId: number
  private newestAt: Instant = 0
  private nextNumber = 1
  /** Up to this number the stories were looked at anew. */
  private settledTo = 0

  constructor(placed: Iterable<PlacedArticle>, options: WindowOptions) {
    this.options = options
    this.nextStoryId = options.nextStoryId
    this.nearest = new Nearest(this.index, SCALE[options.granularity].sameOutlet)
    if (options.isKept) this.unkept = new Unkept()
    this.neighbourhood = new Neighbourhood(this.nearest, SCALE[options.granularity].neighbours, this.unkept)
    this.reconciler = new Reconciler(
      this.index,
      this.weights,
      this.neighbourhood,
      options.granularity,
      this.apart,
    )
    for (const article of options.warm ?? [])
      this.frequencies.count(this.termsOf(article), article.language, 1)
    for (const article of inOrder([...placed])) this.enter(this.read(article), article.storyId)
    this.settledTo = this.nextNumber - 1
    for (const pair of options.apart ?? []) this.apart.add(pair)
  }

  /** How many articles are in the window. */
  get size(): number {
    return this.index.members.size
  }

  /** Every article of the window with its story. */
  *placed(): Generator<Departed> {
    for (const { articleId, storyId } of this.index.members.values()) yield { articleId, storyId }
  }

  /** Takes in what was kept; for a window that nothing came into yet. */
  resume({ state, tables, articles, neighbours }: KeptWindow): void {
    const { frequencies, index, queue } = this
    const { counted } = state
    if (tables.frequencies) frequencies.unpack(tables.frequencies, counted)
    if (tables.telling) this.weights.telling = unpackTelling(tables.telling)
    const open = new Map<number, Member>()
    for (const { features, storyId, ...article } of articles) {
      const member = { ...GONE, ...article, ...unpackVector(features), storyId: storyId ?? 0 }
      if (member.number > counted.to) frequencies.count(member.terms, member.language, 1)
      if (storyId === null) {
        this.unkept?.gone(member.number)
        continue
      }
      index.add(member)
      queue.push(member)
      open.set(member.number, member)
      if (member.number > state.settledTo) this.reconciler.touch(member)
    }
    queue.sort((a, b) => a.eventAt - b.eventAt)
    for (const { number, near } of neighbours) {
      const member = open.get(number)
      if (member)
        member.near = unpackPairs(near).map(([other, likeness]) => ({
          member: open.get(other) ?? GONE,
          likeness,
        }))
    }
    this.nextNumber = state.nextNumber
    this.settledTo = state.settledTo
    this.unkept?.resume(counted)
    this.weighedAt = state.weighedAt
    this.newestAt = state.newestAt
  }

  /** What must be kept of the window beside what was asked for before, to be written with the placements. */
  changes(): OpenWindowChanges {
    if (!this.unkept) throw new Error('the window was opened as one that nobody keeps')
    const { nextNumber, settledTo, weighedAt, newestAt, frequencies, weights } = this
    const state = { version: windowVersion(this.options), nextNumber, settledTo, weighedAt, newestAt }
    return this.unkept.take(state, frequencies, weights.telling)
  }

  /** Says where the articles belong, each other included, and changes nothing. The order they are given in does not matter. */
  propose(articles: readonly GroupArticle[]): Placement[] {
    const { index, neighbourhood, frequencies } = this
    neighbourhood.remember()
    const edited = articles.flatMap(({ id }) => index.members.get(id) ?? [])
    for (const member of edited) {
      index.setAside(member)
      this.apart.depart(member.articleId, member.storyId)
    }
    let nextStoryId = this.nextStoryId
    this.tried.clear()
    const tried: Member[] = []
    const placements = inOrder(articles).map(article => {
      const member = this.read(article)
      const alike = this.nearest.of(member)
      const placement = this.judge(article, member, alike, nextStoryId)
      if (placement.founds) nextStoryId++
      member.storyId = placement.storyId
      index.add(member)
      neighbourhood.introduce(member, alike)
      tried.push(member)
      this.tried.set(article, { member, alike })
      return placement
    })
    for (const member of tried.reverse()) {
      index.takeBack(member)
      frequencies.count(member.terms, member.language, -1)
    }
    for (const member of edited) index.open(member)
    neighbourhood.restore()
    return placements
  }

  /** Takes in what was committed; gives the articles that thereby left the window. */
  apply(articles: readonly GroupArticle[], placements: readonly Placement[]): Departed[] {
    const storyOf = new Map(placements.map(placement => [placement.articleId, placement.storyId]))
    for (const article of inOrder(articles)) {
      const storyId = storyOf.get(article.id)
      if (storyId === undefined) throw new Error(`article ${article.id} was given no placement`)
      const before = this.index.members.get(article.id)
      if (before) this.drop(before)
      const { member, alike } = this.readAgain(article)
      this.enter(member, storyId)
      this.neighbourhood.introduce(member, alike)
      this.reconciler.touch(member)
    }
    this.tried.clear()
    const departed = this.expire()
    if (this.frequencies.fade()) {
      this.weighedAt = 0
      this.unkept?.countAgain()
    }
    this.reweigh()
    return departed
  }

  /** Whether looking at the stories anew would show nothing, as nothing came. */
  get isSettled(): boolean {
    return this.reconciler.isSettled
  }

  /** The stories of several open articles. */
  wideStories(): number[] {
    return Array.from(this.index.stories)
      .filter(([, { length }]) => length > 1)
      .map(([storyId]) => storyId)
  }

  /** Looks at the stories anew; gives what should change, and changes nothing. The part of a story with its lead stays it. */
  reconcile(leads?: ReadonlySet<number>): Changes {
    return this.reconciler.propose(this.nextStoryId, leads)
  }

  /** Why each of those articles goes where it goes: how like the others there it is, and the words that they share. */
  reasons(
    { moves }: Changes,
    articles: readonly GroupArticle[],
  ): (Move & Pick<Placement, 'score' | 'words'>)[] {
    const { index, neighbourhood } = this
    const texts = new Map(articles.map(article => [article.id, article]))
    const movedTo = new Map(moves.map(({ articleId, to }) => [articleId, to]))
    const incoming = Map.groupBy(moves, ({ to }) => to)
    neighbourhood.remember()
    const reasons = moves.map(move => {
      const { articleId, to } = move
      const member = index.members.get(articleId)
      const article = texts.get(articleId)
      const stay = (index.stories.get(to) ?? []).filter(other => !movedTo.has(other.articleId))
      const come = (incoming.get(to) ?? []).flatMap(other => index.members.get(other.articleId) ?? [])
      const others = [...stay, ...come].filter(other => other !== member)
      if (!member || !article || others.length === 0) return { ...move, score: 1, words: [] }
      const [score = 0] = neighbourhood.likeness(member, [others])
      return { ...move, score: Math.min(1, score), words: sharedWords(article, member, others) }
    })
    neighbourhood.restore()
    return reasons
  }

  /** Takes in changes that were committed. */
  applyChanges(changes: Changes): void {
    this.tried.clear()
    for (const { articleId, to } of changes.moves) {
      const member = this.index.members.get(articleId)
      if (member) this.index.move(member, to)
      this.nextStoryId = Math.max(this.nextStoryId, to + 1)
    }
    for (const { from, into } of changes.merges) this.apart.merge(from, into)
    this.reconciler.settle(changes)
    this.settledTo = this.nextNumber - 1
    if (changes.learnt) this.unkept?.learnt(changes.learnt.states.keys())
  }

  private termsOf(article: Pick<GroupArticle, 'title' | 'summary' | 'text'>): Terms {
    return termsOf(article, this.options.granularity === 'saga')
  }

  private read(article: GroupArticle): Member {
    const { id, outletId, language, eventAt } = article
    const terms = this.termsOf(article)
    this.frequencies.count(terms, language, 1)
    return {
      ...this.weights.vectorOf(terms, language),
      number: 0,
      articleId: id,
      outletId,
      language,
      eventAt,
      storyId: 0,
      slot: 0,
      isOpen: false,
      near: null,
      mixedNorm: 0,
    }
  }

  /** What the proposal found, where nothing came between. */
  private readAgain(article: GroupArticle): { member: Member; alike: Neighbour[] } {
    const tried = this.tried.get(article)
    if (tried) {
      this.frequencies.count(tried.member.terms, article.language, 1)
      return tried
    }
    const member = this.read(article)
    return { member, alike: this.nearest.of(member) }
  }

  private enter(member: Member, storyId: number): void {
    member.storyId = storyId
    member.number = this.nextNumber++
    this.unkept?.weighed(member)
    this.index.add(member)
    let at = this.queue.length
    while (at > this.queueHead && (this.queue[at - 1] as Member).eventAt > member.eventAt) at--
    this.queue.splice(at, 0, member)
    this.newestAt = Math.max(this.newestAt, member.eventAt)
    this.nextStoryId = Math.max(this.nextStoryId, storyId + 1)
  }

  private drop(member: Member): void {
    this.index.setAside(member)
    this.apart.depart(member.articleId, member.storyId)
    this.unkept?.gone(member.number)
    member.near = []
  }

  private judge(article: GroupArticle, member: Member, alike: Neighbour[], nextStoryId: number): Placement {
    member.near = alike.slice(0, this.neighbourhood.count)
    const stories = this.isClosed(article) ? [] : this.candidates(article, alike)
    const scores = this.neighbourhood.likeness(
      member,
      stories.map(id => this.index.stories.get(id) as Member[]),
    )
    let best = -1
    scores.forEach((score, i) => {
      if (score >= SCALE[this.options.granularity].join && score > (scores[best] ?? 0)) best = i
    })
    const storyId = stories[best]
    if (storyId === undefined) return this.alone(article, nextStoryId)
    const words = sharedWords(article, member, this.index.stories.get(storyId) as Member[])
    return {
      articleId: article.id,
      storyId,
      founds: false,
      score: Math.min(1, scores[best] as number),
      words,
    }
  }

  /** An article that was edited after its story left the window stays where readers know it. */
  private isClosed({ hintStoryId, eventAt }: GroupArticle): boolean {
    if (hintStoryId === null || this.index.stories.has(hintStoryId)) return false
    return eventAt < this.newestAt - this.options.windowMs
  }

  /** An article that is like no other founds a story; an edited one that was alone in its story stays in it. */
  private alone({ id, hintStoryId }: GroupArticle, nextStoryId: number): Placement {
    const stays = hintStoryId !== null && !this.index.stories.has(hintStoryId)
    return { articleId: id, storyId: stays ? hintStoryId : nextStoryId, founds: !stays, score: 1, words: [] }
  }

  /** The stories of the most alike articles, most alike first; an edited article's own story is always among them. */
  private candidates({ id, eventAt, hintStoryId }: GroupArticle, alike: Neighbour[]): number[] {
    const stories = new Set<number>()
    if (hintStoryId !== null && this.index.stories.has(hintStoryId)) stories.add(hintStoryId)
    for (const { member, likeness } of alike) {
      if (likeness < LEAST_LIKENESS[this.options.granularity] || stories.size >= MOST_STORIES) break
      // what comes in one batch may lie further apart than the window is long
      if (Math.abs(member.eventAt - eventAt) <= this.options.windowMs) stories.add(member.storyId)
    }
    const apart = this.apart.storiesFor(id)
    return [...stories].filter(story => !apart.has(story))
  }

  /** Word frequencies move on: weighs all anew each time that a tenth more articles were read. */
  private reweigh(): void {
    if (this.frequencies.total < this.weighedAt * REWEIGH) return
    this.weighedAt = this.frequencies.total
    for (const member of this.index.members.values()) {
      this.index.setVector(member, this.weights.vectorOf(member.terms, member.language))
      member.mixedNorm = 0
      this.unkept?.weighed(member)
    }
  }

  private expire(): Departed[] {
    const oldest = this.newestAt - this.options.windowMs
    const { queue, queueHead } = this
    while (this.queueHead < queue.length && (queue[this.queueHead] as Member).eventAt < oldest)
      this.queueHead++
    const departed = queue.slice(queueHead, this.queueHead).filter(({ isOpen }) => isOpen)
    for (const member of departed) this.drop(member)
    if (this.queueHead > queue.length / 2) this.queueHead -= queue.splice(0, this.queueHead).length
    this.index.sweep()
    return departed.map(({ articleId, storyId }) => ({ articleId, storyId }))
  }
}

type Ordered = Pick<GroupArticle, 'id' | 'eventAt' | 'outletId' | 'title'>

/**
 * By the clock of grouping, then by what they are: makes the same stories of a batch however it is ordered, and in whatever
 * order its articles came and were numbered.
 */
function inOrder<T extends Ordered>(articles: readonly T[]): T[] {
  return [...articles].sort(
    (a, b) =>
      a.eventAt - b.eventAt || compare(a.outletId, b.outletId) || compare(a.title, b.title) || a.id - b.id,
  )
}

const compare = (a: string, b: string) => Number(a > b) - Number(a < b)
