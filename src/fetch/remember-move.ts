import type { Fetched } from '../model/fetched.ts'

/** What is remembered of an outlet's permanent redirects between visits. */
export type Move = {
  /** Asked instead of the configured address; null while that one is asked. */
  movedTo: string | null
  /** Where the last visit was sent for good; remembered when the next one is sent there too. */
  seenOnce: string | null
}

/**
 * What to remember after a visit. `isFeed` says whether its body could be read as a feed.
 *
 * A permanent redirect (301, 308: RFC 9110 §15.4.2) counts once two visits in a row were sent to the same address and
 * found a good feed, or the one we hold (304), there: sites under repair and hotel networks send everybody away "for
 * good". Where a remembered address stops being a feed, the configured one is asked again.
 */
export function rememberMove({ movedTo, seenOnce }: Move, fetched: Fetched, isFeed: boolean): Move {
  const isGood = fetched.kind === 'unchanged' || (fetched.kind === 'body' && isFeed)
  if (!isGood) return { movedTo: isLost(fetched) ? null : movedTo, seenOnce: null }
  const { permanentUrl } = fetched
  if (permanentUrl !== null && permanentUrl === seenOnce) return { movedTo: permanentUrl, seenOnce: null }
  return { movedTo, seenOnce: permanentUrl }
}

/** Whether the address is no good any more, rather than in trouble for a while. */
function isLost(fetched: Fetched): boolean {
  if (fetched.kind === 'body' || fetched.kind === 'gone') return true
  return fetched.kind === 'failed' && (fetched.reason === 'dns' || fetched.status === 404)
}
