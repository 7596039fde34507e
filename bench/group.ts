/**
 * Places articles into open windows of three sizes, on generated text, and says how fast, how the slowest hundredth fared, what memory
 * a window holds, and how long a process takes from its start until it can place, its window restored from the database.
 * Beside it, in the same run and on the same articles: the cosine with every open article, which is what an index saves.
 * Then: how many merges come later than readers see a story.
 *
 *   npx node bench/group.ts [articles in the window …]
 */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { lateMerges } from './group/late-merges.ts'
import type { Row } from './group/one-window.ts'

const WINDOW_MS = 72 * 3_600_000
const HOLD_MS = 3 * 60_000
const DAY_OF_NEWS = 12_000
const ONE = fileURLToPath(new URL('group/one-window.ts', import.meta.url))
const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [10_000, 30_000, 100_000]
let smallest: { size: number; row: Row } | undefined

for (const size of sizes) {
  const row: Row = JSON.parse(
    execFileSync(process.execPath, [ONE, String(size), String(WINDOW_MS)], { encoding: 'utf8' }),
  )
  smallest ??= { size, row }
  const { ready } = row
  const dearer = smallest.row.articlesPerSecond / row.articlesPerSecond
  console.log(
    [
      `window ${whole(size).padStart(7)}`,
      `${whole(row.articlesPerSecond)} articles/s`,
      `p99 ${row.p99Ms.toFixed(2)} ms`,
      `an article costs ${dearer.toFixed(2)} times as much in a window ${size / smallest.size} times as large`,
      `4,000 new looked at anew in ${(row.reconcileMs / 1000).toFixed(1)} s`,
      `holds ${row.mb.toFixed(0)} MB`,
      `ready ${(ready.ms / 1000).toFixed(1)} s after a restart (${(ready.cpuMs / 1000).toFixed(1)} s of processor, process of ${ready.mb.toFixed(0)} MB)`,
      `compared with all: ${whole(row.comparedPerSecond)} articles/s`,
    ].join(' | '),
  )
}

const { articles, joins, merges, late } = lateMerges(DAY_OF_NEWS, HOLD_MS, WINDOW_MS)
console.log(
  `a day of ${whole(articles)} articles: ${whole(joins)} joined a story as they came, ${merges} stories were merged, ${late} of them after their hold: ${((late / (joins + merges)) * 100).toFixed(1)} % of all that came together did so before readers' eyes`,
)

function whole(n: number): string {
  return Math.round(n).toLocaleString('en')
}
