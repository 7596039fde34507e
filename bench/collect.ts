import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Measured, Order } from './collect/measured.ts'
import { reloadWithNewsboat } from './collect/newsboat.ts'
import type { OriginOrder } from './collect/origin.ts'
import { startServing } from './collect/serving.ts'

// How fast outlets are visited, beside the bare cost of the same requests through undici's `request` in the same run.
// The outlets are served by another process, each at an address of its own, so that every visit opens a connection and
// all manners stay on. Then, what a reader of a topic's feed feels of it. Beside newsboat, which must be installed then,
// it tells what the machine is worth. Run: npx node bench/collect.ts [OUTLETS…|serving|newsboat]

const CONCURRENCY = 64
const SERVING_OUTLETS = 1_000
const NEWSBOAT_OUTLETS = 1_000
const sizes = process.argv.slice(2).flatMap(argument => Number(argument) || [])

type Collected = Measured & { newArticles: number; outcomes: Record<string, number>; bytes: number }

// as bin/khulasa.js has it
const NODE_COMPILE_CACHE = join(import.meta.dirname, '..', 'node_modules', '.cache', 'khulasa')
// as the collector's thread has it
const execArgv = ['--max-semi-space-size=4']
const start = (name: string) =>
  fork(join(import.meta.dirname, 'collect', name), { execArgv, env: { ...process.env, NODE_COMPILE_CACHE } })
const stop = async (child: ChildProcess) => {
  child.kill()
  await once(child, 'close')
}

async function answer<T>(child: ChildProcess, message?: object): Promise<T> {
  const answered = once(child, 'message')
  if (message) child.send(message)
  const ended = once(child, 'close').then(([code]) => {
    throw new Error(`a process of the bench ended with ${code}`)
  })
  const [found] = await Promise.race([answered, ended])
  return found as T
}

/** One round of bare requests, in a process of its own. */
async function bare(order: Order): Promise<Measured> {
  const child = start('bare.ts')
  const measured = await answer<Measured>(child, order)
  await stop(child)
  return measured
}

const row = (...cells: (string | number)[]) => console.log(`| ${cells.join(' | ')} |`)
const figure = (value: number) => (value >= 100 ? Math.round(value).toString() : value.toFixed(2))

async function run(outlets: number): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'khulasa-bench-'))
  const origin = start('origin.ts')
  const { port } = await answer<{ port: number }>(origin)
  const serve = (newest: number, delayMs = 0) =>
    answer<{ bytes: number }>(origin, { outlets, newest, delayMs } satisfies OriginOrder)
  const khulasa = start('khulasa.ts')
  const order: Order = { outlets, port, concurrency: CONCURRENCY, etag: null, dataDir }
  let articles = 0

  const round = async (state: string, etag: string | null) => {
    const floor = await bare({ ...order, etag })
    const done = await answer<Collected>(khulasa, order)
    const again = await bare({ ...order, etag })
    const bareRate = (floor.perSecond + again.perSecond) / 2
    const bareCpu = (floor.cpuSecondsPerThousand + again.cpuSecondsPerThousand) / 2
    articles += done.newArticles
    row(
      outlets,
      state,
      figure(done.perSecond),
      figure(done.cpuSecondsPerThousand),
      figure(done.ownCpuSecondsPerThousand),
      figure(done.newArticles / done.seconds),
      Math.round(done.peakMb),
      figure(bareRate),
      figure(bareCpu),
      `${Math.round((done.perSecond / bareRate) * 100)} %`,
      `${(done.bytes / 1_000 / articles).toFixed(2)} KB`,
    )
    return done
  }

  const { bytes } = await serve(100)
  const first = await round('all new', null)
  await round('all 304', '"100"')
  await serve(101)
  await round('one new', null)
  if (outlets === 1_000) {
    await serve(101, 200)
    await round('all 304, 200 ms away', '"101"')
  }
  if (first.newArticles !== outlets * 30) console.log('not every article was stored:', first.outcomes)
  console.log(`(${(bytes / outlets / 1_000).toFixed(1)} KB a feed; load ${loadavg()[0]?.toFixed(1)})`)
  await Promise.all([stop(khulasa), stop(origin)])
  rmSync(dataDir, { recursive: true })
}

/** How long polls of a feed take while nothing else goes on, and while every outlet has thirty new articles. */
async function serving(): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'khulasa-bench-'))
  const origin = start('origin.ts')
  const { port } = await answer<{ port: number }>(origin)
  const serve = (newest: number) =>
    answer(origin, { outlets: SERVING_OUTLETS, newest, delayMs: 0 } satisfies OriginOrder)
  await serve(100)
  const khulasa = await startServing(SERVING_OUTLETS, port, dir)
  const idle = await khulasa.poll()
  await serve(130)
  khulasa.makeDue()
  const collecting = await khulasa.poll()
  row('a topic feed is polled', 'p50 ms', 'p99 ms', 'worst ms', 'visits meanwhile')
  row(...Array<string>(5).fill('---'))
  for (const [state, { p50, p99, worst, visited }] of Object.entries({ idle, collecting }))
    row(state, figure(p50), figure(p99), figure(worst), visited)
  console.log(`p99 while collecting: ${(collecting.p99 / idle.p99).toFixed(1)} times that when idle (bar: 3)`)
  await Promise.all([khulasa.stop(), stop(origin)])
  rmSync(dir, { recursive: true })
}

/** The same outlets, in the same states, visited by newsboat and by us. */
async function besideNewsboat(): Promise<void> {
  const outlets = NEWSBOAT_OUTLETS
  const [dir, dataDir] = ['newsboat', 'data'].map(name =>
    mkdtempSync(join(tmpdir(), `khulasa-${name}-`)),
  ) as [string, string]
  const origin = start('origin.ts')
  const { port } = await answer<{ port: number }>(origin)
  const khulasa = start('khulasa.ts')
  const order: Order = { outlets, port, concurrency: CONCURRENCY, etag: null, dataDir }
  row('outlets', 'state', 'outlets/s', 'newsboat/s', 'times newsboat')
  row(...Array<string>(5).fill('---'))
  for (const [state, newest] of [
    ['all new', 100],
    ['all 304', 100],
    ['one new', 101],
  ] as const) {
    await answer(origin, { outlets, newest, delayMs: 0 } satisfies OriginOrder)
    const { perSecond } = await answer<Collected>(khulasa, order)
    const newsboat = await reloadWithNewsboat(outlets, port, dir)
    row(outlets, state, figure(perSecond), figure(newsboat), figure(perSecond / newsboat))
  }
  await Promise.all([stop(khulasa), stop(origin)])
  for (const made of [dir, dataDir]) rmSync(made, { recursive: true })
}

if (process.argv[2] === 'serving') {
  await serving()
  process.exit()
}
if (process.argv[2] === 'newsboat') {
  await besideNewsboat()
  process.exit()
}
row(
  ...['outlets', 'state', 'outlets/s', 'CPU s per 1,000', 'of it to ask and store', 'articles/s', 'peak MB'],
  ...['bare undici/s', 'its CPU s', 'of bare', 'an article on disk'],
)
row(...Array<string>(11).fill('---'))
for (const outlets of sizes.length > 0 ? sizes : [200, 1_000, 5_000]) await run(outlets)
if (sizes.length === 0) await serving()
