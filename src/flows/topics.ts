import type { Config } from '../model/config.ts'
import { STORIES, type Topic } from '../model/topic.ts'
import { parseQuery, type Query } from '../query/parse.ts'

/** A topic with its query read. */
export type ReadyTopic = { topic: Topic; query: Query }

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
    // no topic shows a story that the river does not
    holdMs: Math.min(STORIES_HOLD_MS, ...topics.map(topic => topic.holdMs)),
    limit: 50,
    updates: 'silent',
    headlines: 'live',
  }
}

/** The built-in topic and the configured ones, as they are kept. */
export function allTopics(config: Pick<Config, 'site' | 'topics'>): Topic[] {
  return [builtInTopic(config), ...config.topics]
}

/** The same with their queries read. */
export function readyTopics(config: Pick<Config, 'site' | 'topics'>): ReadyTopic[] {
  return allTopics(config).map(topic => ({ topic, query: parseQuery(topic.query) }))
}
