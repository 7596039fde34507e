import type { DeletedEntry } from '../../model/feed-document.ts'
import type { Instant } from '../../model/time.ts'
import type { EntryPlace, EntrySelection } from '../store.ts'
import type { Db } from './connect.ts'

/** An entry that a feed lists, by the change that it is shown as. */
export type Picked = EntryPlace & { seq: number }

type Candidate = Picked & { kind: string; standsAt: Instant; independentCount: number; language: string }

/** Looking for what a selection wants stops after so many entries; the next page goes on there. */
const MOST_LOOKED = 1_000
/** More changes than that are no news: who was away so long reads the feed anew. */
const MOST_CHANGED = 1_000

const BEHIND =
  '(e.enteredAt, e.publicId) < (@enteredAt, @publicId) order by e.enteredAt desc, e.publicId desc'
const COUNT = `c.snapshot ->> 'independentCount' as independentCount`

const OPEN = `e.topicId = @topicId and e.leftAt is null`
const STANDING = `e.seq, e.enteredAt, e.publicId, 'entered' as kind, e.enteredAt as standsAt, e.language`
const NOW = `
  select ${STANDING}, 0 as independentCount
  from entries e where ${OPEN} and ${BEHIND}`
const NOW_COUNTED = `
  select ${STANDING}, ${COUNT}
  from entries e join entry_changes c on c.seq = e.seq
  where ${OPEN} and ${BEHIND}`
/** Whatever had entered by then, beside what its latest change by then says. */
const THEN = `
  select c.seq, e.enteredAt, e.publicId, c.kind, c.enteredAt as standsAt, ${COUNT}, n.language
  from entry_changes e join entry_changes c on c.seq = (
    select max(seq) from entry_changes where topicId = e.topicId and publicId = e.publicId and seq <= @seq)
  join entries n on n.topicId = e.topicId and n.publicId = e.publicId
  where e.topicId = @topicId and e.kind = 'entered' and e.seq <= @seq and ${BEHIND}`
const CHANGED = `
  select e.seq, e.enteredAt, e.publicId, e.leftAt, ${COUNT}, e.language
  from entries e join entry_changes c on c.seq = e.seq
  where e.topicId = @topicId and e.seq > @since order by e.seq desc limit ${MOST_CHANGED + 1}`

/** Of a topic's latest changes those by which an entry went into another of the same story, and has not come back. */
const MERGED = `
  select e.publicId as id, e.leftAt as at
  from (select publicId, seq, kind from entry_changes where topicId = @topicId order by seq desc limit ${MOST_LOOKED}) c
  join entries e on e.topicId = @topicId and e.publicId = c.publicId and e.seq = c.seq
  where c.kind = 'left' and exists (
    select 1 from entries o where o.storyId = e.storyId and o.topicId = e.topicId and o.leftAt is null)
  order by e.seq desc limit @limit`

/** By the index of one language. */
const inLanguage = (statement: string) => statement.replace(OPEN, `${OPEN} and e.language = @language`)

type Wanted = Pick<EntrySelection, 'limit' | 'before' | 'from' | 'language' | 'minOutlets'>
type Changed = Picked & { leftAt: Instant | null; independentCount: number; language: string }

/** Says which changes a feed is made of; each function is to be called inside a transaction. */
export function entryPicker({ $client: client }: Db) {
  const prepare = (statement: string) => client.prepare<object, Candidate>(statement)
  const now = { all: prepare(NOW), spoken: prepare(inLanguage(NOW)) }
  const nowCounted = { all: prepare(NOW_COUNTED), spoken: prepare(inLanguage(NOW_COUNTED)) }
  const then = prepare(THEN)
  const changed = client.prepare<object, Changed>(CHANGED)
  const merged = client.prepare<object, DeletedEntry>(MERGED)

  return {
    /** Those that are in the topic now, the newest first. */
    now(topicId: string, wanted: Wanted) {
      const place = wanted.before ?? { enteredAt: Number.MAX_SAFE_INTEGER, publicId: '' }
      const statements = wanted.minOutlets === undefined ? now : nowCounted
      if (wanted.language === undefined) return take(statements.all.iterate({ topicId, ...place }), wanted)
      return take(statements.spoken.iterate({ topicId, language: wanted.language, ...place }), wanted)
    },

    /** Those that left of late, as their story is told by another entry now. */
    merged(topicId: string, { limit }: Wanted): DeletedEntry[] {
      return merged.all({ topicId, limit })
    },

    /** Those that were in it at that change, which was made then. */
    at(topicId: string, seq: number, at: Instant, wanted: Wanted) {
      // nothing enters before its time
      const place = wanted.before ?? { enteredAt: at + 1, publicId: '' }
      return take(then.iterate({ topicId, seq, ...place }), wanted)
    },

    /** Those that came in, changed or left after that change. */
    changed(topicId: string, since: number, { limit, language, minOutlets = 0 }: Wanted) {
      const isSpoken = (entry: Changed) => language === undefined || entry.language === language
      const all = changed.all({ topicId, since })
      const found = all.filter(isSpoken)
      const staying = found
        .filter(({ leftAt, independentCount }) => leftAt === null && independentCount >= minOutlets)
        .sort((a, b) => b.enteredAt - a.enteredAt || (a.publicId < b.publicId ? 1 : -1))
      const deleted = found.flatMap(({ publicId, leftAt }) =>
        leftAt === null ? [] : [{ id: publicId, at: leftAt }],
      )
      const isWhole = all.length <= MOST_CHANGED && staying.length <= limit
      return { picked: staying.slice(0, limit), deleted, isWhole }
    },
  }
}

/** The first that are wanted, and the place behind which the rest comes; null where nothing does. */
function take(
  candidates: Iterable<Candidate>,
  { limit, from = 0, language, minOutlets = 0 }: Wanted,
): { picked: Picked[]; older: EntryPlace | null } {
  const picked: Picked[] = []
  let looked = 0
  let last: Candidate | undefined
  for (const candidate of candidates) {
    if (candidate.enteredAt < from) break
    if (last && (picked.length === limit || looked === MOST_LOOKED)) return { picked, older: placeOf(last) }
    looked++
    // what came in twice at the same time stands there once
    const isTwin = candidate.publicId === last?.publicId && candidate.enteredAt === last.enteredAt
    last = candidate
    const isThere = candidate.kind !== 'left' && candidate.standsAt === candidate.enteredAt
    const isSpoken = language === undefined || candidate.language === language
    if (isThere && !isTwin && isSpoken && candidate.independentCount >= minOutlets) picked.push(candidate)
  }
  return { picked, older: null }
}

const placeOf = ({ enteredAt, publicId }: EntryPlace): EntryPlace => ({ enteredAt, publicId })
