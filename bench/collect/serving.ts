import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { Agent, get, type IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import Database from 'better-sqlite3'
import { urlOf } from './addresses.ts'

const KHULASA = join(import.meta.dirname, '..', '..', 'bin', 'khulasa.js')
const POLLS_PER_SECOND = 100
const SECONDS = 12
/** What the topic holds at first. */
const FIRST = ['outlet-0', 'outlet-1', 'outlet-2', 'outlet-3']

export type Polled = { polls: number; p50: number; p99: number; worst: number; visited: number }
export type Serving = {
  /** Polls a topic's feed at a steady rate, while whatever else goes on goes on. */
  poll(): Promise<Polled>
  /** All outlets are due, from now on. */
  makeDue(): void
  stop(): Promise<void>
}

/** `khulasa serve` with so many outlets and a topic that all of their articles are in; a few are, and none is due. */
export async function startServing(outlets: number, port: number, dir: string): Promise<Serving> {
  const config = join(dir, 'feeds.config.mjs')
  writeFileSync(config, `export default ${JSON.stringify(configOf(outlets, port))}`)
  const places = ['--config', config, '--data', dir]
  await promisify(execFile)(process.execPath, [KHULASA, 'collect', ...FIRST, ...places])
  const db = new Database(join(dir, 'khulasa.sqlite'), { timeout: 10_000 })
  const setDue = db.prepare('update outlets set "nextVisitAt" = ?, "leaseUntil" = 0')
  setDue.run(Date.now() + 3_600_000)
  const args = [KHULASA, 'serve', ...places, '--port', '0']
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] })
  const url = await listening(child)
  const agent = new Agent({ keepAlive: true, maxSockets: 50 })
  while ((await ask(`${url}/readyz`, agent)).status !== 200) await pause(500)
  const visits = db.prepare('select count(*) from visits').pluck()
  return {
    poll: () => pollFeed(`${url}/topics/bench.rss`, agent, () => visits.get() as number),
    makeDue: () => void setDue.run(0),
    async stop() {
      db.close()
      agent.destroy()
      child.kill()
      await once(child, 'close')
    },
  }
}

async function listening(child: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    const [, url] = /^listening on (\S+)/.exec(line) ?? []
    if (url) return url
  }
  throw new Error('khulasa serve ended')
}

/** A poll is sent at its time, whether or not those before it are answered: none hides another's wait. */
async function pollFeed(url: string, agent: Agent, countVisits: () => number): Promise<Polled> {
  const before = countVisits()
  const start = performance.now()
  const times: Promise<number>[] = []
  for (let poll = 0; poll < POLLS_PER_SECOND * SECONDS; poll++) {
    const at = start + (poll * 1_000) / POLLS_PER_SECOND
    const waitMs = at - performance.now()
    if (waitMs > 0) await pause(waitMs)
    times.push(timed(url, agent))
  }
  const sorted = (await Promise.all(times)).toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] as number
  return {
    polls: sorted.length,
    p50: at(0.5),
    p99: at(0.99),
    worst: at(1),
    visited: countVisits() - before,
  }
}

async function timed(url: string, agent: Agent): Promise<number> {
  const start = performance.now()
  const { status } = await ask(url, agent)
  if (status !== 200) throw new Error(`a poll was answered ${status}`)
  return performance.now() - start
}

async function ask(url: string, agent: Agent): Promise<{ status: number | undefined }> {
  const [response] = (await once(get(url, { agent }), 'response')) as [IncomingMessage]
  response.resume()
  await once(response, 'end')
  return { status: response.statusCode }
}

const configOf = (outlets: number, port: number) => ({
  site: { title: 'Bench', url: 'http://localhost', language: 'en' },
  fetch: { every: '1h', allowPrivate: ['loopback'] },
  outlets: Array.from({ length: outlets }, (_, n) => ({
    id: `outlet-${n}`,
    url: urlOf(n, port),
    every: '1h',
  })),
  topics: [{ id: 'bench', query: '*', hold: '0s' }],
})
