import { LRUCache } from 'lru-cache'
import { toFts } from '../query/fts.ts'
import { matches, prepare } from '../query/match.ts'
import { parseQuery, type Query, QueryError } from '../query/parse.ts'
import type { SearchStore } from '../store/store.ts'

/** What the archive had of a query when it was looked up. */
export type LookedUp = {
  /** How many articles have it, where they are many an estimate; and of how many. */
  count: number
  archive: number
  /** Articles whose title has it, and those that have it anywhere: the newest ones. */
  inTitle: ReadonlySet<number>
  inArticle: ReadonlySet<number>
}

type Read = { query: Query; expression: string; lookedUp?: LookedUp }

/** How many articles with one keyword are looked at, the newest ones. */
const LOOK_AT = 200
/** What was read and found is kept for so many queries: in Arabic one is 5 KB. */
const MOST_KEPT = 1_000
/** What was found is good until so great a share of the archive came since, and so many articles at most. */
const MISSED_SHARE = 1 / 100
const MOST_MISSED = 100

/**
 * Looks up what stories are about, as the query language finds it: folded, and in Arabic with what is written attached.
 *
 * Stories of one time are about the same, and in Arabic a word has some fifty forms, each of which costs 20 µs to find
 * or to miss. So what was found is kept, and misses a few of the newest articles; a small archive is always looked up.
 */
export class KeywordLookups {
  readonly #search: SearchStore
  readonly #kept = new LRUCache<string, { read: Read | undefined }>({ max: MOST_KEPT })

  constructor(search: SearchStore) {
    this.#search = search
  }

  /** The query as it is understood; undefined for one that is all punctuation, which says nothing. */
  read(text: string): Read | undefined {
    const kept = this.#kept.get(text) ?? { read: readQuery(text) }
    this.#kept.set(text, kept)
    return kept.read
  }

  /** Of what `isTelling` finds too frequent nothing is looked up further: `inTitle` stays empty. */
  async find(
    text: string,
    archive: number,
    isTelling: (count: number, archive: number) => boolean,
  ): Promise<LookedUp | undefined> {
    const read = this.read(text)
    if (!read) return undefined
    const missed = archive - (read.lookedUp?.archive ?? 0)
    if (read.lookedUp && missed >= 0 && missed <= Math.min(archive * MISSED_SHARE, MOST_MISSED))
      return read.lookedUp
    const found = await this.#search.find(read.expression, Number.MAX_SAFE_INTEGER, LOOK_AT)
    const count = countOf(found, archive)
    const inTitle = isTelling(count, archive) ? await this.#inTitle(read.query, text, found) : []
    const inArticle = new Set([...inTitle, ...found])
    read.lookedUp = { count, archive, inTitle: new Set(inTitle), inArticle }
    return read.lookedUp
  }

  /** Where all articles with it were found, their titles are read, for a tenth of what asking the index again costs. */
  async #inTitle(query: Query, text: string, found: number[]): Promise<number[]> {
    if (found.length === LOOK_AT) {
      const titled = readQuery(`title:${text}`)
      return titled ? this.#search.find(titled.expression, Number.MAX_SAFE_INTEGER, LOOK_AT) : []
    }
    const titles = await this.#search.titles(found)
    return titles.filter(({ title }) => matches(query, prepare({ title }))).map(({ id }) => id)
  }
}

function readQuery(text: string): Read | undefined {
  try {
    const query = parseQuery(text)
    const expression = toFts(query)
    return expression === null ? undefined : { query, expression }
  } catch (error) {
    if (error instanceof QueryError) return undefined
    throw error
  }
}

/** How many articles have a word: counted, or judged by how far back the newest ones reach. */
function countOf(newestFirst: number[], archive: number): number {
  if (newestFirst.length < LOOK_AT) return newestFirst.length
  const reach = archive - (newestFirst.at(-1) ?? 0)
  return Math.round((newestFirst.length * archive) / Math.max(reach, newestFirst.length))
}
