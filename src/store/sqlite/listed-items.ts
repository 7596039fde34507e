import type { ListedItem } from '../../model/outlet.ts'
import type { ReadSlice } from '../../model/reading.ts'
import type { ReadFeed } from '../store.ts'

/** More than any feed lists; a feed that only ever sends what is new would make the list grow for ever. */
const MAX_LISTED = 5_000

type Read = Pick<ReadFeed, 'articles' | 'slices' | 'listsAll'>

/** The articles of the items that were known, by hash; null where one of them is not, and so all must be read. */
export function knownArticles(
  slices: Read['slices'],
  before: readonly ListedItem[],
): Map<string, number> | null {
  const byHash = new Map(before)
  const known = new Map<string, number>()
  for (const { hash, article } of slices ?? []) {
    const id = byHash.get(hash)
    if (article !== null) continue
    if (id === undefined) return null
    known.set(hash, id)
  }
  return known
}

/** What the outlet lists now, `received` being the ids of the articles that were read. */
export function listedAfter(
  { slices, listsAll }: Read,
  known: ReadonlyMap<string, number>,
  received: readonly number[],
  before: readonly ListedItem[],
): ListedItem[] {
  const idOf = ({ hash, article }: ReadSlice) =>
    (article === null ? known.get(hash) : received[article]) as number
  const now = slices ? toldApart(slices.map(slice => [slice.hash, idOf(slice)])) : nameless(received)
  return listsAll ? now : merged(now, before)
}

/** Two items that are one article to us (an outlet changes guids at will) must be read again together. */
function toldApart(items: ListedItem[]): ListedItem[] {
  const ids = new Set(items.map(([, id]) => id))
  return ids.size < items.length ? nameless([...ids]) : items
}

const nameless = (ids: readonly number[]) => ids.map((id): ListedItem => [null, id])

function merged(now: ListedItem[], before: readonly ListedItem[]): ListedItem[] {
  const ids = new Set(now.map(([, id]) => id))
  return [...now, ...before.filter(([, id]) => !ids.has(id))].slice(0, MAX_LISTED)
}
