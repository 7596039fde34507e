/** Started by `bench/group.ts`, so that what it holds is of one window alone: `node bench/group/one-window.ts ARTICLES WINDOW_MS`. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Window } from '../../src/group/window.ts'
import type { GroupArticle } from '../../src/model/story.ts'
import { words } from '../../src/text/words.ts'
import { type Generated, generated } from './generated.ts'
import { type Ready, withKeptWindow } from './restart.ts'

/** What one row of the bench says. */
export type Row = {
  articlesPerSecond: number
  p99Ms: number
  reconcileMs: number
  mb: number
  ready: Ready
  comparedPerSecond: number
}

const MEASURED = 4_000
const COMPARED = 60
const size = Number(process.argv[2])
const windowMs = Number(process.argv[3])
setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')

const source = generated(size / (windowMs / 3_600_000), Date.UTC(2026, 0, 1))
const take = (count: number) => Array.from({ length: count }, () => source.next().value as Generated)

const before = memory()
const row = await withKeptWindow(firstOf(size), windowMs, (window, restart): Row => {
  // what came before is looked at anew as it comes, a minute's articles at a time: not all at once
  window.applyChanges({ moves: [], merges: [] })
  window.changes()
  const mb = memory() - before
  const measured = take(MEASURED)
  const each: number[] = []
  const placingMs = cpuMs(() => {
    for (const article of measured) {
      const start = performance.now()
      place(window, article)
      each.push(performance.now() - start)
    }
  })
  const reconcileMs = cpuMs(() => window.applyChanges(window.reconcile()))
  each.sort((a, b) => a - b)
  return {
    articlesPerSecond: (MEASURED / placingMs) * 1000,
    p99Ms: each[Math.floor(each.length * 0.99)] as number,
    reconcileMs,
    mb,
    ready: restart(),
    comparedPerSecond: comparedWithAll(measured),
  }
})
console.log(JSON.stringify(row))

function* firstOf(count: number): Generator<Generated> {
  for (let n = 0; n < count; n++) yield source.next().value as Generated
}

function place(window: Window, article: GroupArticle): void {
  window.apply([article], window.propose([article]))
  // what is kept is part of the cost
  window.changes()
}

/** How many articles a second are compared with every open one by the words they share: what an index saves. */
function comparedWithAll(articles: readonly GroupArticle[]): number {
  const open = generated(size / 72, Date.UTC(2026, 0, 1))
  const sets = Array.from({ length: size }, () => wordsOf(open.next().value as Generated))
  let best = 0
  const ms = cpuMs(() => {
    for (const article of articles.slice(0, COMPARED)) {
      const own = wordsOf(article)
      for (const set of sets) {
        let shared = 0
        for (const word of own) if (set.has(word)) shared++
        best = Math.max(best, shared / Math.sqrt(own.size * set.size))
      }
    }
  })
  return best > 0 ? (COMPARED / ms) * 1000 : Number.NaN
}

function wordsOf({ title, summary }: GroupArticle): Set<string> {
  return new Set(words(`${title} ${summary}`))
}

/** Processor time, so that what else the machine does is not measured. */
function cpuMs(run: () => void): number {
  const start = process.cpuUsage()
  run()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}

function memory(): number {
  collectGarbage()
  const { heapUsed, external } = process.memoryUsage()
  return (heapUsed + external) / 1e6
}
