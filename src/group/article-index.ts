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
  /** By twos: the next older entry of the term; the article and where the term stands, as `slot * 4 + place`. */
  entries = new Int32Array(1 << 17)
  /** By slot: one by the length of the vector; 0 for what is not open, so that it is like nothing. */
  scales = new Float32Array(1 << 10)
  private end = 0

  add(member: Member): void {
    member.slot = this.slots.length
    this.slots.push(member)
    this.reserve(member.terms.length)
    if (this.slots.length > this.scales.length)
      this.scales = grown(this.scales, new Float32Array(this.scales.length * 2))
    for (let i = 0; i < member.terms.length; i++) {
      const term = member.terms[i] as number
      this.entries[this.end] = this.heads[term >>> 2] as number
      this.entries[this.end + 1] = member.slot * 4 + (term & 3)
      this.heads[term >>> 2] = this.end
      this.end += 2
    }
    this.open(member)
  }

  /** Takes back the member that was added last. */
  takeBack(member: Member): void {
    this.setAside(member)
    this.slots.pop()
    for (let i = member.terms.length - 1; i >= 0; i--) {
      this.end -= 2
      this.heads[(member.terms[i] as number) >>> 2] = this.entries[this.end] as number
    }
  }

  open(member: Member): void {
    member.isOpen = true
    this.scales[member.slot] = 1 / member.norm
    this.members.set(member.articleId, member)
    this.enter(member, member.storyId)
  }

  setAside(member: Member): void {
    member.isOpen = false
    this.scales[member.slot] = 0
    if (this.members.get(member.articleId) === member) this.members.delete(member.articleId)
    this.leave(member)
  }

  /** Weighs a member's terms anew. */
  setVector(member: Member, { weights, norm }: Pick<Member, 'weights' | 'norm'>): void {
    member.weights = weights
    member.norm = norm
    if (member.isOpen) this.scales[member.slot] = 1 / norm
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
    this.end = 0
    this.heads.fill(NONE)
    for (const member of open) {
      this.leave(member)
      this.add(member)
    }
  }

  private reserve(count: number): void {
    if (this.end + count * 2 > this.entries.length)
      this.entries = grown(this.entries, new Int32Array(this.entries.length * 2))
  }
}

function grown<T extends Int32Array | Float32Array>(array: T, larger: T): T {
  larger.set(array)
  return larger
}
