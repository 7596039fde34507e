/**
 * What a poll costs: a topic of 50 entries, over 50 connections, beside a server of node:http alone that holds the same
 * bytes; the two take turns in one run. And how soon a changed story is served again. Run: npx node bench/serve.ts
 */
import { type ChildProcess, execFile, fork } from 'node:child_process'
import { once } from 'node:events'
import { Agent, get, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const CONNECTIONS = 50
const ROUNDS = Number(process.env.ROUNDS ?? 7)
const SECONDS = Number(process.env.SECONDS ?? 4)
const CHANGES = 50
const BAR = { 200: 0.75, 304: 0.8 } as const

const AUTOCANNON = fileURLToPath(import.meta.resolve('autocannon'))
const run = promisify(execFile)
const agent = new Agent({ keepAlive: true })

type Encoding = 'identity' | 'br'
type Round = { perSecond: number; p99: number; cpuMicros: number }
type Server = { child: ChildProcess; url: string }

const khulasa = await start('khulasa')
const held = { identity: await hold('identity'), br: await hold('br') }
const bare = await start('bare', held)
const [size, small] = [held.identity, held.br].map(({ headers }) => Number(headers['content-length']))
console.log(
  `a topic of 50 entries, RSS, ${size} bytes (br ${small}), ${CONNECTIONS} connections, ${ROUNDS} × ${SECONDS} s a case`,
)
console.log('case           | req/s | bare | share (bar) | p99 ms | bare | CPU µs a request | bare')
for (const status of [200, 304] as const)
  for (const encoding of ['identity', 'br'] as const) await compare(status, encoding)
for (const encoding of ['identity', 'br'] as const) await serveAgain(encoding)
khulasa.child.kill()
bare.child.kill()
agent.destroy()

async function compare(status: 200 | 304, encoding: Encoding): Promise<void> {
  const headers = [
    `accept-encoding=${encoding}`,
    ...(status === 304 ? [`if-none-match=${held[encoding].etag}`] : []),
  ]
  const rounds: [Round, Round][] = []
  for (let round = 0; round <= ROUNDS; round++) {
    const pair: [Round, Round] = [await load(khulasa, headers, status), await load(bare, headers, status)]
    // the first is for warming up
    if (round > 0) rounds.push(pair)
  }
  const [ours, theirs] = [rounds.map(([one]) => one), rounds.map(([, other]) => other)]
  const share = median(rounds.map(([one, other]) => one.perSecond / other.perSecond))
  const of = (all: Round[], key: keyof Round) => median(all.map(round => round[key]))
  const cells = [
    `${status} ${encoding}`.padEnd(14),
    Math.round(of(ours, 'perSecond')),
    Math.round(of(theirs, 'perSecond')),
    `${Math.round(share * 100)} % (${BAR[status] * 100} %)`,
    of(ours, 'p99'),
    of(theirs, 'p99'),
    of(ours, 'cpuMicros').toFixed(1),
    of(theirs, 'cpuMicros').toFixed(1),
  ]
  console.log(cells.join(' | '))
}

/** Another process asks, so that asking takes nothing from the server's thread. */
async function load({ child, url }: Server, headers: string[], status: 200 | 304): Promise<Round> {
  const given = headers.flatMap(header => ['-H', header])
  const before = await cpuOf(child)
  const { stdout } = await run(
    process.execPath,
    [AUTOCANNON, '-j', '-c', String(CONNECTIONS), '-d', String(SECONDS), ...given, url],
    { maxBuffer: 10_000_000 },
  )
  const cpuMicros = (await cpuOf(child)) - before
  const { requests, latency, errors, ...counts } = JSON.parse(stdout)
  const answered = status === 200 ? counts['2xx'] : counts['3xx']
  check(errors === 0 && answered > 0, `${errors} errors, ${answered} answers of ${status}`)
  return { perSecond: requests.average, p99: latency.p99, cpuMicros: cpuMicros / answered }
}

function check(isRight: boolean, message: string): void {
  if (!isRight) throw new Error(message)
}

async function serveAgain(encoding: Encoding): Promise<void> {
  const times: number[] = []
  let cpuMicros = 0
  let etag: string | undefined
  for (let change = 0; change < CHANGES; change++) {
    khulasa.child.send('change')
    await once(khulasa.child, 'message')
    const before = await cpuOf(khulasa.child)
    const started = performance.now()
    const { headers } = await ask(encoding)
    times.push(performance.now() - started)
    cpuMicros += (await cpuOf(khulasa.child)) - before
    check(headers.etag !== etag, 'the change was not served')
    etag = headers.etag
  }
  times.sort((a, b) => a - b)
  const at = (share: number) => (times[Math.floor(share * (times.length - 1))] as number).toFixed(1)
  const cpuMs = (cpuMicros / CHANGES / 1_000).toFixed(1)
  console.log(
    `a changed story is served again, ${encoding}: median ${at(0.5)} ms, p90 ${at(0.9)} ms, worst ${at(1)} ms; ${cpuMs} ms of CPU`,
  )
}

/** An answer as it comes over the wire. */
async function ask(encoding: Encoding): Promise<{ headers: IncomingHttpHeaders; body: Buffer }> {
  const [response] = (await once(
    get(khulasa.url, { agent, headers: { 'accept-encoding': encoding } }),
    'response',
  )) as [IncomingMessage]
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk)
  return { headers: response.headers, body: Buffer.concat(chunks) }
}

async function hold(encoding: Encoding) {
  const { headers, body } = await ask(encoding)
  const { date: _, connection: __, 'keep-alive': ___, ...kept } = headers
  return { etag: headers.etag as string, headers: kept, body: body.toString('base64') }
}

async function start(name: 'khulasa' | 'bare', message?: object): Promise<Server> {
  const child = fork(fileURLToPath(new URL(`./serve/${name}.ts`, import.meta.url)))
  if (message) child.send(message)
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  return { child, url: `http://127.0.0.1:${port}/topics/bench.rss` }
}

/** CPU time that a process has used, in microseconds. */
async function cpuOf(child: ChildProcess): Promise<number> {
  child.send('cpu')
  const [{ cpu }] = (await once(child, 'message')) as [{ cpu: NodeJS.CpuUsage }]
  return cpu.user + cpu.system
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number
}
