import { createHash } from 'node:crypto'

const MAX_LENGTH = 64
const FEWEST_LETTERS = 2
/** Parts of a host that do not tell whose it is. */
const COMMON = /^(?:www\d?|m|rss\d?|feeds?|feedproxy|xml|atom)$/

/**
 * An id for an outlet that came without one: its title in Latin letters, else its host.
 *
 * It must fit into addresses (lower-case letters, digits and hyphens), and be the same whenever the same list is read.
 */
export function outletIdFor(title: string | null, url: string): string {
  const named = slug(title ?? '')
  return (named.match(/[a-z]/g) ?? []).length >= FEWEST_LETTERS ? named : slug(hostOf(url)) || 'outlet'
}

/** The same with a mark of its address, for a second outlet of that name. */
export function markedOutletId(id: string, url: string): string {
  const mark = createHash('sha256').update(url).digest('hex').slice(0, 8)
  return `${id.slice(0, MAX_LENGTH - mark.length - 1).replace(/-+$/, '')}-${mark}`
}

function hostOf(url: string): string {
  const parts = (URL.parse(url)?.hostname ?? '').split('.').filter(part => !COMMON.test(part))
  return parts.length > 1 ? parts.slice(0, -1).join('-') : parts.join('-')
}

/** Latin letters, digits and hyphens, of which ids are made; empty where a text has none. */
export function slug(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’`]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_LENGTH + 1)
    .replace(/^-+/, '')
    .slice(0, MAX_LENGTH)
    .replace(/-+$/, '')
}
