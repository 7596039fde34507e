import type { OpmlOutlet } from '../parse/opml.ts'
import { markedOutletId, outletIdFor } from './outlet-id.ts'

/** Its groups are the folders that it is in. */
export type ListedOutlet = { id: string; url: string; title?: string; groups?: string[] }

const ID = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/

/**
 * The outlets of a subscription list beside those that are there already: each address once, each with an id of its own.
 *
 * A list that was imported says the ids itself. Of two that would have the same, the first keeps it and the other's is
 * marked with its address.
 */
export function listedOutlets(
  list: readonly OpmlOutlet[],
  there: readonly { id: string; url: string }[] = [],
): ListedOutlet[] {
  const ids = new Set(there.map(({ id }) => id))
  const urls = new Set(there.map(({ url }) => URL.parse(url)?.href ?? url))
  const isNew = ({ url }: OpmlOutlet) => !urls.has(url)
  const said = new Set(
    list.filter(isNew).flatMap(({ id }) => (id && ID.test(id) && !ids.has(id) ? [id] : [])),
  )
  const listed: ListedOutlet[] = []
  for (const outlet of list) {
    const { url, title, folder } = outlet
    if (urls.has(url)) continue
    urls.add(url)
    const id = idOf(outlet, ids, said)
    ids.add(id)
    listed.push({ id, url, ...(title ? { title } : {}), ...groupsOf(folder) })
  }
  return listed
}

/** Of `News / Gulf`: News, and News / Gulf. */
function groupsOf(folder: string | null): { groups?: string[] } {
  const path = folder?.split(' / ') ?? []
  const groups = path.map((_, i) => path.slice(0, i + 1).join(' / '))
  const usable = groups.filter(name => name.length <= 100 && /^[^@\s]/u.test(name))
  return usable.length > 0 ? { groups: usable } : {}
}

function idOf({ id, title, url }: OpmlOutlet, taken: ReadonlySet<string>, said: ReadonlySet<string>): string {
  if (id && said.has(id) && !taken.has(id)) return id
  const own = outletIdFor(title, url)
  return taken.has(own) || said.has(own) ? markedOutletId(own, url) : own
}
