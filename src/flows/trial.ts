import type { Instant } from '../model/time.ts'
import type { Single } from '../query/judge.ts'
import type { Archive } from './archive.ts'
import {
  allBits,
  and,
  type Bits,
  countBits,
  noBits,
  placesOf,
  setBit,
  type Verdicts,
  verdictsOf,
  without,
} from './bits.ts'
import { isWanted } from './judge.ts'
import { mostWithin } from './most-within.ts'
import type { Tried } from './preview.ts'
import type { QueryDeps } from './query-jobs.ts'

/** What a query comes to on an archive. */
export type Trial = Verdicts & {
  tried: Tried
  said: ReadonlyMap<Single, Bits>
  /** The articles that count: those that were looked at, and that its topic takes. */
  within: Bits
  /** The stories that it lets in, by id. */
  stories: Map<number, { firstAt: Instant; newestAt: Instant }>
  leftOut: LeftOut
}

/** What the query lets in and the topic's other rules do not. */
export type LeftOut = {
  /** Articles of other languages and outlets. */
  articles: number
  /** Stories of too few independent outlets. */
  stories: number
}

/** Puts together what the clauses say of the newest `looked` articles, and which stories that lets in. */
export async function tryOn(
  tried: Tried,
  said: ReadonlyMap<Single, Bits>,
  archive: Archive,
  looked: number,
  deps: QueryDeps,
): Promise<Trial> {
  const verdicts = verdictsOf(tried.query.root, said, allBits(archive.articles.length))
  const within = wantedAmong(archive, looked, tried.rules)
  const others = without(wantedAmong(archive, looked, ANY), within)
  const stories = storiesOf(archive, and(verdicts.matches, within))
  const thin =
    (await dropThin(stories, tried.rules, deps)) + dropScattered(stories, tried.rules, archive, deps)
  const leftOut = { articles: countBits(and(verdicts.matches, others)), stories: thin }
  return { ...verdicts, tried, said, within, stories, leftOut }
}

const ANY = { languages: [], outlets: [] }

function wantedAmong(
  { articles }: Archive,
  looked: number,
  rules: Pick<Tried['rules'], 'languages' | 'outlets'>,
): Bits {
  const bits = noBits(articles.length)
  for (let place = 0; place < looked; place++) {
    const article = articles[place]
    if (article && isWanted(article, rules)) setBit(bits, place)
  }
  return bits
}

function storiesOf({ articles }: Archive, matches: Bits): Trial['stories'] {
  const stories: Trial['stories'] = new Map()
  for (const place of placesOf(matches)) {
    const { storyId, knownAt } = articles[place] as Archive['articles'][number]
    const story = stories.get(storyId)
    // the newest come first
    if (story) story.firstAt = knownAt
    else stories.set(storyId, { firstAt: knownAt, newestAt: knownAt })
  }
  return stories
}

/** Says how many it dropped. */
async function dropThin(
  stories: Trial['stories'],
  { minOutlets }: Tried['rules'],
  { store, check }: QueryDeps,
): Promise<number> {
  if (minOutlets <= 1) return 0
  check()
  const before = stories.size
  for (const { id, independentCount } of await store.search.stories([...stories.keys()]))
    if (independentCount < minOutlets) stories.delete(id)
  return before - stories.size
}

/** Those that no so many outlets reported within the time that the topic gives them; says how many. */
function dropScattered(
  stories: Trial['stories'],
  { minOutlets, withinMs }: Tried['rules'],
  { articles }: Archive,
  { config }: QueryDeps,
): number {
  if (minOutlets <= 1 || !withinMs) return 0
  const owners = new Map(config.outlets.map(({ id, owner }) => [id, owner ?? id]))
  const reports = Map.groupBy(
    articles.filter(({ storyId }) => stories.has(storyId)),
    ({ storyId }) => storyId,
  )
  const before = stories.size
  for (const [id, newestFirst] of reports) {
    const sourceOf = (outletId: string) => owners.get(outletId) ?? outletId
    if (mostWithin(newestFirst, withinMs, sourceOf) < minOutlets) stories.delete(id)
  }
  return before - stories.size
}
