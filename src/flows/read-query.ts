import type { Config } from '../model/config.ts'
import type { Topic } from '../model/topic.ts'
import { clausesOf } from '../query/explain.ts'
import { type Known, parseQuery, type Query, QueryError, type QueryProblem } from '../query/parse.ts'
import { allTopics, knownTo, publicTopics } from './topics.ts'

export type BadQuery = { kind: 'bad-query'; query: string; problems: QueryProblem[] }
export type UnknownTopic = { kind: 'unknown-topic'; topic: string }

/** Who asks: anybody is held to limits, and sees nothing private. */
export type Asker = 'anybody' | 'operator'

type Configured = Pick<Config, 'site' | 'outlets' | 'topics'>

/** What an address may ask: as much as a person writes. Topics may say more. */
const MOST_CHARACTERS = 1_000
const MOST_CLAUSES = 50

/** Reads a query: what it means, or every mistake with its place. */
export function readQuery(
  text: string,
  asker: Asker,
  config: Configured,
): { kind: 'query'; query: Query } | BadQuery {
  const isPublic = asker === 'anybody'
  const bad = (problems: QueryProblem[]): BadQuery => ({ kind: 'bad-query', query: text, problems })
  if (isPublic && text.length > MOST_CHARACTERS)
    return bad([
      { at: MOST_CHARACTERS, length: 1, message: `a query here has at most ${MOST_CHARACTERS} characters` },
    ])
  try {
    const query = parseQuery(text, knownBy(asker, config))
    const beyond = isPublic && clauseBeyond(query, MOST_CLAUSES)
    return beyond ? bad([beyond]) : { kind: 'query', query }
  } catch (error) {
    if (!(error instanceof QueryError)) throw error
    return bad(error.problems)
  }
}

/** Reads a topic's query. To anybody, a topic that is private, or asks for one that is, does not exist. */
export function readTopic(
  id: string,
  asker: Asker,
  config: Configured,
): { kind: 'topic'; topic: Topic; query: Query } | UnknownTopic {
  const topics = asker === 'anybody' ? publicTopics(config) : allTopics(config)
  const topic = topics.find(topic => topic.id === id)
  if (!topic) return { kind: 'unknown-topic', topic: id }
  try {
    const query = parseQuery(topic.query, knownBy(asker, config))
    return { kind: 'topic', topic, query }
  } catch (error) {
    if (error instanceof QueryError) return { kind: 'unknown-topic', topic: id }
    throw error
  }
}

/** What the query of somebody can refer to. */
export const knownBy = (asker: Asker, config: Configured): Known =>
  asker === 'anybody' ? publicKnown(config) : knownTo(config)

/** What anybody's query can refer to: nothing private. */
function publicKnown(config: Configured): Known {
  return {
    ...knownTo(config),
    hidesTopics: true,
    topics: new Map(publicTopics(config).map(({ id, query }) => [id, query])),
    outlets: config.outlets.filter(outlet => !outlet.private).map(({ id }) => id),
  }
}

/** Where a query has more clauses than that; those of a topic that it names count as one. */
function clauseBeyond({ root }: Query, most: number): QueryProblem | undefined {
  const places = new Map(clausesOf(root, false).map(({ clause }) => [clause.at, clause.length]))
  const [at, length] = [...places][most] ?? []
  if (at === undefined || length === undefined) return undefined
  return { at, length, message: `a query here has at most ${most} clauses` }
}
