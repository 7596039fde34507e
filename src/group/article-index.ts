import { BUCKETS } from './features.ts'
import type { Member } from './member.ts'

const NONE = -1
const FEWEST_TO_SWEEP = 4_096

/**
 * The inverted index of the window: from terms to articles, the newest first, and from stories to their articles.
 *
 * A term's articles are a linked list in two typed arrays, so that adding is cheap and the last added can be taken back
 * exactly. What left is swept out once it is the greater part.
 */
export class ArticleIndex {
  readonly members = new Map<number, Member>()
  readonly stories = new Map<number, Member[]>()
  /** By slot; those that left stay until the next sweep. */
  slots: Member[] = []
  /** The newest entry of each term. */
  readonly heads = new Int32Array(BUCKETS).fill(NONE)
  /** Of each entry the next older one of its term. */
  next = new Int32Array(1 << 16)
  /** Of each entry `slot * 2`, plus 1 where the word is of the title. */
  places = new Int32Array(1 << 16)
  private entries = 0

  add(member: Member): void {
    member.slot = this.slots.length
    this.slots.push(member)
    this.reserve(member.terms.length)
    for (let i = 0; i < member.terms.length; i++) {
      const term = member.terms[i] as number
      this.next[this.entries] = this.heads[term >>> 1] as number
      this.places[this.entries] = member.slot * 2 + (term & 1)
      this.heads[term >>> 1] = this.entries++
    }
    this.open(member)
  }

  /** Takes back the member that was added last. */
  takeBack(member: Member): void {
    this.setAside(member)
    this.slots.pop()
    for (let i = member.terms.length - 1; i >= 0; i--) {
      this.entries--
      this.heads[(member.terms[i] as number) >>> 1] = this.next[this.entries] as number
    }
  }

  open(member: Member): void {
    member.isOpen = true
    this.members.set(member.articleId, member)
    this.enter(member, member.storyId)
  }

  setAside(member: Member): void {
    member.isOpen = false
    if (this.members.get(member.articleId) === member) this.members.delete(member.articleId)
    this.leave(member)
  }

  move(member: Member, storyId: number): void {
    this.leave(member)
    this.enter(member, storyId)
  }

  /** Members of a story stand in the order they came, so that what is taken back leaves no trace. */
  private enter(member: Member, storyId: number): void {
    member.storyId = storyId
    const story = this.stories.get(storyId)
    if (!story) {
      this.stories.set(storyId, [member])
      return
    }
    let at = story.length
    while (at > 0 && (story[at - 1] as Member).slot > member.slot) at--
    story.splice(at, 0, member)
  }

  private leave(member: Member): void {
    const story = this.stories.get(member.storyId) as Member[]
    story.splice(story.indexOf(member), 1)
    if (story.length === 0) this.stories.delete(member.storyId)
  }

  /** Drops what left, once that is more than what is open. Not while something may still be taken back. */
  sweep(): void {
    if (this.slots.length < Math.max(FEWEST_TO_SWEEP, this.members.size * 2)) return
    const open = this.slots.filter(member => member.isOpen)
    this.slots = []
    this.entries = 0
    this.heads.fill(NONE)
    for (const member of open) {
      this.leave(member)
      this.add(member)
    }
  }

  private reserve(count: number): void {
    if (this.entries + count <= this.next.length) return
    this.next = grown(this.next)
    this.places = grown(this.places)
  }
}

function grown(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2)
  larger.set(array)
  return larger
}
