/**
 * Feeds mutated feeds to the parser until the minutes given are over: `npx node bench/parse/fuzz.ts 10`. Stops at whatever
 * throws anything but NotAFeedError or takes more than two seconds of processor time, and leaves it in a file.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { NotAFeedError, parseFeed } from '../../src/parse/parse.ts'
import { sliceFeed } from '../../src/parse/slices.ts'

const FEEDS = join(import.meta.dirname, '..', '..', 'test', 'fixtures', 'feeds')
const seeds = readdirSync(FEEDS)
  .filter(name => !name.endsWith('.json'))
  .map(name => readFileSync(join(FEEDS, name)))
const PIECES = [
  '<',
  '>',
  '&',
  '"',
  "'",
  '/',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '<?',
  '<!DOCTYPE',
  '</',
  '<item>',
  '</item>',
  '<title>',
  '&#',
  '\0',
  'xmlns:a="b"',
  ' xml:base="//"',
  '\ufeff',
].map(piece => Buffer.from(piece))

const pick = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)] as T
const place = (bytes: Buffer) => Math.floor(Math.random() * (bytes.length + 1))

const MUTATIONS: ((bytes: Buffer) => Buffer)[] = [
  bytes => Buffer.concat([bytes.subarray(0, place(bytes))]),
  bytes => bytes.subarray(place(bytes)),
  bytes => insert(bytes, pick(PIECES)),
  bytes => insert(bytes, Buffer.of(Math.random() * 256)),
  bytes => insert(bytes, Buffer.alloc(place(bytes), pick(PIECES))),
  bytes => insert(bytes, cut(pick(seeds))),
  bytes => {
    const start = place(bytes)
    return Buffer.concat([bytes.subarray(0, start), bytes.subarray(start + Math.floor(Math.random() * 40))])
  },
  bytes => {
    const copy = Buffer.from(bytes)
    for (let i = 0; i < 5 && copy.length > 0; i++)
      copy[Math.floor(Math.random() * copy.length)] = Math.random() * 256
    return copy
  },
]

function insert(bytes: Buffer, piece: Uint8Array): Buffer {
  const at = place(bytes)
  return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)])
}

function cut(bytes: Buffer): Buffer {
  const start = place(bytes)
  return bytes.subarray(start, start + Math.floor(Math.random() * 200))
}

function mutated(): Buffer {
  let bytes: Buffer = pick(seeds)
  for (let i = Math.ceil(Math.random() * 6); i > 0; i--) bytes = pick(MUTATIONS)(bytes)
  return bytes
}

const end = performance.now() + Number(process.argv[2] ?? 1) * 60_000
let runs = 0
let feeds = 0
let slowestMs = 0
while (performance.now() < end) {
  const bytes = mutated()
  const start = process.cpuUsage()
  try {
    await parseFeed(bytes, { url: 'https://outlet.example/feed' })
    sliceFeed(bytes.toString('utf8'))
    feeds++
  } catch (error) {
    if (!(error instanceof NotAFeedError)) fail(bytes, error)
  }
  const { user, system } = process.cpuUsage(start)
  const tookMs = (user + system) / 1000
  if (tookMs > 2000) fail(bytes, new Error(`took ${tookMs} ms`))
  slowestMs = Math.max(slowestMs, tookMs)
  runs++
}
console.log(`${runs} documents, ${feeds} of them feeds, the slowest in ${Math.round(slowestMs)} ms`)

function fail(bytes: Buffer, error: unknown): never {
  const file = join(tmpdir(), 'khulasa-fuzz.bin')
  writeFileSync(file, bytes)
  throw new Error(`the document in ${file} fails`, { cause: error })
}
