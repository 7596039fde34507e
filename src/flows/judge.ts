import { coverage } from '../group/headlines.ts'
import { keywordsOf } from '../group/keywords.ts'
import { chooseLead, type LeadRule } from '../group/lead.ts'
import type { Direction } from '../model/article.ts'
import type { ChangeKind, Entry, Snapshot, Why } from '../model/entry.ts'
import type { Headline, Story } from '../model/story.ts'
import type { Instant } from '../model/time.ts'
import { STORIES, type Topic } from '../model/topic.ts'
import { match, type Prepared, prepare } from '../query/match.ts'
import { parseQuery, type Query } from '../query/parse.ts'
import type { CurrentEntry, DueStory, FiledStory, StoryArticle } from '../store/store.ts'

/** A topic with its query read. */
export type ReadyTopic = { topic: Topic; query: Query }

/** The topics as configured, and the built-in one of everything, with their queries read. */
export function readyTopics(topics: Topic[], storiesHoldMs: number): ReadyTopic[] {
  const everything: Topic = {
    id: STORIES,
    title: STORIES,
    description: null,
    query: '*',
    languages: [],
    outlets: [],
    minOutlets: 1,
    holdMs: storiesHoldMs,
    limit: 50,
  }
  return [everything, ...topics].map(topic => ({ topic, query: parseQuery(topic.query) }))
}
