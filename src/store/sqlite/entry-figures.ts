import type { Instant } from '../../model/time.ts'
import type { ReportingOutlet } from '../store.ts'
import type { Db } from './connect.ts'

/** A step along the index of languages: the least one above another. */
const NEXT_LANGUAGE = `
  select min(language) from entries where topicId = ? and leftAt is null and language > ?`
const ENTERED = `
  select enteredAt from entries where topicId = ? and leftAt is null and enteredAt >= ?`
const UNKNOWN = `
  select 1 from entries where topicId = ? and leftAt is null and language = '' limit 1`
/** An outlet reports an entry where it has its lead, or a headline of its coverage. */
const OUTLETS = `
  with newest as (
    select publicId, seq from entries
    where topicId = @topicId and leftAt is null and enteredAt >= @since
    order by enteredAt desc limit @most),
  reports as (
    select n.publicId, a.outletId
    from newest n join entry_changes c on c.seq = n.seq
    join articles a on a.id = c.snapshot ->> '$.lead.articleId'
    union
    select n.publicId, h.value ->> 'outletId'
    from newest n join entry_changes c on c.seq = n.seq, json_each(c.snapshot, '$.headlines') h
    where h.value ->> 'kind' = 'coverage')
  select o.id, coalesce(o.title, o.id) as title, count(*) as entries
  from reports r join outlets o on o.id = r.outletId
  where @withPrivate or not o.private
  group by o.id order by entries desc, o.id`

/** What is counted of a topic's entries. Only `languages` is quick, whatever the topic holds. */
export function figureReader({ $client: client }: Db) {
  const nextLanguage = client.prepare<[string, string], string | null>(NEXT_LANGUAGE).pluck()
  const unknown = client.prepare<[string], number>(UNKNOWN).pluck()
  const entered = client.prepare<[string, Instant], Instant>(ENTERED).pluck()
  const outlets = client.prepare<object, ReportingOutlet>(OUTLETS)

  return {
    languages(topicId: string): string[] {
      const found = unknown.get(topicId) === undefined ? [] : ['']
      for (let code = nextLanguage.get(topicId, ''); code; code = nextLanguage.get(topicId, code))
        found.push(code)
      return found
    },
    entered: (topicId: string, since: Instant): Instant[] => entered.all(topicId, since),
    outlets: (topicId: string, since: Instant, most: number, withPrivate: boolean): ReportingOutlet[] =>
      outlets.all({ topicId, since, most, withPrivate: Number(withPrivate) }),
  }
}
