/**
 * Places articles into open windows of three sizes, on generated text, and says how fast, how the slowest hundredth fared, what memory
 * it took, and how long a window takes to be ready after a restart. Beside it, in the same run and on the same articles: the cosine
 * with every open article, which is what an index saves.
 *
 *   node bench/group.ts [articles in the window …]
 */
import { type GroupArticle, type PlacedArticle } from '../src/model/story.ts'
import { openWindow } from '../src/group/window.ts'
import { words } from '../src/text/words.ts'
import { generated, type Generated } from './group/generated.ts'

const WINDOW_MS = 72 * 3_600_000
const MEASURED = 6_000
const COMPARED = 60
const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [10_000, 30_000, 100_000]

for (const size of sizes) {
  const source = generated(size / 72, Date.UTC(2026, 0, 1))
  const take = (count: number) => Array.from({ length: count }, () => source.next().value as Generated)
  const open: PlacedArticle[] = take(size).map(article => ({ ...article, storyId: article.event }))
  const before = memory()
  const ready = timed(() => openWindow(open, { granularity: 'event', windowMs: WINDOW_MS, nextStoryId: size * 2 }))
  const window = ready.result
  const measured = take(MEASURED)
  const each: number[] = []
  for (const article of measured)
    each.push(timed(() => window.apply([article], window.propose([article]))).ms)
  const reconciled = timed(() => window.reconcile())
  const held = memory() - before
  each.sort((a, b) => a - b)
  const mean = each.reduce((sum, ms) => sum + ms, 0) / each.length
  const reference = exhaustive(open, measured.slice(0, COMPARED))
  console.log(
    [
      `window ${size.toLocaleString('en').padStart(7)}`,
      `${Math.round(1000 / mean).toLocaleString('en')} articles/s`,
      `p99 ${(each[Math.floor(each.length * 0.99)] as number).toFixed(2)} ms`,
      `ready after ${(ready.ms / 1000).toFixed(1)} s`,
      `reconciled ${MEASURED.toLocaleString('en')} new in ${(reconciled.ms / 1000).toFixed(1)} s`,
      `${held.toFixed(0)} MB`,
      `compared with all: ${Math.round(1000 / reference).toLocaleString('en')} articles/s`,
    ].join(' | '),
  )
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
