import type { GroupArticle, PlacedArticle, Placement } from '../model/story.ts'
import type { Instant } from '../model/time.ts'
import { stem } from '../text/stem.ts'
import { words } from '../text/words.ts'
import { ArticleIndex, type Member, type OpenStory } from './article-index.ts'
import { featuresOf, hash } from './features.ts'
import { count, type Frequencies, noFrequencies, weigh } from './frequencies.ts'

export type Granularity = 'event' | 'saga'

export type WindowOptions = {
  granularity: Granularity
  /** Articles older than this, measured from the newest one, leave. */
  windowMs: number
  /** The id of the next story to be founded. */
  nextStoryId: number
  /** Older articles, read for their word frequencies only. */
  warm?: Iterable<GroupArticle>
}

/** An article that left the window, and the story it stays in. */
export type Departed = { articleId: number; storyId: number }

/** Cosine to a story's centroid from which an article joins it. */
const JOIN = { event: 0.32, saga: 0.1 }

/** Opens the window over the articles in it, already placed. */
export function openWindow(placed: Iterable<PlacedArticle>, options: WindowOptions): Window {
  const frequencies = noFrequencies()
  for (const article of options.warm ?? []) count(frequencies, featuresOf(article).terms, 1)
  return new Window(placed, options, frequencies)
}

/** Articles of the last hours and the stories they are in: places new ones by what they have in common. */
export class Window {
  private readonly index = new ArticleIndex()
  private readonly join: number
  private readonly windowMs: number
  private readonly frequencies: Frequencies
  private nextStoryId: number
  private newestAt: Instant = 0

  constructor(placed: Iterable<PlacedArticle>, options: WindowOptions, frequencies: Frequencies) {
    this.join = JOIN[options.granularity]
    this.windowMs = options.windowMs
    this.frequencies = frequencies
    this.nextStoryId = options.nextStoryId
    for (const article of inOrder([...placed])) this.take(article)
  }

  /** How many articles are in the window. */
  get size(): number {
    return this.index.members.size
  }

  /** Says where the articles belong, each other included, and changes nothing. The order they are given in does not matter. */
  propose(articles: readonly GroupArticle[]): Placement[] {
    const edited = articles.flatMap(({ id }) => this.index.members.get(id) ?? [])
    for (const member of edited) this.index.remove(member)
    let nextStoryId = this.nextStoryId
    const tried: Member[] = []
    const placements = inOrder(articles).map(article => {
      const member = this.read(article)
      const placement = this.judge(article, member, nextStoryId)
      if (placement.founds) nextStoryId++
      member.storyId = placement.storyId
      this.index.add(member)
      tried.push(member)
      return placement
    })
    for (const member of tried.reverse()) {
      this.index.remove(member)
      count(this.frequencies, member.terms, -1)
    }
    for (const member of edited) this.index.add(member)
    return placements
  }

  /** Takes in what was committed; gives the articles that thereby left the window. */
  apply(articles: readonly GroupArticle[], placements: readonly Placement[]): Departed[] {
    const storyOf = new Map(placements.map(placement => [placement.articleId, placement.storyId]))
    for (const article of inOrder(articles)) {
      const storyId = storyOf.get(article.id)
      if (storyId === undefined) throw new Error(`article ${article.id} was given no placement`)
      const before = this.index.members.get(article.id)
      if (before) this.index.remove(before)
      this.take({ ...article, storyId })
    }
    return this.expire()
  }

  /** Every article of the window with its story. */
  *placed(): Generator<Departed> {
    for (const { articleId, storyId } of this.index.members.values()) yield { articleId, storyId }
  }

  private take(article: PlacedArticle): void {
    this.index.add({ ...this.read(article), storyId: article.storyId })
    this.newestAt = Math.max(this.newestAt, article.eventAt)
    this.nextStoryId = Math.max(this.nextStoryId, article.storyId + 1)
  }

  private read(article: GroupArticle): Member {
    const features = featuresOf(article)
    count(this.frequencies, features.terms, 1)
    const weights = weigh(this.frequencies, features)
    return { articleId: article.id, eventAt: article.eventAt, terms: features.terms, weights, storyId: 0 }
  }

  private judge(article: GroupArticle, member: Member, nextStoryId: number): Placement {
    let best: OpenStory | undefined
    let placement: Placement = {
      articleId: article.id,
      storyId: nextStoryId,
      founds: true,
      score: 1,
      words: [],
    }
    let bestScore = this.join
    for (const [storyId, product] of this.index.likeness(member)) {
      const story = this.index.stories.get(storyId) as OpenStory
      const score = product / Math.sqrt(story.length)
      if (score < bestScore || (score === bestScore && storyId > placement.storyId)) continue
      best = story
      bestScore = score
      placement = { articleId: article.id, storyId, founds: false, score: Math.min(score, 1), words: [] }
    }
    return best ? { ...placement, words: sharedWords(article, member, best) } : placement
  }

  private expire(): Departed[] {
    const gone = [...this.index.members.values()].filter(m => m.eventAt < this.newestAt - this.windowMs)
    for (const member of gone) this.index.remove(member)
    return gone.map(({ articleId, storyId }) => ({ articleId, storyId }))
  }
}

const MAX_SHARED_WORDS = 8

/** The words of an article that its story has too, the weightiest first. */
function sharedWords(article: GroupArticle, member: Member, story: OpenStory): string[] {
  const theirs = new Set([...story.members].flatMap(other => [...other.terms]))
  const weightOf = new Map([...member.terms].map((term, i) => [term, member.weights[i] as number]))
  const weighed = [...new Set(words(`${article.title} ${article.summary || article.text.slice(0, 1_000)}`))]
    .map(word => ({ word, term: hash(stem(word)) }))
    .filter(({ term }) => theirs.has(term))
    .map(({ word, term }) => ({ word, weight: weightOf.get(term) ?? 0 }))
  return weighed
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MAX_SHARED_WORDS)
    .map(({ word }) => word)
}

/** By the clock of grouping, then by id: what makes the same stories of a batch however it is ordered. */
function inOrder<T extends { eventAt: Instant; id: number }>(articles: readonly T[]): T[] {
  return [...articles].sort((a, b) => a.eventAt - b.eventAt || a.id - b.id)
}
