import { rememberMove } from '../fetch/remember-move.ts'
import type { Fetched } from '../model/fetched.ts'
import type { OutletAddress } from '../model/outlet.ts'

/** Where to ask instead of the configured address; null while that one is to be asked. */
export const askedInstead = ({ movedTo, feedUrl }: OutletAddress): string | null => movedTo ?? feedUrl

/**
 * Where to ask at the next visit. `isFeed` says whether a feed was read at this one, `foundUrl` that it was found there,
 * behind the page that was asked.
 *
 * An address that is lost (gone, not found, no feed) gives way to the one before it: where the outlet moved to, what was
 * found behind its page, and the configured one.
 */
export function addressAfter(
  before: OutletAddress & { failures: number },
  fetched: Fetched,
  isFeed: boolean,
  foundUrl: string | null,
): OutletAddress {
  const { feedUrl } = before
  if (foundUrl !== null) {
    const { seenOnce } = rememberMove(NO_MOVE, fetched, isFeed)
    return { feedUrl: foundUrl, movedTo: null, moveSeenOnce: seenOnce }
  }
  const asked = askedInstead(before)
  const { movedTo, seenOnce } = rememberMove(
    { movedTo: asked, seenOnce: before.moveSeenOnce },
    fetched,
    isFeed,
    before.failures,
  )
  if (movedTo === null)
    return { feedUrl: before.movedTo ? feedUrl : null, movedTo: null, moveSeenOnce: seenOnce }
  return { feedUrl, movedTo: movedTo === asked ? before.movedTo : movedTo, moveSeenOnce: seenOnce }
}

const NO_MOVE = { movedTo: null, seenOnce: null }

export function isSameAddress(one: OutletAddress, other: OutletAddress): boolean {
  return (
    one.feedUrl === other.feedUrl && one.movedTo === other.movedTo && one.moveSeenOnce === other.moveSeenOnce
  )
}
