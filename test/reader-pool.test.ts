import { afterEach, describe, expect, test } from 'vitest'
import type { ReadJob } from '../src/model/reading.ts'
import { openReaderPool, type ReaderPool } from '../src/reader-pool.ts'
import { anOutlet, NOON } from './support/build.ts'

let pool: ReaderPool
afterEach(() => pool.close())

const itemOf = (_: unknown, n: number) => `<item><title>Flood ${n}</title><link>/${n}</link></item>`
const feedOf = (title: string, items = 1) =>
  `<rss version="2.0"><channel><title>${title}</title>${Array.from({ length: items }, itemOf).join('')}</channel></rss>`

const jobOf = (title: string, items?: number): ReadJob => ({
  outlet: anOutlet(),
  bytes: Buffer.from(feedOf(title, items)),
  url: 'https://gazette.example/feed',
  contentType: 'application/rss+xml',
  headers: {},
  seenAt: NOON,
})

const read = async (jobs: ReadJob[]) =>
  (await Promise.all(jobs.map(job => pool.read(job)))).map(outcome =>
    outcome.kind === 'feed' ? outcome.title : outcome.kind,
  )

describe('readers', () => {
  test('each body is answered with its own feed, however many wait', async () => {
    pool = openReaderPool()
    const titles = Array.from({ length: 60 }, (_, n) => `Gazette ${n}`)
    expect(await read(titles.map(title => jobOf(title)))).toEqual(titles)
  })

  test('a body that takes too much memory ends nothing but its own reading', async () => {
    pool = openReaderPool({ timeoutMs: 60_000, memoryMb: 24 }, 1)
    const jobs = [jobOf('before'), jobOf('hostile', 60_000), jobOf('behind'), jobOf('last')]
    expect(await read(jobs)).toEqual(['before', 'overran', 'behind', 'last'])
    expect(await read([jobOf('later')])).toEqual(['later'])
  })

  test('bodies that take too long are each told so, and the pool goes on', async () => {
    pool = openReaderPool({ timeoutMs: 1, memoryMb: 512 }, 1)
    const jobs = Array.from({ length: 20 }, (_, n) => jobOf(`Gazette ${n}`, 2_000))
    expect(await read(jobs)).toEqual(jobs.map(() => 'overran'))
  })

  test('what is not read yet when the pool is closed is given back as an error', async () => {
    pool = openReaderPool({ timeoutMs: 60_000, memoryMb: 512 }, 1)
    const reading = Promise.allSettled([pool.read(jobOf('one')), pool.read(jobOf('two'))])
    await pool.close()
    expect((await reading).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  })
})
