import type { FeedHints, ListedItem } from '../model/outlet.ts'
import type { Repair } from '../model/parsed-feed.ts'
import {
  customType,
  index,
  integer,
  primaryKey,
  real,
  sql,
  sqliteTable,
  text,
  uniqueIndex,
} from './drizzle.ts'
import { type ArticleTexts, packTexts, unpackTexts } from './packed-texts.ts'

/** Summary, plain text and body in one value: apart they are two thirds of the database. */
const packedTexts = customType<{ data: ArticleTexts; driverData: Uint8Array }>({
  dataType: () => 'blob',
  toDriver: packTexts,
  fromDriver: unpackTexts,
})

const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'blob' })

// Instants are epoch milliseconds; lists are JSON. Names of columns are those of the fields (DESIGN: no `casing`).

/** Every outlet that was ever configured, and what we remember of it between visits. */
export const outlets = sqliteTable(
  'outlets',
  {
    id: text().primaryKey(),
    /** What its feed is called for ever, whatever becomes of our addresses. */
    publicId: text().notNull(),
    /** As configured; a changed one drops the validators. */
    url: text().notNull(),
    /** The feed that was found behind a site's address. */
    feedUrl: text(),
    /** Where the feed has moved for good: asked instead. */
    movedTo: text(),
    /** Where the last visit was sent for good; remembered when the next one is sent there too. */
    moveSeenOnce: text(),
    /** 410: not visited any more, until its address is changed or somebody asks for it by name. */
    goneAt: integer(),
    /** The operator's name, else the feed's own. */
    title: text(),
    siteUrl: text(),
    language: text(),
    everyMs: integer().notNull(),
    private: integer({ mode: 'boolean' }).notNull().default(false),
    etag: text(),
    lastModified: text(),
    bodyHash: text(),
    /** What its feed says about when to come back. */
    hints: text({ mode: 'json' }).$type<FeedHints>().notNull().default({}),
    /** What had to be mended in the last body that was read. */
    repairs: text({ mode: 'json' }).$type<Repair[]>().notNull().default([]),
    failures: integer().notNull().default(0),
    /** The first of those failures. */
    failingSince: integer(),
    /** Until when a refusal (429, 503) told us to wait. */
    retryAt: integer(),
    nextVisitAt: integer().notNull(),
    leaseUntil: integer().notNull().default(0),
    firstVisitAt: integer(),
    lastVisitAt: integer(),
    lastGoodAt: integer(),
    articleCount: integer().notNull().default(0),
    removedAt: integer(),
  },
  table => [index('outlets_due').on(table.nextVisitAt)],
)

/** What an outlet's feed listed at the last good visit; beside the outlets, whose rows are written at every visit. */
export const outletItems = sqliteTable('outlet_items', {
  outletId: text().primaryKey(),
  items: text({ mode: 'json' }).$type<ListedItem[]>().notNull(),
})

/** How many articles an outlet published on each day (of UTC), for as long as it is known. */
export const outletDays = sqliteTable(
  'outlet_days',
  {
    outletId: text().notNull(),
    /** Days since 1970-01-01. */
    day: integer().notNull(),
    articles: integer().notNull(),
  },
  table => [primaryKey({ columns: [table.outletId, table.day] })],
)

export const visits = sqliteTable(
  'visits',
  {
    id: integer().primaryKey(),
    outletId: text().notNull(),
    at: integer().notNull(),
    tookMs: integer().notNull(),
    outcome: text().notNull(),
    status: integer(),
    bytes: integer().notNull(),
    newArticles: integer().notNull(),
    changedArticles: integer().notNull(),
    problem: text(),
    repairs: text({ mode: 'json' }).notNull(),
  },
  table => [index('visits_of_outlet').on(table.outletId, table.at), index('visits_at').on(table.at)],
)

export const articles = sqliteTable(
  'articles',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    outletId: text().notNull(),
    guid: text().notNull(),
    /** Address and title together: recognises an article whose outlet gives it a new guid each time. */
    altKey: text(),
    url: text(),
    title: text().notNull(),
    texts: packedTexts().notNull(),
    author: text(),
    language: text(),
    direction: text().notNull(),
    categories: text({ mode: 'json' }).notNull(),
    image: text(),
    enclosures: text({ mode: 'json' }).notNull(),
    publishedAt: integer(),
    seenAt: integer().notNull(),
    eventAt: integer().notNull(),
    updatedAt: integer().notNull(),
    revision: integer().notNull().default(1),
    /** Hash of everything that readers see. */
    contentHash: text().notNull(),
    /** When a reader could first have had it: seenAt, or eventAt for what an outlet listed at its first visit. */
    knownAt: integer().notNull(),
    placedAt: integer(),
    prunedAt: integer(),
  },
  table => [
    uniqueIndex('articles_identity').on(table.outletId, table.guid),
    index('articles_alt_key').on(table.outletId, table.altKey),
    // in the order of time, so that a backlog is arranged as it happened
    index('articles_waiting')
      .on(table.eventAt, table.id)
      .where(sql`"placedAt" is null and "prunedAt" is null`),
    index('articles_event').on(table.eventAt),
    index('articles_of_outlet').on(table.outletId, table.eventAt),
    index('articles_url').on(table.url),
    // all that is read of articles in great numbers: their rows hold whole texts
    index('articles_facts')
      .on(table.knownAt, table.outletId, table.language, table.seenAt, table.publishedAt)
      .where(sql`"prunedAt" is null`),
  ],
)

/** Earlier texts of articles that their outlets edited. */
export const articleRevisions = sqliteTable(
  'article_revisions',
  {
    articleId: integer()
      .notNull()
      .references(() => articles.id, { onDelete: 'cascade' }),
    revision: integer().notNull(),
    title: text().notNull(),
    texts: packedTexts().notNull(),
    /** When the next text replaced this one. */
    replacedAt: integer().notNull(),
  },
  table => [primaryKey({ columns: [table.articleId, table.revision] })],
)

export const stories = sqliteTable(
  'stories',
  {
    id: integer().primaryKey(),
    publicId: text().notNull().unique(),
    language: text(),
    leadId: integer(),
    title: text().notNull().default(''),
    firstSeenAt: integer().notNull(),
    updatedAt: integer().notNull(),
    articleCount: integer().notNull().default(0),
    outletCount: integer().notNull().default(0),
    independentCount: integer().notNull().default(0),
    keywords: text({ mode: 'json' }).$type<string[]>().notNull().default([]),
    /** Ids of other stories on the same subject, and the subject that they were looked up for. */
    related: text({ mode: 'json' }).$type<number[]>().notNull().default([]),
    relatedFor: text(),
    mergedInto: integer(),
    /** When its entries must next be judged; null when nothing is due. */
    fileAt: integer(),
  },
  table => [index('stories_to_file').on(table.fileAt).where(sql`"fileAt" is not null`)],
)

/** Which story an article is in, and why. */
export const placements = sqliteTable(
  'placements',
  {
    articleId: integer()
      .primaryKey()
      .references(() => articles.id, { onDelete: 'cascade' }),
    storyId: integer()
      .notNull()
      .references(() => stories.id),
    score: real().notNull(),
    words: text({ mode: 'json' }).$type<string[]>().notNull(),
    at: integer().notNull(),
  },
  table => [index('placements_of_story').on(table.storyId)],
)

/** Pairs of articles of which people said that they are not the same story: kept, and never undone by grouping. */
export const separations = sqliteTable(
  'separations',
  {
    articleId: integer()
      .notNull()
      .references(() => articles.id, { onDelete: 'cascade' }),
    otherId: integer()
      .notNull()
      .references(() => articles.id, { onDelete: 'cascade' }),
    at: integer().notNull(),
  },
  table => [primaryKey({ columns: [table.articleId, table.otherId] })],
)

/** The articles of the open window as grouping has read them: restoring it reads no text again. */
export const openArticles = sqliteTable(
  'open_articles',
  {
    number: integer().primaryKey(),
    articleId: integer().notNull(),
    outletId: text().notNull(),
    language: text(),
    eventAt: integer().notNull(),
    features: bytes().notNull(),
    /** It left, and its words are not counted yet. */
    left: integer({ mode: 'boolean' }).notNull().default(false),
  },
  table => [index('open_articles_left').on(table.number).where(sql`"left"`)],
)

/** Which of them are alike; beside them, as these change with every article that comes. */
export const openNeighbours = sqliteTable('open_neighbours', {
  number: integer().primaryKey(),
  near: bytes().notNull(),
})

/** What is kept of the open window as a whole, by name: its state, the frequencies of words, what was learnt of them. */
export const openWindow = sqliteTable('open_window', {
  name: text().primaryKey(),
  value: bytes().notNull(),
})

/** Append-only: which stories a batch of arranging touched, for whoever arranges next. */
export const storyChanges = sqliteTable('story_changes', {
  seq: integer().primaryKey({ autoIncrement: true }),
  storyId: integer().notNull(),
  at: integer().notNull(),
})

/** Every topic that was ever served. */
export const topics = sqliteTable('topics', {
  id: text().primaryKey(),
  /** What its feed is called for ever, whatever becomes of our addresses. */
  publicId: text().notNull(),
  title: text().notNull(),
  description: text(),
  /** The whole definition as JSON: a changed one is re-filed over the archive. */
  definition: text().notNull(),
  createdAt: integer().notNull(),
  removedAt: integer(),
  /** Nobody is told that it is, or was. */
  private: integer({ mode: 'boolean' }).notNull().default(false),
})

export const entries = sqliteTable(
  'entries',
  {
    topicId: text().notNull(),
    publicId: text().notNull(),
    storyId: integer()
      .notNull()
      .references(() => stories.id),
    enteredAt: integer().notNull(),
    updatedAt: integer().notNull(),
    changedAt: integer().notNull(),
    leftAt: integer(),
    why: text({ mode: 'json' }).notNull(),
    /** Its latest change. */
    seq: integer().notNull(),
    /** That of its lead, without its region: `ar`; empty where it is not known. */
    language: text().notNull().default(''),
  },
  table => [
    primaryKey({ columns: [table.topicId, table.publicId] }),
    index('entries_of_feed').on(table.topicId, table.enteredAt, table.publicId).where(sql`"leftAt" is null`),
    index('entries_in_language')
      .on(table.topicId, table.language, table.enteredAt, table.publicId)
      .where(sql`"leftAt" is null`),
    index('entries_of_story').on(table.storyId),
    index('entries_changed').on(table.topicId, table.seq),
  ],
)

/** Append-only, one seq for all topics: everything that readers are told is read from here. */
export const entryChanges = sqliteTable(
  'entry_changes',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    topicId: text().notNull(),
    publicId: text().notNull(),
    kind: text().notNull(),
    at: integer().notNull(),
    snapshot: text().notNull(),
    /** Whether subscribers are told of it: news as it comes, not what is filed late. */
    pushes: integer({ mode: 'boolean' }).notNull().default(false),
    /** Where the entry stands in its feed from this change on. */
    enteredAt: integer().notNull().default(0),
    /** Counts a topic's changes from 1: what its archive is cut into pages by. */
    number: integer().notNull().default(0),
    /** Last-Modified of the feed at this change: whole seconds, later than that of every commit before. */
    modifiedAt: integer().notNull().default(0),
  },
  table => [
    index('entry_changes_of_topic').on(table.topicId, table.seq),
    index('entry_changes_of_entry').on(table.topicId, table.publicId, table.seq),
    index('entry_changes_numbered').on(table.topicId, table.number),
    // when entries came in: what a feed of the past is read by
    index('entry_changes_entered')
      .on(table.topicId, table.enteredAt, table.publicId, table.seq)
      .where(sql`"kind" = 'entered'`),
    index('entry_changes_pushed').on(table.topicId, table.seq).where(sql`"pushes"`),
  ],
)

/** The secret addresses of private topics, by what their tokens hash to. */
export const topicTokens = sqliteTable('topic_tokens', {
  /** SHA-256 of the token: who reads it has not read the token. */
  hash: text().primaryKey(),
  topicId: text().notNull(),
  createdAt: integer().notNull(),
})

/** Append-only: every configuration that was in force, checked and whole, by number. */
export const configRevisions = sqliteTable('config_revisions', {
  number: integer().primaryKey({ autoIncrement: true }),
  at: integer().notNull(),
  config: text().notNull(),
})

/** Who may do what only one may do at a time, and until when. */
export const leases = sqliteTable('leases', {
  name: text().primaryKey(),
  holder: text().notNull(),
  until: integer().notNull(),
})

/** Our subscriptions to outlets' feeds at their hubs. */
export const subscriptions = sqliteTable(
  'subscriptions',
  {
    // never reused, as it is part of a callback's address
    id: integer().primaryKey({ autoIncrement: true }),
    outletId: text().notNull(),
    hubUrl: text().notNull(),
    topicUrl: text().notNull(),
    token: text().notNull(),
    secret: text().notNull(),
    leaving: integer({ mode: 'boolean' }).notNull().default(false),
    leaseUntil: integer(),
    dueAt: integer().notNull(),
    failures: integer().notNull().default(0),
    misses: integer().notNull().default(0),
    pushedAt: integer(),
    ownVisitAt: integer(),
    problem: text(),
  },
  table => [index('subscriptions_of_outlet').on(table.outletId), index('subscriptions_due').on(table.dueAt)],
)

/** Who is told of a topic's news: subscribers of our hub, webhooks, and other hubs. */
export const subscribers = sqliteTable(
  'subscribers',
  {
    id: integer().primaryKey(),
    kind: text().notNull(),
    topicId: text().notNull(),
    format: text().notNull(),
    callback: text().notNull(),
    secret: text(),
    leaseUntil: integer(),
    cursor: integer().notNull(),
    /** When it must be told; null while there is no news for it. */
    dueAt: integer(),
    failures: integer().notNull().default(0),
    failingSince: integer(),
    deliveredAt: integer(),
    problem: text(),
  },
  table => [
    uniqueIndex('subscribers_identity').on(table.topicId, table.format, table.callback, table.kind),
    index('subscribers_due').on(table.dueAt).where(sql`"dueAt" is not null`),
  ],
)

/** What was asked of our hub and waits for the subscriber's word; a later request replaces an earlier one. */
export const hubRequests = sqliteTable(
  'hub_requests',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    mode: text().notNull(),
    topicUrl: text().notNull(),
    callback: text().notNull(),
    secret: text(),
    leaseMs: integer(),
    failures: integer().notNull().default(0),
    dueAt: integer().notNull(),
  },
  table => [
    uniqueIndex('hub_requests_identity').on(table.topicUrl, table.callback),
    index('hub_requests_due').on(table.dueAt),
  ],
)
