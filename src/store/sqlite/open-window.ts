import type { KeptWindow, OpenWindowChanges, OpenWindowState } from '../../model/open-window.ts'
import type { Db } from './connect.ts'

type ArticleRow = Omit<KeptWindow['articles'][number], 'storyId'> & { storyId: number | null }

/** Reads the open window as it was kept: all of one moment. Written out, as there are a hundred thousand rows. */
export function windowReader({ $client: client }: Db) {
  const value = client.prepare<[string], { value: Uint8Array }>(
    'select value from open_window where name = ?',
  )
  const articles = client.prepare<[], ArticleRow>(
    `select number, articleId, outletId, language, eventAt, features,
      case when "left" then null else (select storyId from placements where articleId = o.articleId) end as storyId
    from open_articles o order by number`,
  )
  const neighbours = client.prepare<[], KeptWindow['neighbours'][number]>(
    'select number, near from open_neighbours',
  )

  return client.transaction((version: string): KeptWindow | undefined => {
    const state = value.get('state')
    if (!state) return undefined
    const kept = JSON.parse(Buffer.from(state.value).toString()) as OpenWindowState
    if (kept.version !== version) return undefined
    const frequencies = value.get('frequencies')?.value
    const telling = value.get('telling')?.value
    return {
      state: kept,
      tables: { ...(frequencies && { frequencies }), ...(telling && { telling }) },
      articles: articles.all(),
      neighbours: neighbours.all(),
    }
  })
}

/** Writes what changed of the open window, inside the transaction of what changed it. */
export function windowKeeper({ $client: client }: Db) {
  const clear = ['open_articles', 'open_neighbours', 'open_window'].map(table =>
    client.prepare(`delete from ${table}`),
  )
  const set = client.prepare<[string, Uint8Array]>(
    'insert or replace into open_window (name, value) values (?, ?)',
  )
  const put = client.prepare<[OpenWindowChanges['articles'][number]]>(
    `insert into open_articles (number, articleId, outletId, language, eventAt, features)
      values (@number, @articleId, @outletId, @language, @eventAt, @features)
      on conflict do update set features = excluded.features`,
  )
  const putNear = client.prepare<[OpenWindowChanges['neighbours'][number]]>(
    'insert or replace into open_neighbours (number, near) values (@number, @near)',
  )
  const leave = client.prepare<[number]>('update open_articles set "left" = 1 where number = ?')
  const forgetNear = client.prepare<[number]>('delete from open_neighbours where number = ?')
  // their words are counted now
  const forget = client.prepare<[number]>('delete from open_articles where "left" and number <= ?')

  return ({ state, tables, isWhole, articles, neighbours, left }: OpenWindowChanges): void => {
    if (isWhole) for (const statement of clear) statement.run()
    for (const article of articles) put.run(article)
    for (const one of neighbours) putNear.run(one)
    for (const number of left) {
      leave.run(number)
      forgetNear.run(number)
    }
    if (left.length > 0 || tables.frequencies) forget.run(state.counted.to)
    for (const [name, value] of Object.entries(tables)) set.run(name, value)
    set.run('state', Buffer.from(JSON.stringify(state)))
  }
}
