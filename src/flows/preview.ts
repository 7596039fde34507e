import type { Why } from '../model/entry.ts'
import type { Instant } from '../model/time.ts'
import type { Topic } from '../model/topic.ts'
import { marksOf } from '../query/marks.ts'
import { prepare } from '../query/match.ts'
import type { Query } from '../query/parse.ts'
import { whatLetIn } from '../query/why.ts'
import { type Archive, readArchive } from './archive.ts'
import { and, countBits, placesOf } from './bits.ts'
import { type ClauseEffect, effectsOf } from './clause-effects.ts'
import { judgeClauses } from './clause-verdicts.ts'
import { countPerDay, daysUntil } from './days.ts'
import { type MarkedArticle, markArticle } from './marked-text.ts'
import { type NearMisses, nearMissesOf } from './near-misses.ts'
import { publishMatching } from './publish-matching.ts'
import type { QueryDeps } from './query-jobs.ts'
import { type Asker, type BadQuery, readQuery, readTopic, type UnknownTopic } from './read-query.ts'
import { type ShownArticle, showArticle } from './shown-article.ts'
import { type LeftOut, type Trial, tryOn } from './trial.ts'

export type PreviewAsk = {
  /** A query, or a topic, which then counts with its languages, outlets and minOutlets. */
  query: string | { topic: string }
  /** Whole days of the site's zone, today included. */
  days: number
  /** The id of a topic to compare with: a query without rules of its own is then judged under that topic's. */
  against: string | null
  /** What a topic of that query would ask beside it; private ones are for the operator only. */
  rules?: Rules
  asker: Asker
}

export type Preview = {
  kind: 'preview'
  query: string
  days: number
  /** From when articles were looked at: later than asked where more had to be read than there was time for. */
  since: Instant
  isPartial: boolean
  until: Instant
  /** How many articles were looked at, and how many of them match. */
  articles: number
  matching: number
  /**
   * How many stories would be entries (of a topic of articles, how many articles), and how many on each day, by their
   * first article that matches.
   */
  entries: number
  perDay: { day: string; count: number }[]
  clauses: ClauseEffect[]
  leftOut: LeftOut
  samples: Sample[]
  nearMisses: NearMisses
  against: { topic: string; stays: number; comes: Difference; goes: Difference } | null
}

export type Difference = { entries: number; samples: Sample[] }

/** A story that would be an entry, and what let it in. */
export type Sample = ShownArticle & {
  articleCount: number
  why: Why
  marked: MarkedArticle
}

/** A query, and what else its topic asks. */
export type Tried = { query: Query; rules: Rules }
export type Rules = Pick<Topic, 'languages' | 'outlets' | 'minOutlets' | 'private'> &
  Partial<Pick<Topic, 'withinMs' | 'per'>>

const NO_RULES: Rules = { languages: [], outlets: [], minOutlets: 1, private: false }

const SAMPLES = 10
const SAMPLES_OF_A_DIFFERENCE = 5

/** Tries a query on everything kept of so many days, also on what no topic took. */
export async function preview(ask: PreviewAsk, deps: QueryDeps): Promise<Preview | BadQuery | UnknownTopic> {
  const { config, now } = deps
  const read = readAsk(ask, deps)
  if ('kind' in read) return read
  const days = daysUntil(now, ask.days, config.site.timezone)
  const from = days[0]?.from ?? now
  const archive = await readArchive(from, deps, read.draft.rules.private)
  const said = await judgeClauses(read.draft.query, archive, deps, read.against ? 0.5 : 1)
  const saidBefore = read.against && (await judgeClauses(read.against.query, archive, deps))
  const looked = Math.min(said.looked, saidBefore?.looked ?? said.looked)
  const draft = await tryOn(read.draft, said.said, archive, looked, deps)
  const against =
    read.against && saidBefore && (await tryOn(read.against, saidBefore.said, archive, looked, deps))
  const entryTimes = timesOf(draft, archive)
  return {
    kind: 'preview',
    query: read.draft.query.text,
    days: ask.days,
    since: looked < archive.articles.length ? (archive.articles[looked - 1]?.knownAt ?? now) : from,
    isPartial: looked < archive.articles.length,
    until: now,
    articles: looked,
    matching: countBits(and(draft.matches, draft.within)),
    entries: entryTimes.length,
    perDay: countPerDay(days, entryTimes),
    clauses: effectsOf(draft),
    leftOut: draft.leftOut,
    samples: await samplesOf(draft, [...draft.stories.keys()], SAMPLES, deps),
    nearMisses: await nearMissesOf(draft, archive, deps),
    against:
      against && ask.against !== null
        ? { topic: ask.against, ...(await difference(draft, against, deps)) }
        : null,
  }
}

/** When each entry would have entered. */
function timesOf({ tried, stories, matches, within }: Trial, { articles }: Archive): Instant[] {
  if (tried.rules.per !== 'article') return [...stories.values()].map(({ firstAt }) => firstAt)
  const matching = [...placesOf(and(matches, within))].flatMap(place => articles[place] ?? [])
  return matching.filter(({ storyId }) => stories.has(storyId)).map(({ knownAt }) => knownAt)
}

type ReadAsk = { draft: Tried; against: Tried | null }

function readAsk(
  { query, against: id, rules: asked, asker }: PreviewAsk,
  { config }: QueryDeps,
): ReadAsk | BadQuery | UnknownTopic {
  const topic = id === null ? null : readTopic(id, asker, config)
  if (topic?.kind === 'unknown-topic') return topic
  const against = topic && { query: topic.query, rules: topic.topic }
  const read =
    typeof query === 'string' ? readQuery(query, asker, config) : readTopic(query.topic, asker, config)
  if (read.kind === 'bad-query' || read.kind === 'unknown-topic') return read
  const rules = read.kind === 'topic' ? read.topic : (asked ?? against?.rules ?? NO_RULES)
  const isPrivate = rules.private && asker === 'operator'
  return { draft: { query: read.query, rules: { ...rules, private: isPrivate } }, against }
}

async function difference(draft: Trial, against: Trial, deps: QueryDeps) {
  const comes = [...draft.stories.keys()].filter(id => !against.stories.has(id))
  const goes = [...against.stories.keys()].filter(id => !draft.stories.has(id))
  const samples = (trial: Trial, ids: number[]) => samplesOf(trial, ids, SAMPLES_OF_A_DIFFERENCE, deps)
  return {
    stays: draft.stories.size - comes.length,
    comes: { entries: comes.length, samples: await samples(draft, comes) },
    goes: { entries: goes.length, samples: await samples(against, goes) },
  }
}

/** The newest of these stories. */
async function samplesOf(
  { tried, stories }: Trial,
  ids: number[],
  most: number,
  deps: QueryDeps,
): Promise<Sample[]> {
  const newest = ids.toSorted(
    (a, b) => (stories.get(b)?.newestAt ?? 0) - (stories.get(a)?.newestAt ?? 0) || b - a,
  )
  const samples: Sample[] = []
  for (const id of newest.slice(0, most)) {
    deps.check()
    const found = await publishMatching(tried.query, id, deps, tried.rules)
    if (!found) continue
    const article = prepare(found.lead)
    const clauses = whatLetIn(tried.query.root, article, { now: deps.now, story: found.story })
    const { articleCount, why } = found.entry
    samples.push({
      ...showArticle(found.entry),
      articleCount,
      why,
      marked: markArticle(found.lead, marksOf(clauses, article)),
    })
  }
  return samples
}
