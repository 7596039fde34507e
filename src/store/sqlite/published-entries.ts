import type { Direction, Enclosure } from '../../model/article.ts'
import type { Snapshot } from '../../model/entry.ts'
import type { Instant } from '../../model/time.ts'
import { unpackTexts } from '../packed-texts.ts'
import type { PublishedEntry } from '../store.ts'
import type { Db } from './connect.ts'

/**
 * A change with what its snapshot names: the lead in the text of its revision, and whose it is.
 *
 * Written out, as it is run for every feed that is made: drizzle's mapping of fifty rows took as long as the rest. Of an
 * article that is not kept any more nothing is left to show.
 */
const PUBLISHED = `
  select c.publicId, c.seq, c.snapshot,
    a.id, a.outletId, a.guid, a.url, a.author, a.language, a.direction, a.categories, a.image, a.enclosures,
    a.publishedAt, a.seenAt, a.eventAt, a.updatedAt, a.revision,
    coalesce(r.title, a.title) as title, coalesce(r.texts, a.texts) as texts,
    coalesce(o.title, o.id) as outletTitle, o.siteUrl, coalesce(o.feedUrl, o.url) as feedUrl, o.private
  from entry_changes c
  join articles a on a.id = c.snapshot ->> '$.lead.articleId'
  join outlets o on o.id = a.outletId
  left join article_revisions r on r.articleId = a.id and r.revision = c.snapshot ->> '$.lead.revision'
  where c.seq in (select value from json_each(?)) and a.prunedAt is null`

type Row = {
  publicId: string
  seq: number
  snapshot: string
  id: number
  outletId: string
  guid: string
  url: string | null
  author: string | null
  language: string | null
  direction: Direction
  categories: string
  image: string | null
  enclosures: string
  publishedAt: Instant | null
  seenAt: Instant
  eventAt: Instant
  updatedAt: Instant
  revision: number
  title: string
  texts: Uint8Array
  outletTitle: string
  siteUrl: string | null
  feedUrl: string
  private: number
}

/** Reads what changes show, in the order in which they are named. */
export function publishedReader({ $client: client }: Db): (changes: { seq: number }[]) => PublishedEntry[] {
  const published = client.prepare<[string], Row>(PUBLISHED)
  return changes => {
    const rows = published.all(JSON.stringify(changes.map(({ seq }) => seq)))
    const bySeq = new Map(rows.map(row => [row.seq, row]))
    return changes.flatMap(({ seq }) => {
      const row = bySeq.get(seq)
      return row ? [publishedEntry(row)] : []
    })
  }
}

function publishedEntry({ publicId, seq, snapshot, ...row }: Row): PublishedEntry {
  const { outletTitle, siteUrl, feedUrl, private: isPrivate, categories, enclosures, texts, ...lead } = row
  const { summary, html } = unpackTexts(texts)
  return {
    publicId,
    seq,
    snapshot: JSON.parse(snapshot) as Snapshot,
    lead: {
      ...lead,
      summary,
      html,
      categories: JSON.parse(categories) as string[],
      enclosures: JSON.parse(enclosures) as Enclosure[],
    },
    outlet: { id: lead.outletId, title: outletTitle, siteUrl, feedUrl, private: isPrivate === 1 },
  }
}
