import { mended } from '../query/mend.ts'
import type { QueryProblem } from '../query/parse.ts'
import type { Node } from '../query/query.ts'
import { toldOnly } from '../query/told.ts'
import { asOneQuery } from './one-query.ts'
import { readPasted } from './pasted-article.ts'
import { type Preview, type PreviewAsk, preview, type Rules } from './preview.ts'
import type { QueryDeps } from './query-jobs.ts'
import { type BadQuery, knownBy, readQuery, type UnknownTopic } from './read-query.ts'
import { draftQuery } from './seed.ts'

export type WorkbenchAsk = PreviewAsk & { query: string; rules: Rules }

/** What a query catches, and the query that an ad-hoc feed of it asks. */
export type Tested = {
  kind: 'tested'
  preview: Preview
  /** The query as it was understood, to be told in words. */
  told: Node
  /** Null where `/search` may not be asked so: the query is too long, or not for everybody. */
  feedQuery: string | null
}

/** A query that cannot be read; `mended` is what was probably meant, where that is known. */
export type Mistaken = { kind: 'mistaken'; query: string; problems: Mistake[] }
export type Mistake = QueryProblem & { mended: string | null }

/** Tries a query with a topic's other rules, and says how to subscribe to it. */
export async function testQuery(
  ask: WorkbenchAsk,
  deps: QueryDeps,
): Promise<Tested | Mistaken | UnknownTopic> {
  const read = readQuery(ask.query, ask.asker, deps.config)
  if (read.kind === 'bad-query') return mistaken(read, ask, deps)
  const found = await preview(ask, deps)
  if (found.kind === 'bad-query') return mistaken(found, ask, deps)
  if (found.kind === 'unknown-topic') return found
  const feedQuery = asOneQuery(read.query, ask.rules)
  const isForAll = !ask.rules.private && readQuery(feedQuery, 'anybody', deps.config).kind === 'query'
  const told = toldOnly(read.query.root)
  return { kind: 'tested', preview: found, told, feedQuery: isForAll ? feedQuery : null }
}

const MOST_MENDED = 5
/** To mend a query is to read it some times over. */
const LONGEST_MENDED = 1_000

function mistaken({ query, problems }: BadQuery, { asker }: WorkbenchAsk, { config }: QueryDeps): Mistaken {
  const known = knownBy(asker, config)
  const isShort = query.length <= LONGEST_MENDED
  return {
    kind: 'mistaken',
    query,
    problems: problems.map((problem, place) => ({
      ...problem,
      mended: isShort && place < MOST_MENDED ? mended(query, problem, known) : null,
    })),
  }
}

export type DraftAsk = { article: string }
export type Draft = { kind: 'draft'; query: string | null }

/** Drafts a query from an article that somebody pasted; null where there is nothing to go by. */
export async function draftFrom({ article }: DraftAsk): Promise<Draft> {
  return { kind: 'draft', query: draftQuery(readPasted(article)) }
}
