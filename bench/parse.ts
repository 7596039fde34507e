/**
 * How fast feeds are read, beside rss-parser and feedsmith in the same run, and what a feed of 10 MB costs in memory.
 * Run it with `npx node bench/parse.ts`.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseFeed as feedsmith } from 'feedsmith'
import RssParser from 'rss-parser'
import { parseFeed } from '../src/parse/parse.ts'
import { brokenFeeds, cleanFeeds, largeFeeds, type MadeFeed } from './parse/corpus.ts'

/** Readers are run with a small young generation, which costs no time and saves 40 MB. */
const YOUNG = '--max-semi-space-size=8'
const MEMORY = join(import.meta.dirname, 'parse', 'memory.ts')

type Reader = { name: string; read: (feed: MadeFeed) => Promise<number> }

const text = (feed: MadeFeed) => new TextDecoder().decode(feed.bytes)
const readers: Reader[] = [
  {
    name: 'khulasa',
    read: async feed => (await parseFeed(feed.bytes, { url: 'https://news.example/feed' })).items.length,
  },
  { name: 'rss-parser', read: async feed => (await new RssParser().parseString(text(feed))).items.length },
  {
    name: 'feedsmith',
    read: async feed => {
      const { feed: read } = feedsmith(text(feed)) as { feed: { items?: unknown[]; entries?: unknown[] } }
      return (read.items ?? read.entries ?? []).length
    },
  },
]

/** Rounds over all feeds until `ms` of processor time are used; what cannot be read costs what it costs. */
async function measure(reader: Reader, feeds: MadeFeed[], ms: number) {
  let bytes = 0
  let items = 0
  let unread = 0
  let rounds = 0
  const start = process.cpuUsage()
  let cpuMs = 0
  while (cpuMs < ms) {
    for (const feed of feeds) {
      const found = await reader.read(feed).catch(() => 0)
      bytes += feed.bytes.length
      items += found
      if (rounds === 0 && found < feed.items) unread++
    }
    rounds++
    const used = process.cpuUsage(start)
    cpuMs = (used.user + used.system) / 1000
  }
  return { mbPerSecond: bytes / 1e3 / cpuMs, itemsPerSecond: (items * 1000) / cpuMs, unread }
}

async function compare(title: string, feeds: MadeFeed[]): Promise<void> {
  const size = feeds.reduce((sum, feed) => sum + feed.bytes.length, 0)
  console.log(`\n${title}: ${feeds.length} feeds, ${(size / 1e6).toFixed(1)} MB`)
  for (const reader of readers) {
    await measure(reader, feeds, 500)
    const { mbPerSecond, itemsPerSecond, unread } = await measure(reader, feeds, 3000)
    const note = unread > 0 ? `   ${unread} of ${feeds.length} feeds not read whole` : ''
    console.log(
      `  ${reader.name.padEnd(11)} ${mbPerSecond.toFixed(1).padStart(6)} MB/s ${Math.round(itemsPerSecond).toString().padStart(8)} items/s${note}`,
    )
  }
}

function memoryOf({ name, bytes }: MadeFeed): void {
  const folder = mkdtempSync(join(tmpdir(), 'khulasa-bench-'))
  try {
    writeFileSync(join(folder, name), bytes)
    const said = execFileSync(process.execPath, [YOUNG, MEMORY, join(folder, name)], {
      encoding: 'utf8',
    })
    const { items, tookMs, peak } = JSON.parse(said)
    console.log(
      `  ${name.padEnd(11)} ${(bytes.length / 1e6).toFixed(1)} MB, ${items} items: ${Math.round(peak / 1e6)} MB in ${Math.round(tookMs)} ms`,
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}

await compare('clean', cleanFeeds())
await compare('to be repaired', brokenFeeds())
console.log('\npeak memory on one feed, the process and all')
for (const feed of largeFeeds(10_000_000)) memoryOf(feed)
