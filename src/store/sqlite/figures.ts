import { sql } from '../drizzle.ts'
import type { Figures } from '../store.ts'
import type { Db } from './connect.ts'

/** Rows are numbered as they come, so the highest number says how many there were; what waits has indices of its own. */
export function readFigures(db: Db): (now: number) => Figures {
  return now =>
    db.get<Figures>(sql`select
      (select coalesce(max("id"), 0) from "articles") as "articles",
      (select coalesce(max("id"), 0) from "stories") as "stories",
      (select coalesce(max("id"), 0) from "visits") as "visits",
      (select count(*) from "articles" where "placedAt" is null and "prunedAt" is null) as "waiting",
      (select count(*) from "stories" where "fileAt" <= ${now}) as "due",
      (select "page_count" * "page_size" from pragma_page_count(), pragma_page_size()) as "bytes"`)
}
