import type { ReadJob, ReadOutcome } from './model/reading.ts'
import { type ReaderLimits, ReaderThread } from './reader-thread.ts'

export type ReaderPool = { read(job: ReadJob): Promise<ReadOutcome>; close(): Promise<void> }

const THREADS = 2

/** Enough for the largest honest feed many times over; a hostile one ends its reader, and nothing else. */
const LIMITS: ReaderLimits = { timeoutMs: 15_000, memoryMb: 512 }

/** Bodies that lie ready with each reader: what it has to do while the collector writes, and answers nobody. */
const MOST_AHEAD = 8

/** A few threads that read what outlets sent. */
export function openReaderPool(limits = LIMITS, threads = THREADS): ReaderPool {
  const readers = Array.from({ length: threads }, () => new ReaderThread(limits))
  const waiting: (() => void)[] = []
  const idlest = () => readers.reduce((best, reader) => (reader.ahead < best.ahead ? reader : best))
  return {
    async read(job) {
      while (idlest().ahead >= MOST_AHEAD) await new Promise<void>(resolve => waiting.push(resolve))
      try {
        return await idlest().read(job)
      } finally {
        waiting.shift()?.()
      }
    },
    close: () => Promise.all(readers.map(reader => reader.close())).then(() => {}),
  }
}
