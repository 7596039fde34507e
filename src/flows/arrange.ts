import { setImmediate } from 'node:timers/promises'
import type { Window } from '../group/window.ts'
import type { Config } from '../model/config.ts'
import type { Instant } from '../model/time.ts'
import type { DueStory, FiledStory, MintId, Store } from '../store/store.ts'
import { type JudgeRules, judgeStory, totalsOf } from './judge.ts'
import { KeywordLookups } from './keyword-lookups.ts'
import { withRelated } from './relate.ts'
import { restoreWindow } from './restore-window.ts'
import { readyTopics } from './topics.ts'

export type ArrangeDeps = {
  store: Store
  config: Config
  now(): Instant
  mint: MintId
  /** Told after each commit which topics changed, with their newest seq. */
  onCommit(topics: Map<string, number>): void
}

export type Arranged = { placed: number; filed: number }

const BATCH = 200
/** Visits wait while a batch is placed: some 30 ms. */
const PLACE_BATCH = 50
const LEASE = 'arrange'
const LEASE_MS = 10_000
/** For so long a batch lets visits go on between its stories; then it hurries, as its lease ends, too. */
const GENTLE_MS = 4_000
/** Shorter than a hold, so that most merges come before anyone sees the stories. */
const RECONCILE_EVERY_MS = 60_000
/** Of the time that a request may take: who has not answered by then holds up the first stories no longer. */
const FIRST_PASS_SHARE = 1 / 2

/**
 * What waits → group into stories → match against topics → write placements and entry changes.
 *
 * Every batch is one transaction, and what waits is in the database: a crash loses nothing, and arranging again
 * changes nothing. Between stories and batches visits go on. Who arranges holds a lease a batch at a time; what is new
 * of the window goes into the same transaction, and the window is read anew when another changed stories meanwhile or a
 * commit failed.
 */
export class Arranger {
  #deps: ArrangeDeps
  #rules: JudgeRules
  #lookups: KeywordLookups
  #holder: string
  #window: Window | undefined
  /** The newest of `story_changes` that the window has seen. */
  #seen = 0
  #reconciledAt = 0
  readonly #openedAt: Instant

  constructor(deps: ArrangeDeps) {
    this.#deps = deps
    const { config } = deps
    const owners = new Map(config.outlets.map(outlet => [outlet.id, outlet.owner]))
    const ownerOf = (outletId: string) => owners.get(outletId) ?? null
    this.#rules = { topics: readyTopics(config), lead: config.grouping.lead, ownerOf }
    this.#holder = deps.mint()
    this.#lookups = new KeywordLookups(deps.store.search)
    this.#openedAt = deps.now()
  }

  /**
   * Arranges until nothing waits, or another has the lease.
   *
   * While more is coming, the first pass of all is waited for: what it brings is then one whole, and its stories and their
   * leads hang neither on who answered first nor on how busy the machine was.
   */
  async arrange({ isMoreComing = false } = {}): Promise<Arranged> {
    const done: Arranged = { placed: 0, filed: 0 }
    if (isMoreComing && (await this.#isFirstPass())) return done
    for (;;) {
      const batch = await this.#leased(() => this.#batch())
      if (!batch || batch.placed + batch.filed === 0) return done
      done.placed += batch.placed
      done.filed += batch.filed
      await setImmediate()
    }
  }

  /** Nothing was ever placed, and those who are being visited may still answer. */
  async #isFirstPass(): Promise<boolean> {
    const { store, config, now } = this.#deps
    if (now() - this.#openedAt >= config.fetch.timeoutMs * FIRST_PASS_SHARE) return false
    return (await store.stories.lastChange()) === 0
  }

  async #leased<T>(run: () => Promise<T>): Promise<T | undefined> {
    const { store, now } = this.#deps
    if (!(await store.leases.acquire(LEASE, this.#holder, now(), LEASE_MS))) return undefined
    try {
      return await run()
    } finally {
      await store.leases.release(LEASE, this.#holder)
    }
  }

  async #batch(): Promise<Arranged> {
    const placed = await this.#place()
    if (placed > 0) return { placed, filed: 0 }
    await this.#reconcile()
    return { placed, filed: await this.#file() }
  }

  async #place(): Promise<number> {
    const { store, now, mint } = this.#deps
    const waiting = await store.articles.waiting(PLACE_BATCH)
    if (waiting.length === 0) return 0
    const window = await this.#current()
    const placements = window.propose(waiting)
    const publicIds = new Map(
      placements.filter(({ founds }) => founds).map(({ storyId }) => [storyId, mint()]),
    )
    this.#window = undefined
    window.apply(waiting, placements)
    const commit = { seen: this.#seen, window: window.changes() }
    const newest = await store.stories.place(placements, waiting, publicIds, now(), commit)
    if (newest === undefined) return this.#place()
    this.#seen = newest
    this.#window = window
    return waiting.length
  }

  /** Now and then the open window is looked at anew, before what came of it is filed. */
  async #reconcile(): Promise<void> {
    const { store, now, mint } = this.#deps
    const at = now()
    if (!this.#window || at - this.#reconciledAt < RECONCILE_EVERY_MS) return
    this.#reconciledAt = at
    const window = await this.#current()
    if (window.isSettled) return
    const leads = new Set(await store.stories.leadIds(window.wideStories()))
    const changes = window.reconcile(leads)
    const texts = await store.articles.grouped(changes.moves.map(({ articleId }) => articleId))
    const moves = window.reasons(changes, texts)
    const founded = moves.filter(({ founds }) => founds).map(({ to }) => [to, mint()] as const)
    this.#window = undefined
    window.applyChanges(changes)
    const commit = { seen: this.#seen, window: window.changes() }
    const { merges } = changes
    const newest = await store.stories.regroup({ moves, merges }, new Map(founded), at, commit)
    if (newest === undefined) return
    this.#seen = newest
    this.#window = window
  }

  async #file(): Promise<number> {
    const { store, now, onCommit } = this.#deps
    const at = now()
    const seen = await store.stories.lastChange()
    const due = await store.stories.due(at, BATCH)
    if (due.length === 0) return 0
    const judged: FiledStory[] = []
    for (const story of due) {
      judged.push(await this.#judge(story, at))
      if (now() - at < GENTLE_MS) await setImmediate()
    }
    // meanwhile someone may have told the articles of a story apart
    if ((await store.stories.lastChange()) !== seen) return this.#file()
    const topics = await store.stories.file(judged, at)
    if (topics.size > 0) onCommit(topics)
    return due.length
  }

  async #judge(due: DueStory, at: Instant): Promise<FiledStory> {
    const { store } = this.#deps
    const categories = due.articles.flatMap(article => article.categories)
    const story = await withRelated(totalsOf(due, this.#rules, at), categories, store, this.#lookups)
    return judgeStory({ ...due, story }, await store.stories.leads(story.related), this.#rules, at)
  }

  async #current(): Promise<Window> {
    const { store, config, now } = this.#deps
    const newest = await store.stories.lastChange()
    if (this.#window && this.#seen === newest) return this.#window
    this.#seen = newest
    return restoreWindow(store, config.grouping, now())
  }
}
