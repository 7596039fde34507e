import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startTicker } from '../../src/schedule/ticker.ts'

beforeEach(
  () =>
    void vi.useFakeTimers({ now: Date.UTC(2026, 2, 1, 12), toFake: ['setTimeout', 'clearTimeout', 'Date'] }),
)
afterEach(() => void vi.useRealTimers())

const never = (error: unknown) => expect.unreachable(String(error))

test('a tick comes each second', async () => {
  let ticks = 0
  const ticker = startTicker(async () => void ticks++, { onError: never })
  await vi.advanceTimersByTimeAsync(10_000)
  await ticker.stop()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(ticks).toBe(10)
})

test('no tick comes while one runs, and stopping waits for it', async () => {
  const finish = Promise.withResolvers<void>()
  const events: string[] = []
  const ticker = startTicker(
    async () => {
      events.push('begins')
      await finish.promise
      events.push('ends')
    },
    { onError: never },
  )
  await vi.advanceTimersByTimeAsync(10_000)
  const stopped = ticker.stop().then(() => events.push('stopped'))
  await vi.advanceTimersByTimeAsync(10_000)
  expect(events).toEqual(['begins'])
  finish.resolve()
  await stopped
  expect(events).toEqual(['begins', 'ends', 'stopped'])
})

test.each([
  [
    'throws',
    () => {
      throw new Error('no')
    },
  ],
  [
    'rejects',
    async () => {
      throw new Error('no')
    },
  ],
])('a tick that %s is told, and the next one comes', async (_, onTick) => {
  const errors: unknown[] = []
  const ticker = startTicker(onTick, { onError: error => errors.push(error) })
  await vi.advanceTimersByTimeAsync(3_000)
  await ticker.stop()
  expect(errors.map(String)).toEqual(['Error: no', 'Error: no', 'Error: no'])
})
