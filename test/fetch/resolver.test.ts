import { beforeEach, expect, test } from 'vitest'
import { cachedResolver, type ResolvedAddress, systemResolver } from '../../src/fetch/resolver.ts'

let ms: number
const clock = { now: () => ms }
beforeEach(() => {
  ms = 1
})

const FOUND: ResolvedAddress[] = [{ address: '93.184.216.34', family: 4 }]

test('a name is asked for once at a time, and again after five minutes', async () => {
  let asked = 0
  const resolve = cachedResolver(async () => {
    asked++
    return FOUND
  }, clock)
  expect(await Promise.all([resolve('a.example'), resolve('a.example')])).toEqual([FOUND, FOUND])
  ms += 299_000
  await resolve('a.example')
  expect(asked).toBe(1)
  ms += 2_000
  await resolve('a.example')
  expect(asked).toBe(2)
})

test('a name that was not found is asked for again after half a minute', async () => {
  let asked = 0
  const resolve = cachedResolver(async () => {
    asked++
    if (asked === 1) throw new Error('not found')
    return FOUND
  }, clock)
  await expect(resolve('a.example')).rejects.toThrow('not found')
  ms += 29_000
  await expect(resolve('a.example')).rejects.toThrow('not found')
  ms += 2_000
  expect(await resolve('a.example')).toEqual(FOUND)
})

test.each(['localhost', 'LOCALHOST.', 'feeds.localhost'])(
  '%s is this machine, whatever a name server says',
  async name => {
    expect((await systemResolver()(name)).map(({ address }) => address)).toEqual(['127.0.0.1', '::1'])
  },
)
