import type { Config } from '../model/config.ts'
import { STORIES, type Topic } from '../model/topic.ts'
import { clausesOf } from '../query/explain.ts'
import type { Prepared } from '../query/match.ts'
import { type Known, parseQuery, type Query } from '../query/parse.ts'
import { indexQueries } from '../query/topic-index.ts'

/** A topic with its query read. */
export type ReadyTopic = {
  topic: Topic
  query: Query
  /** Where it stands in the configuration. */
  place: number
  /** Its verdict on an article changes as time goes by (`age:`). */
  isAged: boolean
  /** Its verdict on an article changes as the story grows (`outlets:`). */
  isGrowing: boolean
}

/** Topics ready to judge by. */
export type ReadyTopics = {
  /** By id, in the order of the configuration. */
  byId: ReadonlyMap<string, ReadyTopic>
  /** The ids of all topics whose query an article matches, and of few others. */
  candidates(article: Prepared): string[]
}

/** How long a new story waits before it is shown among all stories. */
const STORIES_HOLD_MS = 180_000

/** The topic of everything, which nobody configures. */
export function builtInTopic({ site, topics }: Pick<Config, 'site' | 'topics'>): Topic {
  return {
    id: STORIES,
    title: site.title,
    description: null,
    query: '*',
    languages: [],
    outlets: [],
    minOutlets: 1,
    withinMs: null,
    maxAgeMs: null,
    per: 'story',
    // no topic shows a story that the river does not
    holdMs: Math.min(STORIES_HOLD_MS, ...topics.map(topic => topic.holdMs)),
    limit: 50,
    updates: 'silent',
    headlines: 'live',
    private: false,
    formerly: [],
  }
}

/** The built-in topic and the configured ones, as they are kept. */
export function allTopics(config: Pick<Config, 'site' | 'topics'>): Topic[] {
  return [builtInTopic(config), ...config.topics]
}

/** Those of them that everybody may know of. */
export function publicTopics(config: Pick<Config, 'site' | 'topics'>): Topic[] {
  return allTopics(config).filter(topic => !topic.private)
}

/** What the operator's queries can refer to: every topic and outlet; days are those of the site. */
export function knownTo({ site, topics, outlets }: Pick<Config, 'site' | 'topics' | 'outlets'>): Known {
  return {
    topics: new Map(allTopics({ site, topics }).map(({ id, query }) => [id, query])),
    outlets: outlets.map(({ id }) => id),
    timezone: site.timezone,
  }
}

/** The same with their queries read, and indexed by the words that they cannot do without. */
export function readyTopics(config: Pick<Config, 'site' | 'topics' | 'outlets'>): ReadyTopics {
  const known = knownTo(config)
  const ready = allTopics(config).map((topic, place): ReadyTopic => {
    const query = parseQuery(topic.query, known)
    const kinds = new Set(clausesOf(query.root, false).map(({ clause }) => clause.kind))
    return { topic, query, place, isAged: kinds.has('age'), isGrowing: kinds.has('outlets') }
  })
  const { candidates } = indexQueries(new Map(ready.map(({ topic, query }) => [topic.id, query])))
  return { byId: new Map(ready.map(one => [one.topic.id, one])), candidates }
}
