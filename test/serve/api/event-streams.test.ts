import { expect, test, vi } from 'vitest'
import { EventStreams } from '../../../src/serve/api/event-streams.ts'
import { Freshness } from '../../../src/serve/freshness.ts'
import { eventReader } from '../../support/stream.ts'

const WAIT = { timeout: 5_000, interval: 5 }

/** A topic whose changes are numbered 1, 2, 3 …, and streams over it that count what is read. */
function streaming(limits: ConstructorParameters<typeof EventStreams>[2] = {}, size = 10) {
  const freshness = new Freshness(new Map())
  const reads: number[] = []
  const problems: unknown[] = []
  let broken: Error | undefined
  const read = async (topicId: string, after: number, limit: number) => {
    reads.push(after)
    if (broken) throw broken
    const left = Math.max(0, freshness.topic(topicId) - after)
    return Array.from({ length: Math.min(limit, left) }, (_, n) => ({
      seq: after + n + 1,
      name: 'entered',
      data: `"${'x'.repeat(size)}"`,
    }))
  }
  const streams = new EventStreams(read, { freshness, onError: error => problems.push(error) }, limits)
  return {
    streams,
    reads,
    problems,
    commit: (seq: number, topic = 'floods') => freshness.topicsChanged(new Map([[topic, seq]])),
    breakDown: () => {
      broken = new Error('the disk is on fire')
    },
    listen(after?: number) {
      const stream = streams.open('floods', after)
      if (!stream) throw new Error('there are too many')
      const reader = eventReader(stream)
      return {
        ...reader,
        ids: async (count: number) => (await reader.events(count)).map(({ id }) => Number(id)),
      }
    },
  }
}

const upTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, n) => first + n)

test('all clients of a topic are told of a commit by one read', async () => {
  const { listen, commit, reads } = streaming({ mostOfOne: 200 })
  const clients = upTo(120).map(() => listen())
  commit(3)
  for (const client of clients) expect(await client.ids(3)).toEqual([1, 2, 3])
  expect(reads).toEqual([0])
  commit(4)
  for (const client of clients) expect(await client.ids(1)).toEqual([4])
  expect(reads).toEqual([0, 3])
})

test('what changes while nobody listens to it is not read', async () => {
  const { listen, commit, reads } = streaming()
  commit(3)
  listen()
  commit(7, 'other')
  expect(reads).toEqual([])
})

test.each([
  ['from the first on', 0, upTo(333)],
  ['behind the last that it had', 120, upTo(333, 121)],
  ['from now on where it had none', undefined, [334]],
])(
  'a client is told everything once, in order, %s, though more comes meanwhile',
  async (_, after, expected) => {
    const { listen, commit } = streaming()
    commit(200)
    const client = listen(after)
    if (after === undefined) commit(201)
    const first = await client.ids(after === undefined ? 1 : 40)
    commit(333)
    const rest = after === undefined ? [] : await client.ids(expected.length - 40)
    expect([...first, ...rest]).toEqual(after === undefined ? [201] : expected)
  },
)

test('a client that names a change yet to come is told what comes after it', async () => {
  const { listen, commit } = streaming()
  const ahead = listen(2)
  const other = listen()
  commit(4)
  expect(await other.ids(4)).toEqual([1, 2, 3, 4])
  expect(await ahead.ids(2)).toEqual([3, 4])
})

test('beyond the most that may listen nobody is let in, until one goes', async () => {
  const { streams, listen } = streaming({ mostClients: 2 })
  const first = listen()
  listen()
  expect(streams.open('floods')).toBeUndefined()
  await first.cancel()
  expect(streams.size).toBe(1)
  expect(streams.open('floods')).toBeDefined()
})

test('one client may not take the place of all others', async () => {
  const { streams } = streaming({ mostOfOne: 2 })
  const first = streams.open('floods', 0, 'one')
  expect(streams.open('floods', 0, 'one')).toBeDefined()
  expect(streams.open('floods', 0, 'one')).toBeUndefined()
  expect(streams.open('floods', 0, 'other')).toBeDefined()
  await first?.cancel()
  expect(streams.open('floods', 0, 'one')).toBeDefined()
})

test('who joins while a commit is being told is told it too, once', async () => {
  const { streams, listen, commit } = streaming({ mostOfOne: 1_000 })
  const clients = upTo(120).map(() => listen())
  commit(2)
  const last = clients.at(-1)
  const joined: Promise<number[]>[] = []
  for (const _ of upTo(5)) {
    await new Promise(resolve => setImmediate(resolve))
    joined.push(listen(0).ids(3))
  }
  commit(3)
  expect(await last?.ids(3)).toEqual([1, 2, 3])
  expect(await Promise.all(joined)).toEqual(upTo(5).map(() => [1, 2, 3]))
  expect(streams.size).toBe(125)
})

test('a client that takes nothing is let go, has what was sent before, and goes on from there', async () => {
  const { streams, listen, commit, reads } = streaming({ maxQueuedBytes: 10_000 }, 1_000)
  const slow = listen()
  let last = 0
  while (streams.size > 0 && last < 200) {
    commit(++last)
    await vi.waitFor(() => expect(reads).toContain(last - 1), WAIT)
  }
  expect(last).toBeLessThan(20)
  const had = await slow.ids(last)
  expect(await slow.next()).toBeNull()
  commit(last + 2)
  expect(await listen(had.at(-1)).ids(2)).toEqual([last + 1, last + 2])
})

test('a client that missed much reads it as fast as it takes it, and holds up nobody', async () => {
  const { listen, commit, reads } = streaming({ maxQueuedBytes: 100_000 }, 1_000)
  commit(5_000)
  const late = listen(0)
  const live = listen()
  commit(5_001)
  expect(await live.ids(1)).toEqual([5_001])
  const readAhead = reads.length
  expect(readAhead).toBeLessThan(5)
  expect(await late.ids(5_001)).toEqual(upTo(5_001))
})

test('a connection on which nothing comes is kept open by comments', async () => {
  const { listen } = streaming({ heartbeatMs: 1 })
  const { next } = listen()
  expect(await next()).toEqual({ retry: '3000' })
  expect(await next()).toEqual({ comment: 'still here' })
})

test('when it is closed every stream ends, and nobody is let in any more', async () => {
  const { streams, listen, commit, reads } = streaming()
  const clients = [listen(), listen()]
  streams.close()
  for (const { next } of clients) {
    expect(await next()).toEqual({ retry: '3000' })
    expect(await next()).toBeNull()
  }
  expect(streams.open('floods')).toBeUndefined()
  commit(1)
  expect(reads).toEqual([])
})

test('when reading fails clients are let go to come back, and it is reported once', async () => {
  const { streams, listen, commit, problems, breakDown } = streaming()
  const clients = [listen(), listen()]
  breakDown()
  commit(1)
  for (const { next } of clients) {
    await next()
    expect(await next()).toBeNull()
  }
  expect(problems).toHaveLength(1)
  expect(streams.size).toBe(0)
})
