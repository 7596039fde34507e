import type { Db } from './connect.ts'

type Waiting<T, R> = { item: T; resolve(result: R): void; reject(error: unknown): void }

/** How long an item may wait for others to be written with. */
const GATHER_MS = 5

/**
 * Writes what comes within a few milliseconds in one transaction: a commit costs as much as storing ten articles. Each
 * item is stored whole or not at all; one that cannot be stored takes no other with it.
 *
 * `weigh` says how many rows an item is; at `mostRows` nothing more is waited for.
 */
export function sharedTransaction<T, R>(
  db: Db,
  write: (item: T) => R,
  weigh: (item: T) => number,
  mostRows: number,
): (item: T) => Promise<R> {
  let waiting: Waiting<T, R>[] = []
  let rows = 0
  let timer: NodeJS.Timeout | undefined

  const commit = () => {
    const batch = waiting
    clearTimeout(timer)
    timer = undefined
    waiting = []
    rows = 0
    writeAll(db, write, batch)
  }
  return item =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      rows += weigh(item)
      if (rows >= mostRows) commit()
      else timer ??= setTimeout(commit, GATHER_MS)
    })
}

function writeAll<T, R>(db: Db, write: (item: T) => R, batch: Waiting<T, R>[]): void {
  try {
    const results = db.transaction(() => batch.map(({ item }) => write(item)), { behavior: 'immediate' })
    for (const [at, { resolve }] of batch.entries()) resolve(results[at] as R)
  } catch (error) {
    if (batch.length === 1) batch[0]?.reject(error)
    else for (const one of batch) writeAll(db, write, [one])
  }
}
