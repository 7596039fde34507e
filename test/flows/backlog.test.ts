import { expect, test } from 'vitest'
import { Backlog } from '../../src/flows/backlog.ts'

/** Works that end when the test says so. */
function works(due: number[], most: number) {
  const under = new Map<number, PromiseWithResolvers<void>>()
  const begun: number[] = []
  const problems: unknown[] = []
  const backlog = new Backlog<number>({
    most,
    claim: async limit => due.splice(0, limit),
    work: one => {
      const work = Promise.withResolvers<void>()
      under.set(one, work)
      begun.push(one)
      return work.promise
    },
    onError: error => problems.push(error),
  })
  const turn = () => new Promise(resolve => setImmediate(resolve))
  const end = async (one: number, error?: Error) => {
    if (error) under.get(one)?.reject(error)
    else under.get(one)?.resolve()
    await turn()
    await turn()
  }
  return { backlog, begun, problems, end, due }
}

test('so many are begun at once, and the next as soon as one ends', async () => {
  const { backlog, begun, end } = works([1, 2, 3, 4, 5], 2)
  await backlog.begin()
  await backlog.begin()
  expect(begun).toEqual([1, 2])
  await end(2)
  expect(begun).toEqual([1, 2, 3])
  await end(3)
  expect(begun).toEqual([1, 2, 3, 4])
})

test('one that fails is told and gives its place back', async () => {
  const { backlog, begun, problems, end } = works([1, 2], 1)
  await backlog.begin()
  const broken = new Error('broken')
  await end(1, broken)
  expect(problems).toEqual([broken])
  expect(begun).toEqual([1, 2])
})

test('what cannot be claimed is told, and asked for again the next time', async () => {
  let tries = 0
  const problems: unknown[] = []
  const backlog = new Backlog<number>({
    most: 1,
    claim: async () => {
      if (++tries === 1) throw new Error('locked')
      return []
    },
    work: async () => {},
    onError: error => problems.push(error),
  })
  await backlog.begin()
  await backlog.begin()
  expect(problems).toHaveLength(1)
  expect(tries).toBe(2)
})

test('to stop is to begin nothing more and to wait for what is under way', async () => {
  const { backlog, begun, end } = works([1, 2], 1)
  await backlog.begin()
  let isStopped = false
  const stopped = backlog.stop().then(() => {
    isStopped = true
  })
  await backlog.begin()
  expect(isStopped).toBe(false)
  await end(1)
  await stopped
  expect(begun).toEqual([1])
})
