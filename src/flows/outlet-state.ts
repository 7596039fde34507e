import type { Visit } from '../model/outlet.ts'
import type { Repair } from '../model/parsed-feed.ts'
import type { Instant } from '../model/time.ts'
import type { OutletHealth } from '../store/store.ts'

/** How an outlet is, with what there is to say of it. */
export type OutletState =
  /** It was never visited. */
  | { kind: 'waiting' }
  | { kind: 'well' }
  /** It is read, but had to be mended first. */
  | { kind: 'repaired'; repairs: Repair[] }
  | { kind: 'asked-to-wait'; until: Instant }
  /** It is not visited any more. */
  | { kind: 'gone'; since: Instant }
  /** `isLong` marks one that somebody should look at: nothing came of it for a week. It is visited all the same. */
  | { kind: 'failing' | 'not-a-feed'; since: Instant; isLong: boolean }

export const LONG_MS = 7 * 86_400_000

type Health = Pick<OutletHealth, 'goneAt' | 'retryAt' | 'failingSince' | 'repairs'> & {
  lastVisit: Pick<Visit, 'outcome' | 'at'> | null
}

/** Says how an outlet is, by what was recorded of it; `now` ends a wait that nobody has been back from. */
export function outletState(
  { goneAt, retryAt, failingSince, repairs, lastVisit }: Health,
  now: Instant,
): OutletState {
  if (goneAt !== null) return { kind: 'gone', since: goneAt }
  if (lastVisit === null) return { kind: 'waiting' }
  if (retryAt !== null && retryAt > now) return { kind: 'asked-to-wait', until: retryAt }
  if (failingSince !== null) {
    const kind = lastVisit.outcome === 'not-a-feed' ? 'not-a-feed' : 'failing'
    return { kind, since: failingSince, isLong: now - failingSince >= LONG_MS }
  }
  return repairs.length > 0 ? { kind: 'repaired', repairs } : { kind: 'well' }
}
