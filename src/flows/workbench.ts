import { asOneQuery } from './one-query.ts'
import { readPasted } from './pasted-article.ts'
import { type Preview, type PreviewAsk, preview, type Rules } from './preview.ts'
import type { QueryDeps } from './query-jobs.ts'
import { type BadQuery, readQuery, type UnknownTopic } from './read-query.ts'
import { draftQuery } from './seed.ts'

export type WorkbenchAsk = PreviewAsk & { query: string; rules: Rules }

/** What a query catches, and the query that an ad-hoc feed of it asks. */
export type Tested = {
  kind: 'tested'
  preview: Preview
  /** Null where `/search` may not be asked so: the query is too long, or not for everybody. */
  feedQuery: string | null
}

/** Tries a query with a topic's other rules, and says how to subscribe to it. */
export async function testQuery(
  ask: WorkbenchAsk,
  deps: QueryDeps,
): Promise<Tested | BadQuery | UnknownTopic> {
  const found = await preview(ask, deps)
  if (found.kind !== 'preview') return found
  const read = readQuery(ask.query, ask.asker, deps.config)
  if (read.kind === 'bad-query') return read
  const feedQuery = asOneQuery(read.query, ask.rules)
  const isForAll = !ask.rules.private && readQuery(feedQuery, 'anybody', deps.config).kind === 'query'
  return { kind: 'tested', preview: found, feedQuery: isForAll ? feedQuery : null }
}

export type DraftAsk = { article: string }
export type Draft = { kind: 'draft'; query: string | null }

/** Drafts a query from an article that somebody pasted; null where there is nothing to go by. */
export async function draftFrom({ article }: DraftAsk): Promise<Draft> {
  return { kind: 'draft', query: draftQuery(readPasted(article)) }
}
