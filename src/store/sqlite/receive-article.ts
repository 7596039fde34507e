import type { Instant } from '../../model/time.ts'
import { eq, sql } from '../drizzle.ts'
import { unpackTexts } from '../packed-texts.ts'
import { articleRevisions, articles, placements, stories } from '../schema.ts'
import type { IdentifiedArticle } from '../store.ts'
import type { Db } from './connect.ts'
import { wordsKeeper } from './search.ts'

/** An article that an outlet lists now: new, edited, or known as it was. */
export type Received = { id: number; kind: 'new' | 'changed' | 'known' }

export type ArticleReceiver = {
  /** The ids of stored articles that this one may be, by its guid and by its address and title. */
  alike(article: IdentifiedArticle): number[]
  /** Stores it as its outlet lists it now; of an edited one the earlier text is kept. */
  receive(article: IdentifiedArticle, at: Instant, isFirstVisit: boolean): Received
}

const COLUMNS = [
  'outletId',
  'guid',
  'altKey',
  'url',
  'title',
  'texts',
  'author',
  'language',
  'direction',
  'categories',
  'image',
  'enclosures',
  'publishedAt',
  'seenAt',
  'eventAt',
  'updatedAt',
  'contentHash',
  'knownAt',
] as const

type Known = { id: number; contentHash: string; prunedAt: Instant | null }
type NewRow = { [column in (typeof COLUMNS)[number]]: string | number | null | Uint8Array }

/** Written out, as it is run for every article: drizzle's filling in of twenty values took as long as the insert. */
export function articleReceiver(db: Db): ArticleReceiver {
  const client = db.$client
  const known = 'select id, contentHash, prunedAt from articles where outletId = ?'
  const byGuid = client.prepare<[string, string], Known>(`${known} and guid = ?`)
  const byAltKey = client.prepare<[string, string], Known>(`${known} and altKey = ? limit 1`)
  const insert = client.prepare<[NewRow]>(
    `insert into articles (${COLUMNS.join()}) values (${COLUMNS.map(column => `@${column}`).join()})`,
  )
  const index = wordsKeeper(client)

  const likeGuid = ({ outletId, guid }: IdentifiedArticle) => byGuid.get(outletId, guid)
  const likeAltKey = ({ outletId, altKey }: IdentifiedArticle) =>
    altKey === null ? undefined : byAltKey.get(outletId, altKey)

  return {
    alike: article => [likeGuid(article), likeAltKey(article)].flatMap(found => found?.id ?? []),
    receive(article, at, isFirstVisit) {
      const found = likeGuid(article) ?? likeAltKey(article)
      if (!found) {
        const knownAt = isFirstVisit ? article.eventAt : article.seenAt
        const id = Number(insert.run(rowOf(article, at, knownAt)).lastInsertRowid)
        index.put(id, article.words)
        return { id, kind: 'new' }
      }
      // a pruned article stays what it is: nothing old comes back as new
      if (found.prunedAt !== null || found.contentHash === article.contentHash)
        return { id: found.id, kind: 'known' }
      edit(db, found.id, article, at)
      index.put(found.id, article.words)
      return { id: found.id, kind: 'changed' }
    },
  }
}

function rowOf(article: IdentifiedArticle, updatedAt: Instant, knownAt: Instant): NewRow {
  const { categories, enclosures } = article
  return {
    ...article,
    categories: JSON.stringify(categories),
    enclosures: JSON.stringify(enclosures),
    updatedAt,
    knownAt,
  }
}

/** Takes over what the outlet changed. A new text is a new revision, and waits to be placed; the earlier one is kept. */
function edit(db: Db, id: number, article: IdentifiedArticle, at: Instant): void {
  const { outletId, guid, seenAt, eventAt, publishedAt, words, texts: packed, ...edited } = article
  const texts = unpackTexts(packed)
  const earlier = db
    .select({
      title: articles.title,
      texts: articles.texts,
      revision: articles.revision,
    })
    .from(articles)
    .where(eq(articles.id, id))
    .get()
  if (!earlier) return
  const { title, revision } = earlier
  const isSameText =
    title === article.title && earlier.texts.summary === texts.summary && earlier.texts.html === texts.html
  if (!isSameText)
    db.insert(articleRevisions)
      .values({ articleId: id, ...earlier, replacedAt: at })
      .run()
  const revised = isSameText ? {} : { revision: revision + 1, placedAt: null }
  db.update(articles)
    .set({ ...edited, texts, ...revised, updatedAt: at })
    .where(eq(articles.id, id))
    .run()
  // a new text is placed and judged anyway; whatever else changed, feeds that show it must be told
  if (isSameText)
    db.run(
      sql`update ${stories} set "fileAt" = ${at} where "id" = (select ${placements.storyId} from ${placements} where ${placements.articleId} = ${id})`,
    )
}
