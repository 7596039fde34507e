// One topic of 50 entries, served as the program serves it; told to, it changes a story. Started by bench/serve.ts.
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { noCollector } from '../../src/flows/collector-jobs.ts'
import type { ReadyFeed } from '../../src/serve/answer.ts'
import { Bodies } from '../../src/serve/bodies.ts'
import { Freshness } from '../../src/serve/freshness.ts'
import { feedFront } from '../../src/serve/front.ts'
import { createServer } from '../../src/serve/server.ts'
import { openStore } from '../../src/store/open.ts'
import { aTopic, HOUR, MINUTE } from '../../test/support/build.ts'
import { openNewsroom } from '../../test/support/newsroom.ts'

const ENTRIES = 50
const OUTLETS = ['gazette', 'herald', 'courier']
const WORDS = 'port strike ferry council budget vote river bridge school'.split(' ')

const dir = mkdtempSync(join(tmpdir(), 'khulasa-bench-'))
process.on('exit', () => rmSync(dir, { recursive: true }))

const topic = aTopic({ id: 'bench', title: 'Bench' })
const room = await openNewsroom([topic], { store: openStore(dir) })
for (let story = 0; story < ENTRIES; story++) {
  room.clock.now += HOUR * 73
  for (const outletId of OUTLETS.slice(0, 1 + (story % 3))) await room.receive(article(story, outletId))
  await room.arrange()
}
room.clock.now += HOUR
await room.arrange()

const store = openStore(dir, { readonly: true })
const freshness = new Freshness(await store.entries.versions())
const { config, clock } = room
const now = () => clock.now
const bodies = new Bodies<ReadyFeed>(64_000_000)
const app = createServer({
  store,
  config,
  freshness,
  bodies,
  queries: () => Promise.reject(new Error('no queries here')),
  collector: noCollector,
  adminToken: 'bench',
  isReady: () => true,
  now,
  onProblem: error => console.error(error),
})
const front = feedFront(bodies, { freshness, config, now })
const routes = getRequestListener((request, env) => app.fetch(request, env))
const server = createHttpServer((request, response) => {
  if (!front(request, response)) void routes(request, response)
})
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }))

let edits = 0
process.on('message', async message => {
  if (message === 'cpu') return process.send?.({ cpu: process.cpuUsage() })
  edits++
  clock.now += MINUTE
  await room.receive({ ...article(ENTRIES - 1, 'gazette'), summary: `Edited ${edits} times.` })
  await room.arrange()
  freshness.topicsChanged(await room.store.entries.versions())
  process.send?.('changed')
})

/** Stories share no word, and the articles of one share all of theirs: 60 KB in all. */
function article(story: number, outletId: string) {
  const name = `S${story}x`
  const words = WORDS.map(word => `${word}${name}`)
  return {
    outletId,
    guid: `${name}-${outletId}`,
    title: `${words.slice(0, 5).join(' ')} ${outletId}`,
    summary: words.join(' '),
    html: `<p>${words.join(' ')}.</p>`.repeat(2),
  }
}
