import type { z } from 'zod'
import {
  entriesParameters,
  eventsParameters,
  explainParameters,
  noParameters,
  type Parameters,
  previewParameters,
  storiesParameters,
} from './parameters.ts'
import {
  changeSchema,
  entriesSchema,
  explainSchema,
  feedSchema,
  itemSchema,
  outletPageSchema,
  outletSchema,
  outletsSchema,
  previewSchema,
  problemSchema,
  splitBodySchema,
  splitSchema,
  storiesSchema,
  storySchema,
  topicSchema,
  topicsSchema,
} from './schemas.ts'

/** What the description names; operations refer to these by name. */
export const NAMED = {
  Problem: problemSchema,
  Topics: topicsSchema,
  Topic: topicSchema,
  Entries: entriesSchema,
  Change: changeSchema,
  Item: itemSchema,
  Feed: feedSchema,
  Stories: storiesSchema,
  Story: storySchema,
  Outlets: outletsSchema,
  Outlet: outletSchema,
  OutletPage: outletPageSchema,
  Preview: previewSchema,
  Explanation: explainSchema,
  Split: splitSchema,
  SplitRequest: splitBodySchema,
} as const satisfies { [name: string]: z.ZodObject }

export type Named = keyof typeof NAMED

/** One route as it is described. */
export type Operation = {
  method: 'get' | 'post'
  path: string
  summary: string
  description?: string
  parameters: Parameters
  body?: Named
  status?: 201
  answer: Named
  mediaType?: string
  /** Why it may refuse, by status. */
  refusals: number[]
  isAdmins?: boolean
}

const FEED = {
  method: 'get',
  parameters: noParameters,
  answer: 'Feed',
  mediaType: 'application/feed+json',
} as const

const STREAM = {
  method: 'get',
  description:
    'Server-sent events named entered, updated, grown and left; the data of each is a Change, its id the seq. ' +
    'A client that comes back with Last-Event-ID misses nothing. Comments keep the connection open.',
  parameters: eventsParameters,
  answer: 'Change',
  mediaType: 'text/event-stream',
} as const

/** Every route of the API, and the feeds whose `_khulasa` is described. */
export const OPERATIONS: Operation[] = [
  {
    method: 'get',
    path: '/api/topics',
    summary: 'All topics that are public',
    parameters: noParameters,
    answer: 'Topics',
    refusals: [],
  },
  {
    method: 'get',
    path: '/api/topics/{id}',
    summary: 'One topic',
    description: 'A renamed topic answers 308.',
    parameters: noParameters,
    answer: 'Topic',
    refusals: [404, 410],
  },
  {
    method: 'get',
    path: '/api/topics/{id}/entries',
    summary: "A topic's changes, the oldest first",
    description:
      'Ask again with `since` set to the `next` of the last answer: so nothing is missed, nor told twice.',
    parameters: entriesParameters,
    answer: 'Entries',
    refusals: [400, 404, 410, 429],
  },
  {
    ...STREAM,
    path: '/api/topics/{id}/events',
    summary: "A topic's changes as they come",
    refusals: [400, 404, 410, 429, 503],
  },
  {
    method: 'get',
    path: '/api/stories',
    summary: 'All stories, the newest first',
    parameters: storiesParameters,
    answer: 'Stories',
    refusals: [400, 429],
  },
  {
    ...STREAM,
    path: '/api/stories/events',
    summary: 'Changes of all stories as they come',
    refusals: [400, 429, 503],
  },
  {
    method: 'get',
    path: '/api/stories/{id}',
    summary: 'One story with all its articles, and why each was joined',
    description: 'A merged story answers 301.',
    parameters: noParameters,
    answer: 'Story',
    refusals: [404],
  },
  {
    method: 'post',
    path: '/api/stories/{id}/split',
    summary: '"Not the same story": takes articles out of a story, for good',
    description:
      'The side that holds the lead stays the story. Topics follow at the next arranging, within seconds.',
    parameters: noParameters,
    body: 'SplitRequest',
    status: 201,
    answer: 'Split',
    refusals: [400, 403, 404, 409, 413, 415, 503],
    isAdmins: true,
  },
  {
    method: 'get',
    path: '/api/outlets',
    summary: "All outlets' health",
    description: 'Addresses and problems are told to the admin alone.',
    parameters: noParameters,
    answer: 'Outlets',
    refusals: [],
  },
  {
    method: 'get',
    path: '/api/outlets/{id}',
    summary: "One outlet's health and latest visits",
    parameters: noParameters,
    answer: 'OutletPage',
    refusals: [404],
  },
  {
    method: 'get',
    path: '/api/preview',
    summary: 'Tries a query, or a topic, on what is kept',
    parameters: previewParameters,
    answer: 'Preview',
    refusals: [400, 404, 429, 503],
  },
  {
    method: 'get',
    path: '/api/explain',
    summary: 'Why an article is in a topic, or why not',
    parameters: explainParameters,
    answer: 'Explanation',
    refusals: [400, 404, 429, 503],
  },
  { ...FEED, path: '/stories.json', summary: 'All stories as JSON Feed 1.1', refusals: [] },
  { ...FEED, path: '/topics/{id}.json', summary: 'A topic as JSON Feed 1.1', refusals: [404, 410] },
  {
    ...FEED,
    path: '/outlets/{id}.json',
    summary: 'What an outlet published, as JSON Feed 1.1',
    refusals: [404],
  },
]
