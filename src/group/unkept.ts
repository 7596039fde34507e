import type { OpenWindowChanges, OpenWindowState, OpenWindowTables } from '../model/open-window.ts'
import type { Frequencies } from './frequencies.ts'
import { packPairs, packTelling, packVector } from './kept-features.ts'
import type { Member } from './member.ts'
import type { Telling } from './telling.ts'

/** The table of frequencies is written anew after so many articles; until then their own rows say what they add to it. */
const COUNT_AFTER = 2_000

/** Notes what of the open window is not kept yet. */
export class Unkept {
  private readonly vectors = new Set<Member>()
  private readonly near = new Set<Member>()
  private left: number[] = []
  /** What the table that is kept has counted; undefined before anything is kept. */
  private counted: OpenWindowState['counted'] | undefined
  private mustCount = true
  private hasLearnt = false

  /** The window goes on from what was kept. */
  resume(counted: OpenWindowState['counted']): void {
    this.counted = counted
    this.mustCount = false
  }

  /** Its terms are new, or were weighed anew. */
  weighed(member: Member): void {
    this.vectors.add(member)
  }

  /** It has other neighbours. */
  moved(member: Member): void {
    this.near.add(member)
  }

  gone(number: number): void {
    this.left.push(number)
  }

  /** The frequencies are no longer what was kept and what came since. */
  countAgain(): void {
    this.mustCount = true
  }

  learnt(members: Iterable<Member>): void {
    this.hasLearnt = true
    for (const member of members) {
      this.weighed(member)
      this.moved(member)
    }
  }

  /** Gives what was noted, and begins anew. */
  take(
    state: Omit<OpenWindowState, 'counted'>,
    frequencies: Frequencies,
    telling: Telling | undefined,
  ): OpenWindowChanges {
    const isWhole = this.counted === undefined
    const tables = this.tables(state.nextNumber - 1, frequencies, telling)
    const changes = {
      state: { ...state, counted: this.counted as OpenWindowState['counted'] },
      tables,
      isWhole,
      articles: Array.from(this.vectors, articleOf),
      neighbours: Array.from(this.near)
        .filter(({ isOpen }) => isOpen)
        .map(neighboursOf),
      left: this.left,
    }
    this.vectors.clear()
    this.near.clear()
    this.left = []
    return changes
  }

  private tables(last: number, frequencies: Frequencies, telling: Telling | undefined): OpenWindowTables {
    const tables: OpenWindowTables = {}
    if (this.mustCount || last - (this.counted?.to ?? 0) >= COUNT_AFTER) {
      const { counts, ...rest } = frequencies.pack()
      tables.frequencies = counts
      this.counted = { ...rest, to: last }
      this.mustCount = false
    }
    if (this.hasLearnt && telling) tables.telling = packTelling(telling)
    this.hasLearnt = false
    return tables
  }
}

function articleOf(member: Member): OpenWindowChanges['articles'][number] {
  const { number, articleId, outletId, language, eventAt } = member
  return { number, articleId, outletId, language, eventAt, features: packVector(member) }
}

function neighboursOf({ number, near }: Member): OpenWindowChanges['neighbours'][number] {
  const pairs = (near ?? []).map(
    ({ member, likeness }) => [member.isOpen ? member.number : 0, likeness] as const,
  )
  return { number, near: packPairs(pairs) }
}
