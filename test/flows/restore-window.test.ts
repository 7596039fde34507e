import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { restoreWindow } from '../../src/flows/restore-window.ts'
import type { Window } from '../../src/group/window.ts'
import { openStore } from '../../src/store/open.ts'
import type { Store } from '../../src/store/store.ts'
import { anArticle, anOutlet, aRecord, counter, HOUR, NOON } from '../support/build.ts'

const OUTLETS = ['gazette', 'herald', 'courier', 'tribune'].map(id =>
  anOutlet({ id, url: `https://${id}.example/feed` }),
)
const WORDS = Array.from({ length: 90 }, (_, i) => `word${String.fromCharCode(97 + (i % 26))}${i}`)

/** What an outlet publishes: some words of an event, and some others. */
type Report = { outlet: number; event: number; words: number[]; lateMs: number; edits: number | null }
type Step = { reports: Report[]; passMs: number; looksAnew: boolean }

const report = fc.record({
  outlet: fc.nat(OUTLETS.length - 1),
  event: fc.nat(11),
  words: fc.array(fc.nat(WORDS.length - 1), { minLength: 1, maxLength: 6 }),
  lateMs: fc.nat(90 * HOUR),
  edits: fc.option(fc.nat(200), { freq: 6 }),
})
const steps = fc.array(
  fc.record({
    reports: fc.array(report, { minLength: 1, maxLength: 12 }),
    passMs: fc.nat(20 * HOUR),
    looksAnew: fc.boolean(),
  }),
  { minLength: 3, maxLength: 12 },
)

/** A window that is kept while it runs, as arranging keeps it. */
async function newsroom(granularity: 'event' | 'saga') {
  const store = openStore(':memory:')
  const mint = counter()
  await store.outlets.sync(OUTLETS, NOON, mint)
  const clock = { now: NOON }
  const restore = () => restoreWindow(store, { granularity, windowMs: 72 * HOUR, lead: 'first' }, clock.now)
  let window = await restore()
  let guids = 0
  const commit = async (write: (seen: number, next: Window) => Promise<number | undefined>) =>
    expect(await write(await store.stories.lastChange(), window)).toBeTypeOf('number')

  async function receive({ outlet, event, words, lateMs, edits }: Report): Promise<void> {
    const outletId = OUTLETS[outlet]?.id as string
    const title = [...WORDS.slice(event * 6, event * 6 + 6), ...words.map(n => WORDS[n])].join(' ')
    const guid = `${edits === null ? ++guids : edits % (guids + 1)}`
    const eventAt = clock.now - lateMs
    const article = { outletId, guid, title, summary: title, eventAt, seenAt: clock.now, url: null }
    await store.visits.record(aRecord([anArticle(article)], { outletId, at: clock.now }))
  }

  return {
    store,
    restore,
    running: () => window,
    async take({ reports, passMs, looksAnew }: Step): Promise<void> {
      clock.now += passMs
      for (const one of reports) await receive(one)
      await place(store, commit, clock.now, mint)
      if (!looksAnew) return
      const changes = window.reconcile()
      const moves = window.reasons(changes, [])
      const founded = moves.filter(({ founds }) => founds).map(({ to }) => [to, mint()] as const)
      window.applyChanges(changes)
      const { merges } = changes
      await commit((seen, { changes: kept }) =>
        store.stories.regroup({ moves, merges }, new Map(founded), clock.now, {
          seen,
          window: kept.call(window),
        }),
      )
    },
    async come({ reports }: Step) {
      for (const one of reports) await receive(one)
      return store.articles.waiting(200)
    },
    async restart() {
      window = await restore()
    },
  }

  async function place(
    { articles, stories }: Store,
    write: typeof commit,
    at: number,
    mintId: () => string,
  ): Promise<void> {
    const waiting = await articles.waiting(200)
    const placements = window.propose(waiting)
    const ids = new Map(placements.filter(one => one.founds).map(({ storyId }) => [storyId, mintId()]))
    window.apply(waiting, placements)
    await write((seen, next) => stories.place(placements, waiting, ids, at, { seen, window: next.changes() }))
  }
}

const sorted = (window: Window) => [...window.placed()].sort((a, b) => a.articleId - b.articleId)

describe.each(['event', 'saga'] as const)('a window of granularity %s', granularity => {
  test('that was restored holds, places and looks anew as one that was open all the time', async () => {
    await fc.assert(
      fc.asyncProperty(
        steps,
        fc.record({ reports: fc.array(report, { maxLength: 30 }) }),
        async (past, next) => {
          const room = await newsroom(granularity)
          for (const [i, step] of past.entries()) {
            await room.take(step)
            if (i === 1) await room.restart()
          }
          const restored = await room.restore()
          expect(sorted(restored)).toEqual(sorted(room.running()))
          const waiting = await room.come({ ...next, passMs: 0, looksAnew: false })
          expect(restored.propose(waiting)).toEqual(room.running().propose(waiting))
          expect(restored.reconcile()).toEqual(room.running().reconcile())
          room.store.close()
        },
      ),
      { numRuns: 12, seed: 20260301, endOnFailure: true },
    )
  })
})

test('nothing of the articles is read again', async () => {
  const room = await newsroom('event')
  const reports = Array.from({ length: 30 }, (_, n) => ({
    outlet: n % 4,
    event: n % 11,
    words: [n],
    lateMs: 0,
    edits: null,
  }))
  await room.take({ reports, passMs: 0, looksAnew: true })
  room.store.articles.placedSince = () => Promise.reject(new Error('texts were read'))
  room.store.articles.before = () => Promise.reject(new Error('texts were read'))
  expect(sorted(await room.restore())).toEqual(sorted(room.running()))
})
