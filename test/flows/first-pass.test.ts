import { beforeAll, expect, test } from 'vitest'
import { checkConfig } from '../../src/config/check.ts'
import { demoConfig } from '../../src/demo/demo-config.ts'
import { sampleFeed } from '../../src/demo/feed-of.ts'
import { Arranger } from '../../src/flows/arrange.ts'
import { readBody } from '../../src/flows/read.ts'
import { allTopics } from '../../src/flows/topics.ts'
import type { Config } from '../../src/model/config.ts'
import { openStore } from '../../src/store/open.ts'
import type { ReadFeed } from '../../src/store/store.ts'
import { aRead, aRecord, counter, NOON } from '../support/build.ts'

const ORIGIN = 'http://127.0.0.1:8089'
const SECOND = 1_000

let config: Config
const feeds = new Map<string, ReadFeed>()
beforeAll(async () => {
  const verdict = checkConfig(demoConfig(ORIGIN))
  if ('problems' in verdict) throw new Error(JSON.stringify(verdict.problems))
  config = verdict.config
  for (const outlet of config.outlets) {
    const { body, contentType } = sampleFeed(outlet.id, ORIGIN, NOON)
    const job = { outlet, bytes: body, url: outlet.url, contentType, headers: {}, seenAt: NOON }
    const read = await readBody(job)
    if (read.kind !== 'feed') throw new Error(read.kind)
    feeds.set(outlet.id, aRead(read.articles, { title: read.title, language: read.language }))
  }
})

/** The demo before any of its outlets was visited. */
async function open() {
  const store = openStore(':memory:')
  const clock = { now: NOON + 3_600 * SECOND }
  const mint = counter()
  await store.outlets.sync(config.outlets, clock.now, mint)
  await store.topics.sync(allTopics(config), clock.now, mint)
  const arranger = new Arranger({ store, config, now: () => clock.now, mint, onCommit: () => {} })
  return {
    store,
    clock,
    arranger,
    async visit(outletIds: string[]) {
      for (const outletId of outletIds) {
        clock.now += 50
        const record = aRecord([], { outletId, at: clock.now })
        await store.visits.record({ ...record, read: feeds.get(outletId) as ReadFeed })
      }
    },
    count: async () => (await store.entries.feed('stories', 200)).length,
  }
}

/** All that readers see once those outlets were visited, those of a batch between two looks at what came. */
async function shownAfter(batches: string[][]) {
  const { store, clock, arranger, visit } = await open()
  for (const [place, batch] of batches.entries()) {
    await visit(batch)
    clock.now += SECOND
    await arranger.arrange({ isMoreComing: place < batches.length - 1 })
  }
  const shown = []
  for (const id of ['stories', ...config.topics.map(topic => topic.id)])
    for (const { lead, snapshot } of await store.entries.feed(id, 200)) {
      const headlines = snapshot.headlines.map(({ kind, url }) => [kind, url])
      shown.push([id, lead.url, snapshot.enteredAt, snapshot.keywords, headlines])
    }
  store.close()
  return shown
}

/** The outlets in another order, cut into batches: the same for one seed. */
function cut(seed: number): string[][] {
  let state = seed * 7_919
  const random = () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  const inOrder = config.outlets.map(({ id }) => ({ id, place: random() })).sort((a, b) => a.place - b.place)
  const batches: string[][] = [[]]
  for (const { id } of inOrder) {
    if (batches.at(-1)?.length && random() < 0.5) batches.push([])
    batches.at(-1)?.push(id)
  }
  return batches
}

test('in whatever order the outlets answer at first, and however far apart, readers are shown the same', async () => {
  const wanted = await shownAfter([config.outlets.map(({ id }) => id)])
  expect(wanted.length).toBeGreaterThan(46)
  for (let seed = 1; seed <= 10; seed++) {
    const batches = cut(seed)
    expect(batches.length).toBeGreaterThan(1)
    expect([batches, await shownAfter(batches)]).toEqual([batches, wanted])
  }
}, 120_000)

test('who does not answer holds the first stories up for half of what a request may take', async () => {
  const { clock, arranger, visit, count } = await open()
  await visit(['masar'])
  clock.now += config.fetch.timeoutMs / 2 - SECOND
  await arranger.arrange({ isMoreComing: true })
  expect(await count()).toBe(0)
  clock.now += SECOND
  await arranger.arrange({ isMoreComing: true })
  expect(await count()).toBeGreaterThan(0)
})

test('once there are stories, what comes waits for nobody', async () => {
  const { clock, arranger, visit, count } = await open()
  await visit(['masar'])
  await arranger.arrange()
  const before = await count()
  await visit(['northwire'])
  clock.now += SECOND
  await arranger.arrange({ isMoreComing: true })
  expect(await count()).toBeGreaterThan(before)
})
