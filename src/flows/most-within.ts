import type { Instant } from '../model/time.ts'

type Report = { outletId: string; knownAt: Instant }

/** How many sources reported within such a time, at the most; the newest report comes first. */
export function mostWithin(
  newestFirst: readonly Report[],
  withinMs: number,
  sourceOf: (outletId: string) => string,
): number {
  const counts = new Map<string, number>()
  let most = 0
  let newest = 0
  for (const { outletId, knownAt } of newestFirst) {
    const source = sourceOf(outletId)
    counts.set(source, (counts.get(source) ?? 0) + 1)
    for (
      let late = newestFirst[newest];
      late && late.knownAt > knownAt + withinMs;
      late = newestFirst[++newest]
    ) {
      const left = (counts.get(sourceOf(late.outletId)) ?? 0) - 1
      if (left > 0) counts.set(sourceOf(late.outletId), left)
      else counts.delete(sourceOf(late.outletId))
    }
    most = Math.max(most, counts.size)
  }
  return most
}
