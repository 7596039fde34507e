import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { HostGate, type Leave } from '../../src/fetch/host-gate.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Enters and notes who was let in, in order. */
function watched(gate: HostGate) {
  const inside: string[] = []
  const leaves = new Map<string, Leave>()
  const enter = (host: string, name: string, signal?: AbortSignal) =>
    gate.enter(host, signal).then(leave => {
      inside.push(name)
      leaves.set(name, leave)
    })
  return {
    inside,
    enter,
    leave: (name: string) => leaves.get(name)?.(),
    settle: () => vi.advanceTimersByTimeAsync(0),
  }
}

test('two requests to a host are not sent within the gap, and hosts do not wait for each other', async () => {
  const gate = new HostGate({ perHost: 3, concurrency: 9, gapMs: 50 })
  const { inside, enter, settle } = watched(gate)
  for (const name of ['a1', 'a2', 'a3']) void enter('a', name)
  void enter('b', 'b1')
  // its connection takes a while, and the gap begins when the request goes out
  await vi.advanceTimersByTimeAsync(500)
  expect(inside).toEqual(['a1', 'b1'])
  gate.sent('a')
  await vi.advanceTimersByTimeAsync(49)
  expect(inside).toEqual(['a1', 'b1'])
  await vi.advanceTimersByTimeAsync(1)
  expect(inside).toEqual(['a1', 'b1', 'a2'])
  gate.sent('a')
  gate.sent('a')
  await vi.advanceTimersByTimeAsync(50)
  await settle()
  expect(inside).toEqual(['a1', 'b1', 'a2', 'a3'])
})

test('a request that is never sent leaves the gap behind it, too', async () => {
  const { inside, enter, leave, settle } = watched(new HostGate({ perHost: 3, concurrency: 9, gapMs: 50 }))
  for (const name of ['a1', 'a2']) void enter('a', name)
  await settle()
  leave('a1')
  await vi.advanceTimersByTimeAsync(49)
  expect(inside).toEqual(['a1'])
  await vi.advanceTimersByTimeAsync(1)
  expect(inside).toEqual(['a1', 'a2'])
})

test('who waits for a busy host holds no place of the others', async () => {
  const { inside, enter, leave, settle } = watched(new HostGate({ perHost: 1, concurrency: 2, gapMs: 0 }))
  for (const name of ['a1', 'a2', 'a3']) void enter('a', name)
  void enter('b', 'b1')
  void enter('c', 'c1')
  await settle()
  expect(inside).toEqual(['a1', 'b1'])
  leave('b1')
  await settle()
  expect(inside).toEqual(['a1', 'b1', 'c1'])
  leave('a1')
  await settle()
  expect(inside).toEqual(['a1', 'b1', 'c1', 'a2'])
})

test('leaving twice frees one place', async () => {
  const { inside, enter, leave, settle } = watched(new HostGate({ perHost: 1, concurrency: 9, gapMs: 0 }))
  for (const name of ['a1', 'a2', 'a3']) void enter('a', name)
  await settle()
  leave('a1')
  leave('a1')
  await settle()
  expect(inside).toEqual(['a1', 'a2'])
})

test('who gives up waiting is not let in later', async () => {
  const { inside, enter, leave, settle } = watched(new HostGate({ perHost: 1, concurrency: 9, gapMs: 0 }))
  const stopping = new AbortController()
  void enter('a', 'a1')
  const second = enter('a', 'a2', stopping.signal)
  void enter('a', 'a3')
  await settle()
  stopping.abort('stopped')
  await expect(second).rejects.toBe('stopped')
  leave('a1')
  await settle()
  expect(inside).toEqual(['a1', 'a3'])
  await expect(enter('a', 'a4', stopping.signal)).rejects.toBe('stopped')
})

test('every place is given out again: a thousand requests to forty hosts all get through', async () => {
  const gate = new HostGate({ perHost: 2, concurrency: 8, gapMs: 10 })
  let inside = 0
  let most = 0
  const visits = Array.from({ length: 1_000 }, async (_, index) => {
    const leave = await gate.enter(`host${index % 40}`)
    most = Math.max(most, ++inside)
    await new Promise(resolve => setTimeout(resolve, index % 7))
    inside--
    leave()
  })
  await vi.runAllTimersAsync()
  await Promise.all(visits)
  expect([inside, most]).toEqual([0, 8])
})

test('a place that is held is taken from the others until it is given back', async () => {
  const gate = new HostGate({ perHost: 1, concurrency: 2, gapMs: 0 })
  const { inside, enter, leave, settle } = watched(gate)
  const giveBack = gate.hold()
  for (const name of ['a', 'b', 'c']) void enter(name, name)
  await settle()
  expect(inside).toEqual(['a'])
  giveBack()
  giveBack()
  await settle()
  expect(inside).toEqual(['a', 'b'])
  leave('a')
  await settle()
  expect(inside).toEqual(['a', 'b', 'c'])
})

test('who waits for a busy host is told from who waits for a place', async () => {
  const gate = new HostGate({ perHost: 1, concurrency: 2, gapMs: 0 })
  const { enter, leave, settle } = watched(gate)
  for (const name of ['a1', 'a2', 'a3']) void enter('a', name)
  for (const name of ['b', 'c', 'd']) void enter(name, name)
  await settle()
  expect(gate.waitingForHost).toBe(2)
  leave('a1')
  await settle()
  expect(gate.waitingForHost).toBe(1)
})
