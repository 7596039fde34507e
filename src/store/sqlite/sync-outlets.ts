import type { Outlet } from '../../model/outlet.ts'
import type { Instant } from '../../model/time.ts'
import { and, eq, isNull, sql } from '../drizzle.ts'
import { articles, outlets, placements, stories } from '../schema.ts'
import type { MintId } from '../store.ts'
import type { Db } from './connect.ts'
import { notAmong, placeholders } from './prepared.ts'

/** What the configuration says of an outlet. */
const CONFIGURED = {
  url: outlets.url,
  title: outlets.title,
  language: outlets.language,
  everyMs: outlets.everyMs,
  private: outlets.private,
  removedAt: outlets.removedAt,
}

type Row = Partial<typeof outlets.$inferInsert>

/** Makes the table agree with the configuration; to be called inside a transaction. Most of thousands are as they were. */
export function syncOutlets(db: Db, configured: Outlet[], now: Instant, mint: MintId): void {
  const find = db
    .select(CONFIGURED)
    .from(outlets)
    .where(eq(outlets.id, sql.placeholder('id')))
    .prepare()
  const insert = db
    .insert(outlets)
    .values(placeholders(['id', 'publicId', 'url', 'title', 'language', 'everyMs', 'private', 'nextVisitAt']))
    .prepare()
  for (const outlet of configured) {
    const known = find.get(outlet)
    if (!known) insert.run({ ...outlet, publicId: mint(), nextVisitAt: now })
    else update(db, outlet, known, changesOf(outlet, known, now), now)
  }
  const ids = configured.map(({ id }) => id)
  db.update(outlets)
    .set({ removedAt: now })
    .where(and(notAmong(outlets.id, ids), isNull(outlets.removedAt)))
    .run()
}

type Known = Pick<typeof outlets.$inferSelect, keyof typeof CONFIGURED>

function update(db: Db, { id, private: isPrivate }: Outlet, known: Known, changes: Row, now: Instant): void {
  if (Object.keys(changes).length === 0) return
  db.update(outlets).set(changes).where(eq(outlets.id, id)).run()
  // who may see its articles changes with it
  if (known.private !== isPrivate)
    db.run(sql`update ${stories} set "fileAt" = ${now} where "id" in (select ${placements.storyId} from ${placements}
      join ${articles} on ${articles.id} = ${placements.articleId} where ${articles.outletId} = ${id})`)
}

/** A title or language that is not configured any more stays, as it may be the feed's own. */
function changesOf(
  { url, title, language, everyMs, private: isPrivate }: Outlet,
  known: Known,
  now: Instant,
): Row {
  const isMoved = known.url !== url
  const isBack = known.removedAt !== null
  const wanted: Row = {
    url,
    everyMs,
    private: isPrivate,
    removedAt: null,
    ...(title ? { title } : {}),
    ...(language ? { language } : {}),
  }
  const changed = Object.entries(wanted).filter(([name, value]) => known[name as keyof Known] !== value)
  return {
    ...Object.fromEntries(changed),
    ...(isMoved ? FORGOTTEN : {}),
    ...(isMoved || isBack ? { nextVisitAt: now } : {}),
  }
}

/** What belonged to an outlet's former address. */
const FORGOTTEN = {
  feedUrl: null,
  movedTo: null,
  moveSeenOnce: null,
  goneAt: null,
  etag: null,
  lastModified: null,
  bodyHash: null,
  hints: {},
  failures: 0,
  failingSince: null,
  retryAt: null,
}
