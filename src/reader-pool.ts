import { fileURLToPath } from 'node:url'
import { Piscina } from 'piscina'
import type { ReadJob, ReadOutcome } from './model/reading.ts'

export type ReaderPool = { read(job: ReadJob): Promise<ReadOutcome>; close(): Promise<void> }

export type ReaderLimits = { threads: number; timeoutMs: number; memoryMb: number }

/** Enough for the largest honest feed many times over; a hostile one ends its reader, and nothing else. */
export const READER_LIMITS: ReaderLimits = { threads: 2, timeoutMs: 15_000, memoryMb: 512 }

/** A few threads that read what outlets sent. One that overruns its time or memory is ended and replaced. */
export function openReaderPool({ threads, timeoutMs, memoryMb }: ReaderLimits): ReaderPool {
  const pool = new Piscina<ReadJob, ReadOutcome>({
    filename: fileURLToPath(new URL('./reader.ts', import.meta.url)),
    minThreads: 1,
    maxThreads: threads,
    idleTimeout: 60_000,
    // a small young generation is a third of the memory, and what is read is soon handed on (bench/collect.ts)
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 12 },
  })
  const turns = turnsFor(threads)
  return {
    async read(job) {
      // the time of a reader begins with its own job, not with those before it
      await turns.take()
      const deadline = new AbortController()
      const timer = setTimeout(() => deadline.abort(), timeoutMs)
      try {
        // piscina wants the list that its types, made for a newer Node, do not have
        const transferList = handedOver(job) as object
        return await pool.run(job, { signal: deadline.signal, transferList })
      } catch (error) {
        const reason = overrun(error, deadline.signal, timeoutMs, memoryMb)
        if (reason) return { kind: 'overran', reason }
        throw error
      } finally {
        clearTimeout(timer)
        turns.give()
      }
    },
    close: () => pool.destroy(),
  }
}

/** A body goes as it is, where it has memory of its own; of what is known in part it may be needed again. */
const handedOver = ({ bytes, known }: ReadJob): ArrayBuffer[] =>
  known || bytes.buffer.byteLength !== bytes.byteLength ? [] : [bytes.buffer as ArrayBuffer]

function overrun(
  error: unknown,
  deadline: AbortSignal,
  timeoutMs: number,
  memoryMb: number,
): string | undefined {
  if (deadline.aborted) return `Reading it took longer than ${timeoutMs / 1000} s, so the reading was ended.`
  const code = (error as { code?: unknown } | null)?.code
  if (code === 'ERR_WORKER_OUT_OF_MEMORY')
    return `Reading it took more than ${memoryMb} MB, so the reading was ended.`
  return undefined
}

/** At most `free` takers at once; who comes later waits in line. */
function turnsFor(free: number) {
  const waiting: (() => void)[] = []
  return {
    async take(): Promise<void> {
      if (free > 0) free--
      else await new Promise<void>(resolve => waiting.push(resolve))
    },
    give(): void {
      const next = waiting.shift()
      if (next) next()
      else free++
    },
  }
}
