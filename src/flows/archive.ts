import type { Instant } from '../model/time.ts'
import type { ArticleFacts } from '../store/store.ts'
import type { QueryDeps } from './query-jobs.ts'

/** The articles that a preview looks at, newest first, each at its place. */
export type Archive = { articles: ArticleFacts[]; placeOf(id: number): number | undefined }

const AT_ONCE = 10_000

/** Every article that could first be had at that time or later; those of private outlets for a private topic only. */
export async function readArchive(
  since: Instant,
  { store, check }: Pick<QueryDeps, 'store' | 'check'>,
  withPrivate: boolean,
): Promise<Archive> {
  const articles: ArticleFacts[] = []
  let place = { knownAt: Number.MAX_SAFE_INTEGER, id: 0 }
  for (;;) {
    check()
    const batch = await store.search.newest(place, AT_ONCE, { since, withPrivate })
    for (const facts of batch) articles.push(facts)
    if (batch.length < AT_ONCE) return { articles, placeOf: placesById(articles) }
    place = batch.at(-1) as ArticleFacts
  }
}

/** Ids are nearly dense, so that an array finds a place faster than a map. */
function placesById(articles: ArticleFacts[]): (id: number) => number | undefined {
  let [least, greatest] = [Number.POSITIVE_INFINITY, 0]
  for (const { id } of articles) {
    least = Math.min(least, id)
    greatest = Math.max(greatest, id)
  }
  const places = new Int32Array(articles.length === 0 ? 0 : greatest - least + 1).fill(-1)
  articles.forEach(({ id }, place) => {
    places[id - least] = place
  })
  return id => {
    const place = places[id - least]
    return place === undefined || place < 0 ? undefined : place
  }
}
