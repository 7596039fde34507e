import type { Config } from '../model/config.ts'
import { clausesOf } from '../query/explain.ts'
import { type Known, parseQuery, type Query, QueryError, type QueryProblem } from '../query/parse.ts'
import { allTopics } from './topics.ts'

export type BadQuery = { kind: 'bad-query'; query: string; problems: QueryProblem[] }
export type QueryLimits = { length: number; clauses: number }

/** What an address may ask: as much as a person writes. Topics may say more. */
export const ADDRESS_LIMITS: QueryLimits = { length: 1_000, clauses: 50 }

/** What a query that anybody may ask can refer to: nothing private. */
export function publicKnown({ site, outlets, topics }: Pick<Config, 'site' | 'outlets' | 'topics'>): Known {
  return {
    topics: new Map(allTopics({ site, topics }).map(({ id, query }) => [id, query])),
    outlets: outlets.filter(outlet => !outlet.private).map(({ id }) => id),
    timezone: site.timezone,
  }
}

/** Reads a query within limits: the query, or every mistake with its place. */
export function readQuery(
  text: string,
  known: Known,
  limits?: QueryLimits,
): { kind: 'query'; query: Query } | BadQuery {
  const bad = (problems: QueryProblem[]): BadQuery => ({ kind: 'bad-query', query: text, problems })
  if (limits && text.length > limits.length)
    return bad([
      { at: limits.length, length: 1, message: `a query here has at most ${limits.length} characters` },
    ])
  try {
    const query = parseQuery(text, known)
    const beyond = limits && clauseBeyond(query, limits.clauses)
    return beyond ? bad([beyond]) : { kind: 'query', query }
  } catch (error) {
    if (error instanceof QueryError) return bad(error.problems)
    throw error
  }
}

/** Where a query has more clauses than that; those of a topic that it names count as one. */
function clauseBeyond({ root }: Query, most: number): QueryProblem | undefined {
  const places = new Map(clausesOf(root, false).map(({ clause }) => [clause.at, clause.length]))
  const [at, length] = [...places][most] ?? []
  if (at === undefined || length === undefined) return undefined
  return { at, length, message: `a query here has at most ${most} clauses` }
}
