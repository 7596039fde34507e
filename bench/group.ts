/**
 * Places articles into open windows of three sizes, on generated text, and says how fast, how the slowest hundredth fared, what memory
 * it took, and how long a window takes to be ready after a restart. Beside it, in the same run and on the same articles: the cosine
 * with every open article, which is what an index saves.
 *
 *   node bench/group.ts [articles in the window …]
 */

import { openWindow, type Window } from '../src/group/window.ts'
import type { GroupArticle, PlacedArticle } from '../src/model/story.ts'
import { words } from '../src/text/words.ts'
import { type Generated, generated } from './group/generated.ts'

const WINDOW_MS = 72 * 3_600_000
const BATCH = 200
const MEASURED = 4_000
const COMPARED = 60
const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [10_000, 30_000, 100_000]

for (const size of sizes) {
  const source = generated(size / 72, Date.UTC(2026, 0, 1))
  const take = (count: number) => Array.from({ length: count }, () => source.next().value as Generated)
  const before = memory()
  const window = openWindow([], { granularity: 'event', windowMs: WINDOW_MS, nextStoryId: 1 })
  const open = take(size)
  for (let at = 0; at < size; at += BATCH) place(window, open.slice(at, at + BATCH))
  window.applyChanges(window.reconcile())
  const measured = take(MEASURED)
  const each: number[] = []
  const placing = timed(() => {
    for (const article of measured) {
      const start = performance.now()
      place(window, [article])
      each.push(performance.now() - start)
    }
  })
  const reconciling = timed(() => window.applyChanges(window.reconcile()))
  const held = memory() - before
  const storyOf = new Map([...window.placed()].map(({ articleId, storyId }) => [articleId, storyId]))
  const placed: PlacedArticle[] = [...open, ...measured].flatMap(article => {
    const storyId = storyOf.get(article.id)
    return storyId === undefined ? [] : { ...article, storyId }
  })
  const restoring = timed(() =>
    openWindow(placed, { granularity: 'event', windowMs: WINDOW_MS, nextStoryId: 1 }),
  )
  each.sort((a, b) => a - b)
  console.log(
    [
      `window ${size.toLocaleString('en').padStart(7)}`,
      `${perSecond(placing.ms / MEASURED)} articles/s`,
      `p99 ${(each[Math.floor(each.length * 0.99)] as number).toFixed(2)} ms`,
      `reconciled ${MEASURED.toLocaleString('en')} new in ${(reconciling.ms / 1000).toFixed(1)} s`,
      `${held.toFixed(0)} MB`,
      `ready ${(restoring.ms / 1000).toFixed(1)} s after a restart`,
      `compared with all: ${perSecond(exhaustive(open, measured.slice(0, COMPARED)))} articles/s`,
    ].join(' | '),
  )
}

function place(window: Window, articles: GroupArticle[]): void {
  window.apply(articles, window.propose(articles))
}

function perSecond(ms: number): string {
  return Math.round(1000 / ms).toLocaleString('en')
}

/** Milliseconds an article takes that is compared with every open one by the words they share. */
function exhaustive(open: readonly GroupArticle[], articles: readonly GroupArticle[]): number {
  const sets = open.map(wordsOf)
  let best = 0
  const { ms } = timed(() => {
    for (const article of articles) {
      const own = wordsOf(article)
      for (const set of sets) {
        let shared = 0
        for (const word of own) if (set.has(word)) shared++
        best = Math.max(best, shared / Math.sqrt(own.size * set.size))
      }
    }
  })
  return best > 0 ? ms / articles.length : Number.NaN
}

function wordsOf({ title, summary }: GroupArticle): Set<string> {
  return new Set(words(`${title} ${summary}`))
}

/** Milliseconds of processor time, so that what else the machine does is not measured. */
function timed<T>(run: () => T): { result: T; ms: number } {
  const start = process.cpuUsage()
  const result = run()
  const { user, system } = process.cpuUsage(start)
  return { result, ms: (user + system) / 1000 }
}

function memory(): number {
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return (heapUsed + arrayBuffers) / 1e6
}
