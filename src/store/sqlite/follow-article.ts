import type { Db } from './connect.ts'

/** In topics of single articles an entry is about one article, and goes where it goes: readers know it by its id. */
export function entryFollower({ $client: client }: Db) {
  const follow = client.prepare<{ articleId: number; from: number; to: number }>(
    `update entries set storyId = @to
      where storyId = @from
      and topicId in (select id from topics where definition ->> 'per' = 'article')
      and (select snapshot ->> '$.lead.articleId' from entry_changes where seq = entries.seq) = @articleId`,
  )
  return (articleId: number, from: number, to: number): void => {
    follow.run({ articleId, from, to })
  }
}
