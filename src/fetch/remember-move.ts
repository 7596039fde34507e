import type { Fetched } from '../model/fetched.ts'

/** What is remembered of an outlet's permanent redirects between visits. */
export type Move = {
  /** Asked instead of the configured address; null while that one is asked. */
  movedTo: string | null
  /** Where the last visit was sent for good; remembered when the next one is sent there too. */
  seenOnce: string | null
}

/** So many visits in a row may find no name: the machine may be without a network. */
const MAX_NAMELESS = 3

/**
 * What to remember after a visit. `isFeed` says whether its body could be read as a feed, `failures` how many visits in a
 * row had failed before it.
 *
 * A permanent redirect (301, 308: RFC 9110 §15.4.2) counts once two visits in a row were sent to the same address and
 * found a good feed, or the one we hold (304), there: sites under repair and hotel networks send everybody away "for
 * good". Where a remembered address stops being a feed, the configured one is asked again.
 */
export function rememberMove(
  { movedTo, seenOnce }: Move,
  fetched: Fetched,
  isFeed: boolean,
  failures = 0,
): Move {
  const isGood = fetched.kind === 'unchanged' || (fetched.kind === 'body' && isFeed)
  if (!isGood) return { movedTo: isLost(fetched, failures) ? null : movedTo, seenOnce: null }
  const { permanentUrl } = fetched
  if (permanentUrl !== null && permanentUrl === seenOnce) return { movedTo: permanentUrl, seenOnce: null }
  return { movedTo, seenOnce: permanentUrl }
}

/** Whether the address is no good any more, rather than in trouble for a while. */
function isLost(fetched: Fetched, failures: number): boolean {
  if (fetched.kind === 'body' || fetched.kind === 'gone') return true
  if (fetched.kind !== 'failed') return false
  return fetched.status === 404 || (fetched.reason === 'dns' && failures >= MAX_NAMELESS)
}
