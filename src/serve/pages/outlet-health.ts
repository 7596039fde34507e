import type { VisitOutcome } from '../../model/outlet.ts'
import type { OutletRow } from './views.ts'

/** How an outlet is, in one word. */
export type OutletHealth = 'well' | 'waiting' | 'refused' | 'failing' | 'gone' | 'not-a-feed'

const healthAfter: Record<VisitOutcome, OutletHealth> = {
  read: 'well',
  unchanged: 'well',
  refused: 'refused',
  gone: 'gone',
  failed: 'failing',
  'not-a-feed': 'not-a-feed',
}

/** Says how an outlet is from its last visit; `waiting` before the first. */
export function outletHealth({ lastVisit }: Pick<OutletRow, 'lastVisit'>): OutletHealth {
  return lastVisit === null ? 'waiting' : healthAfter[lastVisit.outcome]
}

/** Whether the operator should look at it: a wait that was asked for mends itself. */
export function isTroubled(health: OutletHealth): boolean {
  return health === 'failing' || health === 'gone' || health === 'not-a-feed'
}
