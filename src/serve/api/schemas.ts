import { z } from 'zod'

const time = z.iso.datetime({ offset: true })
const direction = z.enum(['rtl', 'ltr'])
const outletName = z.object({ id: z.string(), title: z.string() })
const about = z.string().optional().meta({ description: 'This description.' })
const feeds = z
  .object({ rss: z.string(), atom: z.string(), json: z.string() })
  .meta({ description: 'The same as feeds.' })

/** One reason why an article is in a topic. */
const hit = z.object({
  clause: z.string().meta({ description: 'A clause of the query, as it is written there.' }),
  field: z.string().meta({ description: 'Where it was found.' }),
  words: z.array(z.string()).meta({ description: "The article's words, as they are written there." }),
})

const headline = z.object({
  kind: z.enum(['coverage', 'related']).meta({
    description: 'coverage: another article of the story. related: another story on the same subject.',
  }),
  title: z.string(),
  url: z.string().nullable(),
  outlet: outletName,
  language: z.string().nullable(),
  direction,
  at: time,
})

const itemExtension = z.object({
  about,
  story_url: z.string().meta({ description: "The story's page." }),
  direction: direction.meta({ description: "The direction of the item's text." }),
  outlet: outletName
    .extend({ url: z.string().nullable(), feed_url: z.string().nullable() })
    .meta({ description: 'Whose article leads the story.' }),
  article_count: z.int(),
  outlet_count: z.int(),
  independent_count: z.int().meta({ description: 'Outlets that count once an agency and once an owner.' }),
  headlines: z.array(headline).meta({ description: 'Linked headlines, coverage first.' }),
  why: z.array(hit).meta({ description: 'Why it is in the topic: a hit for each clause that let it in.' }),
})

/** An item of JSON Feed 1.1 as we write it. */
export const itemSchema = z.object({
  id: z.string().meta({ description: '`urn:uuid:`, never changed.' }),
  url: z.string(),
  title: z.string().optional(),
  content_html: z.string().optional(),
  content_text: z.string().optional(),
  summary: z.string().optional(),
  image: z.string().optional(),
  date_published: time,
  date_modified: time,
  authors: z.array(z.object({ name: z.string() })).optional(),
  tags: z.array(z.string()).optional(),
  language: z.string().optional(),
  attachments: z
    .array(z.object({ url: z.string(), mime_type: z.string(), size_in_bytes: z.int().optional() }))
    .optional(),
  _khulasa: itemExtension,
})

/** A JSON Feed 1.1 as we write it. */
export const feedSchema = z.object({
  version: z.literal('https://jsonfeed.org/version/1.1'),
  title: z.string(),
  home_page_url: z.string(),
  feed_url: z.string(),
  description: z.string().optional(),
  next_url: z.string().optional(),
  icon: z.string().optional(),
  favicon: z.string().optional(),
  language: z.string().optional(),
  hubs: z.array(z.object({ type: z.string(), url: z.string() })).optional(),
  _khulasa: z.object({
    about,
    id: z.string().meta({ description: '`urn:uuid:` of the feed, whatever its address.' }),
    updated: time,
    direction,
    deleted: z
      .array(z.object({ id: z.string(), at: time }))
      .optional()
      .meta({ description: 'Entries that left, where the feed is of what is new.' }),
  }),
  items: z.array(itemSchema),
})

export const changeSchema = z.object({
  seq: z.int().meta({ description: 'Grows with each change of any topic.' }),
  kind: z.enum(['entered', 'updated', 'grown', 'left']),
  at: time,
  id: z.string().meta({ description: "The entry's id, which its item bears." }),
  entry: itemSchema.nullable().meta({
    description: 'The entry as it stood after the change. Null is a tombstone: forget the entry.',
  }),
})

export const entriesSchema = z.object({
  changes: z.array(changeSchema).meta({ description: 'The oldest first.' }),
  next: z.int().meta({ description: 'The `since` to go on with: who does misses nothing.' }),
  more: z.boolean().meta({ description: 'There is more already.' }),
})

export const topicSchema = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string().nullable(),
  query: z.string().nullable().meta({ description: 'Null where it names what is private.' }),
  languages: z.array(z.string()).meta({ description: 'Empty: all.' }),
  outlets: z.array(z.string()).meta({ description: 'Empty: all.' }),
  min_outlets: z.int(),
  per: z.enum(['story', 'article']),
  version: z.int().meta({ description: 'The seq of its last change; 0 while it has none.' }),
  url: z.string(),
  feeds,
  entries_url: z.string(),
  events_url: z.string(),
})
export const topicsSchema = z.object({ topics: z.array(topicSchema) })

export const storiesSchema = z.object({
  stories: z.array(itemSchema).meta({ description: 'The newest first.' }),
  next: z.string().nullable().meta({ description: 'The `before` of the next page; null on the last.' }),
})

const storyArticle = z.object({
  id: z.int(),
  is_lead: z.boolean(),
  outlet: outletName,
  title: z.string(),
  url: z.string().nullable(),
  language: z.string().nullable(),
  published: time.nullable(),
  seen: time,
  revision: z.int(),
  joined: z
    .object({ score: z.number(), words: z.array(z.string()) })
    .meta({ description: 'Why it is in the story: its likeness to it, and the words that they share.' }),
})

export const storySchema = z.object({
  id: z.string(),
  url: z.string(),
  title: z.string(),
  language: z.string().nullable(),
  first_seen: time,
  updated: time,
  article_count: z.int(),
  outlet_count: z.int(),
  independent_count: z.int(),
  keywords: z.array(z.string()),
  topics: z.array(outletName),
  articles: z.array(storyArticle),
  related: z.array(headline.omit({ kind: true, direction: true })),
})

export const splitBodySchema = z.object({
  articles: z
    .array(z.union([z.int().positive(), z.string().min(1).max(4_000)]))
    .min(1)
    .max(500)
    .meta({ description: 'Articles that are not the same story as the rest: by id, or by address.' }),
})
export const splitSchema = z.object({
  id: z.string().meta({ description: 'The new story. The side that holds the lead stays what it was.' }),
  url: z.string(),
})

const repairs = z.array(z.object({ kind: z.string(), count: z.int() }))
const visit = z.object({
  at: time,
  took_ms: z.number(),
  outcome: z.enum(['read', 'unchanged', 'refused', 'gone', 'failed', 'not-a-feed']),
  status: z.int().nullable(),
  bytes: z.int(),
  new_articles: z.int(),
  changed_articles: z.int(),
  problem: z.string().nullable().optional().meta({ description: 'For the admin alone.' }),
})

export const outletSchema = z.object({
  id: z.string(),
  title: z.string(),
  url: z.string(),
  feeds,
  site_url: z.string().nullable(),
  language: z.string().nullable(),
  every_s: z.number().meta({ description: 'How often it is visited, as configured.' }),
  failures: z.int().meta({ description: 'Visits in a row that failed.' }),
  failing_since: time.nullable(),
  gone_at: time.nullable(),
  retry_at: time.nullable(),
  next_visit_at: time.nullable(),
  last_good_at: time.nullable(),
  last_visit: visit.nullable(),
  article_count: z.int(),
  latest_article_at: time.nullable(),
  admin: z
    .object({
      configured_url: z.string(),
      feed_url: z.string().nullable(),
      moved_to: z.string().nullable(),
      repairs,
    })
    .optional()
    .meta({ description: 'What the admin alone is told.' }),
})
export const outletsSchema = z.object({ outlets: z.array(outletSchema) })
export const outletPageSchema = outletSchema.extend({
  visits: z.array(visit).meta({ description: 'The newest first.' }),
})

export const problemSchema = z.object({
  error: z.string().meta({ description: 'A word for programs.' }),
  problems: z
    .array(
      z.object({
        at: z.int().meta({ description: 'Where in the query, in UTF-16 units from 0.' }),
        length: z.int(),
        message: z.string(),
      }),
    )
    .optional(),
})

const perDay = z.object({ day: z.iso.date(), count: z.int() })
const sample = z.object({
  title: z.string(),
  url: z.string().nullable(),
  story_url: z.string().meta({ description: "The story's page." }),
  outlet: outletName,
  language: z.string().nullable(),
  direction,
  published: time,
  article_count: z.int(),
  why: z.array(hit),
})
const difference = z.object({ entries: z.int(), samples: z.array(sample) })

/** What previews and explanations say of a clause of the query. */
const clause = z.object({
  clause: z.string().meta({ description: 'As it is written in the query.' }),
  at: z.int().meta({ description: 'Where in the query, in UTF-16 units from 0.' }),
  length: z.int(),
  negated: z.boolean(),
  inflections: z.array(z.string()).meta({ description: 'What `~` made of the word.' }),
})

const nearMiss = sample.omit({ article_count: true, why: true }).extend({
  kept_out_by: z
    .array(
      clause.pick({ clause: true, negated: true }).extend({
        there: hit
          .omit({ clause: true })
          .nullable()
          .meta({ description: 'What is excluded, or what was there that is nearly the word.' }),
      }),
    )
    .meta({ description: 'Any of them alone would let it in, were it otherwise.' }),
})

export const previewSchema = z.object({
  query: z.string(),
  days: z.int(),
  since: time.meta({
    description:
      'From when articles were looked at: later than asked where reading them all would take too long.',
  }),
  until: time,
  articles: z.int().meta({ description: 'How many articles were looked at.' }),
  matching: z.int().meta({ description: 'How many of them match.' }),
  entries: z.int().meta({ description: 'How many stories would be entries.' }),
  per_day: z.array(perDay).meta({ description: "Entries on each day of the site's zone, the oldest first." }),
  clauses: z.array(
    clause.extend({
      found: z.int().meta({ description: 'How many articles have it.' }),
      let_in: z
        .int()
        .meta({ description: 'How many are in that would be out without this clause: a branch of an OR.' }),
      kept_out: z.int().meta({
        description: 'How many are out that would be in without this clause: it is required, or excludes.',
      }),
    }),
  ),
  left_out: z
    .object({
      articles: z.int().meta({ description: 'Articles in other languages, or of other outlets.' }),
      stories: z.int().meta({ description: 'Stories of too few independent outlets.' }),
    })
    .meta({ description: "What the query lets in, and the topic's other rules do not." }),
  samples: z.array(sample).meta({ description: 'The newest entries.' }),
  near_misses: z
    .object({ articles: z.int(), samples: z.array(nearMiss) })
    .meta({ description: 'Articles that one clause alone kept out: how many, and some of the newest.' }),
  against: z
    .object({ topic: z.string(), stays: z.int(), comes: difference, goes: difference })
    .nullable()
    .meta({ description: 'What would change, were this the query of that topic.' }),
})

export const explainSchema = z.object({
  topic: z.object({ id: z.string(), title: z.string(), query: z.string() }),
  article: z.object({
    id: z.int(),
    title: z.string(),
    url: z.string().nullable(),
    outlet: outletName,
    language: z.string().nullable(),
  }),
  is_entry: z.boolean().meta({ description: "The article's story is an entry of the topic now." }),
  lets_in: z.boolean().meta({ description: 'The article lets its story in.' }),
  clauses: z.array(
    clause.extend({
      holds: z.boolean().nullable(),
      decides: z
        .boolean()
        .meta({ description: 'The verdict would be the other one, were it not for this clause alone.' }),
      hit: hit.nullable().meta({ description: 'Where it was found.' }),
      nearest: hit.omit({ clause: true }).nullable().meta({ description: 'Or the nearest that was there.' }),
    }),
  ),
  rules: z
    .array(
      z.object({
        rule: z.enum(['languages', 'outlets', 'min_outlets', 'within', 'hold', 'max_age']),
        holds: z.boolean(),
        wanted: z.string(),
        given: z.string(),
      }),
    )
    .meta({ description: 'What the topic asks beside its query.' }),
})
