import type { Instant } from '../model/time.ts'

/** An article as the window keeps it: its terms (ascending) with weights of length 1, and the story it is in. */
export type Member = {
  articleId: number
  eventAt: Instant
  terms: Uint32Array
  weights: Float32Array
  storyId: number
}

/** A story's open members. `length` is that of the sum of their vectors, squared. */
export type OpenStory = { members: Set<Member>; length: number }

/** Where a term occurs; those that left are swept once they are the greater part. */
type Posting = { members: Member[]; weights: number[]; gone: number }

/** The inverted index of the window: from terms to the articles that have them, and from stories to their articles. */
export class ArticleIndex {
  readonly members = new Map<number, Member>()
  readonly stories = new Map<number, OpenStory>()
  private readonly postings = new Map<number, Posting>()

  add(member: Member): void {
    const story = this.stories.get(member.storyId) ?? { members: new Set(), length: 0 }
    story.length += 1 + 2 * sum([...story.members].map(other => dot(member, other)))
    story.members.add(member)
    this.stories.set(member.storyId, story)
    this.members.set(member.articleId, member)
    member.terms.forEach((term, i) => {
      const posting = this.postings.get(term) ?? { members: [], weights: [], gone: 0 }
      posting.members.push(member)
      posting.weights.push(member.weights[i] as number)
      this.postings.set(term, posting)
    })
  }

  remove(member: Member): void {
    const story = this.stories.get(member.storyId) as OpenStory
    story.members.delete(member)
    story.length -= 1 + 2 * sum([...story.members].map(other => dot(member, other)))
    if (story.members.size === 0) this.stories.delete(member.storyId)
    this.members.delete(member.articleId)
    for (const term of member.terms) this.withdraw(term, member)
  }

  /** What each open story has in common with a vector: the dot product of the vector with the sum of the story's. */
  likeness({ terms, weights }: Pick<Member, 'terms' | 'weights'>): Map<number, number> {
    const products = new Map<number, number>()
    terms.forEach((term, i) => {
      const posting = this.postings.get(term)
      if (!posting) return
      const weight = weights[i] as number
      for (let k = 0; k < posting.members.length; k++) {
        const member = posting.members[k] as Member
        if (this.members.get(member.articleId) !== member) continue
        products.set(
          member.storyId,
          (products.get(member.storyId) ?? 0) + weight * (posting.weights[k] as number),
        )
      }
    })
    return products
  }

  private withdraw(term: number, member: Member): void {
    const posting = this.postings.get(term) as Posting
    posting.gone++
    if (posting.gone * 2 <= posting.members.length && posting.members.at(-1) !== member) return
    const stay = posting.members.map(other => this.members.get(other.articleId) === other)
    posting.weights = posting.weights.filter((_, k) => stay[k])
    posting.members = posting.members.filter((_, k) => stay[k])
    posting.gone = 0
    if (posting.members.length === 0) this.postings.delete(term)
  }
}

/** The dot product of two vectors whose terms ascend. */
export function dot(a: Member, b: Member): number {
  let product = 0
  for (let i = 0, k = 0; i < a.terms.length && k < b.terms.length; ) {
    const left = a.terms[i] as number
    const right = b.terms[k] as number
    if (left === right) product += (a.weights[i++] as number) * (b.weights[k++] as number)
    else if (left < right) i++
    else k++
  }
  return product
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, n) => total + n, 0)
}
