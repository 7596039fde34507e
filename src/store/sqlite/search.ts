import type { Database } from 'better-sqlite3'
import type { ArticleWords } from '../../model/article.ts'
import { unpackTexts } from '../packed-texts.ts'
import type { ArticleFacts, ArticleText, SearchStore, StoryFacts } from '../store.ts'
import type { Db } from './connect.ts'

const FACTS = `
  select a.id, a.knownAt, a.outletId, a.language, a.seenAt, a.publishedAt, p.storyId
  from articles a
  join placements p on p.articleId = a.id`
const PUBLIC = 'a.outletId not in (select id from outlets where private)'
/** Ids come as a JSON list. */
const LISTED = 'id in (select value from json_each(?))'

type TextRow = Omit<ArticleText, 'summary' | 'text' | 'categories'> & {
  texts: Uint8Array
  categories: string
}

export function searchStore({ $client: client }: Db): SearchStore {
  const find = client
    .prepare<[string, number, number]>(
      'select rowid from article_words where article_words match ? and rowid < ? order by rowid desc limit ?',
    )
    .pluck()
  const newest = client.prepare<[number, number, number, number, number], ArticleFacts>(
    `${FACTS} where a.prunedAt is null and (a.knownAt, a.id) < (?, ?) and a.knownAt >= ? and (? or ${PUBLIC})
     order by a.knownAt desc, a.id desc limit ?`,
  )
  const of = client.prepare<[string], ArticleFacts>(
    `${FACTS} where a.prunedAt is null and ${PUBLIC} and a.${LISTED}`,
  )
  const texts = client.prepare<[string], TextRow>(
    `select id, title, texts, author, categories, outletId, language, url, seenAt, publishedAt
     from articles where ${LISTED}`,
  )
  const titles = client.prepare<[string], { id: number; title: string }>(
    `select id, title from articles where ${LISTED}`,
  )
  const placed = (by: string) =>
    client.prepare<[number | string], { id: number; isPrivate: number; storyPublicId: string | null }>(
      `select a.id, o.private as isPrivate, s.publicId as storyPublicId
       from articles a
       join outlets o on o.id = a.outletId
       left join placements p on p.articleId = a.id
       left join stories s on s.id = p.storyId
       where a.prunedAt is null and a.${by} = ? order by a.id desc limit 1`,
    )
  const byId = placed('id')
  const byUrl = placed('url')
  const urls = client.prepare<[string], { id: number; url: string | null }>(
    `select id, url from articles where ${LISTED}`,
  )
  const stories = client.prepare<[string], StoryFacts & { keywords: string }>(
    `select id, publicId, independentCount, keywords from stories where ${LISTED}`,
  )

  const size = client.prepare<[]>('select coalesce(max(id), 0) from articles').pluck()

  const state = client.prepare<[], { tokeniser: string; unindexedBelow: number }>(
    'select tokeniser, unindexedBelow from article_words_state',
  )
  const ids = client
    .prepare<[number, number]>(
      'select id from articles where id < ? and prunedAt is null order by id desc limit ?',
    )
    .pluck()
  const keeper = wordsKeeper(client)
  const textsOf = (ids: number[]): ArticleText[] =>
    texts.all(JSON.stringify(ids)).map(({ texts, categories, ...row }) => {
      const { summary, text } = unpackTexts(texts)
      return { ...row, summary, text, categories: JSON.parse(categories) as string[] }
    })

  return {
    async size() {
      return size.get() as number
    },
    async find(expression, belowId, limit) {
      return find.all(expression, belowId, limit) as number[]
    },
    async words(after, limit) {
      return indexedWords(client).all(after, limit) as string[]
    },
    async newest(before, limit, { since = 0, withPrivate = false } = {}) {
      return newest.all(before.knownAt, before.id, since, Number(withPrivate), limit)
    },
    async factsOf(ids) {
      return of.all(JSON.stringify(ids))
    },
    async titles(ids) {
      return titles.all(JSON.stringify(ids))
    },
    async texts(ids) {
      return textsOf(ids)
    },
    async unindexedBelow() {
      return state.get()?.unindexedBelow ?? 0
    },
    async beginIndex(tokeniser) {
      return client.transaction(() => {
        const { tokeniser: made, unindexedBelow } = state.get() as NonNullable<ReturnType<typeof state.get>>
        if (made === tokeniser) return unindexedBelow
        client.exec("insert into article_words (article_words) values ('delete-all')")
        client
          .prepare(
            'update article_words_state set tokeniser = ?, unindexedBelow = (select coalesce(max(id), 0) + 1 from articles)',
          )
          .run(tokeniser)
        return state.get()?.unindexedBelow ?? 0
      })()
    },
    async index(articles, from) {
      client.transaction(() => {
        for (const { id, words } of articles) keeper.put(id, words)
        client.prepare('update article_words_state set unindexedBelow = ?').run(from)
      })()
    },
    async ids(belowId, limit) {
      return ids.all(belowId, limit) as number[]
    },
    async article(idOrUrl) {
      const row = (typeof idOrUrl === 'number' ? byId : byUrl).get(idOrUrl)
      const [article] = row ? textsOf([row.id]) : []
      return row && article && { article, isPrivate: row.isPrivate === 1, storyPublicId: row.storyPublicId }
    },
    async urls(ids) {
      return urls.all(JSON.stringify(ids))
    },
    async stories(ids) {
      return stories
        .all(JSON.stringify(ids))
        .map(row => ({ ...row, keywords: JSON.parse(row.keywords) as string[] }))
    },
  }
}

/** The table that lists the words of the index is the connection's own, so that a reader may make it. */
function indexedWords(client: Database) {
  client.exec(
    "create virtual table if not exists temp.indexed_words using fts5vocab(main, article_words, 'row')",
  )
  return client.prepare('select term from indexed_words where term > ? order by term limit ?').pluck()
}

/** Keeps the full-text index in step with the articles, inside the transaction that changes them. */
export function wordsKeeper(client: Database): {
  put(id: number, words: ArticleWords): void
  drop(id: number): void
} {
  const put = client.prepare(
    'insert or replace into article_words (rowid, title, summary, text, author, categories) values (?, ?, ?, ?, ?, ?)',
  )
  const drop = client.prepare('delete from article_words where rowid = ?')
  return {
    put: (id, { title, summary, text, author, categories }) =>
      void put.run(id, title, summary, text, author, categories),
    drop: id => void drop.run(id),
  }
}
