import type { Db } from './connect.ts'

type Waiting<T, R> = { item: T; resolve(result: R): void; reject(error: unknown): void }

export type Sharing<T> = {
  /** How long an item may wait for others to be written with; at 0 each is written at once. */
  gatherMs: number
  /** How many rows an item is. */
  weigh(item: T): number
  /** With so many rows, or items, nothing more is waited for. */
  mostRows: number
  mostItems: number
}

/**
 * Writes what comes within a moment in one transaction: a commit, with what the full-text index does at each, costs as
 * much as storing ten articles. Each item is stored whole or not at all; one that cannot be stored takes no other with
 * it.
 */
export function sharedTransaction<T, R>(
  db: Db,
  write: (item: T) => R,
  { gatherMs, weigh, mostRows, mostItems }: Sharing<T>,
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
      if (rows >= mostRows || waiting.length >= mostItems || gatherMs === 0) commit()
      else timer ??= setTimeout(commit, gatherMs)
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
