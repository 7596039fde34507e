import type { OutletState } from '../flows/outlet-state.ts'
import type { Instant } from '../model/time.ts'

const LEVELS = '▁▂▃▄▅▆▇█'

/** Counts as a line of bars, the highest of them full; a day without any is the lowest. */
export function sparkline(counts: readonly number[]): string {
  const most = Math.max(...counts, 1)
  return counts.map(count => LEVELS[Math.ceil((count / most) * (LEVELS.length - 1))]).join('')
}

/** How an outlet is, in words. */
export function stateInWords(state: OutletState): string {
  switch (state.kind) {
    case 'waiting':
      return 'not visited yet'
    case 'well':
      return 'well'
    case 'repaired':
      return `repaired: ${state.repairs.map(({ kind }) => kind).join(', ')}`
    case 'asked-to-wait':
      return `asked to wait until ${timeOf(state.until)}`
    case 'gone':
      return `gone since ${timeOf(state.since)}`
    case 'failing':
    case 'not-a-feed': {
      const what = state.kind === 'failing' ? 'failing' : 'no feed'
      return `${what} since ${timeOf(state.since)}${state.isLong ? ', over a week' : ''}`
    }
  }
}

/** What the operator could do beyond what the last visit says; null where there is nothing. */
export function remedyFor(state: OutletState): string | null {
  if (state.kind === 'gone') return 'it is not visited any more, until its address is changed'
  return 'isLong' in state && state.isLong ? 'look for another address of it, or take it out' : null
}

/** A time of UTC, to the second. */
export function timeOf(at: Instant): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ')
}
