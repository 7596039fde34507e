import type { OutletState } from '../../flows/outlet-state.ts'
import type { CoverageItem, StoryGrowth, TextChange } from '../../flows/publish-coverage.ts'
import type { TopicFigures } from '../../flows/topic-figures.ts'
import type { Site } from '../../model/config.ts'
import type { FeedDocument, FeedEntry, FeedUrls } from '../../model/feed-document.ts'
import type { OutletCard, Visit } from '../../model/outlet.ts'
import type { Repair } from '../../model/parsed-feed.ts'
import type { Instant } from '../../model/time.ts'
import type { Topic } from '../../model/topic.ts'
import type { Node } from '../../query/query.ts'
import type { RiverFilter } from '../river-filter.ts'
import type { OutletSort } from './outlet-words.ts'

/** What every page is given. */
export type Frame = {
  /** As this visitor sees it: `language` is the visitor's. */
  site: Site
  now: Instant
  /** The address that was asked for, path and query: where choosing a language comes back to. */
  path: string
  /** Where the static files are, behind the site's own path. */
  assets: string
  /** Where an outlet's picture is shown from; null where it is not. */
  image(url: string | null): string | null
}

/** One feed in its three formats: URLs absolute, or paths of ours. */
export type FeedLinks = { title: string; urls: FeedUrls }

/** A topic in a list, with its feeds. */
export type TopicCard = FeedLinks & { id: string }

/** A page of a list that is cut into pages by cursor; both null on the only page. */
export type Paging = {
  /** The cursor that this page begins after; null on the first page. */
  before: string | null
  /** The cursor of the next, older page; null on the last. */
  older: string | null
}

/** Where the page hears of new stories: from which stream, since which change, and in which language alone. */
export type Live = { url: string; since: number; language: string | null }

/** `document` is what the filter lets through, with its own feed; `live` is null on all pages but the first. */
export type RiverView = Frame & {
  document: FeedDocument
  allStoriesUrls: FeedUrls
  topics: TopicCard[]
  paging: Paging
  filter: RiverFilter
  /** The languages that can be chosen, by code; '' for what is in none that is known. */
  languages: string[]
  live: Live | null
}

export type TopicView = Frame & {
  topic: Topic
  /** Its query as it was read, and which topics that it names everybody may know. */
  query: Node
  isTold(topicId: string): boolean
  document: FeedDocument
  paging: Paging
  /** What came in of late; null where it was not counted. */
  figures: Pick<TopicFigures, 'perDay' | 'outlets'> | null
  /** Where the QR code of its feed is. */
  qrPath: string
  live: Live | null
}

/** `allStories` are the feeds of everything, for autodiscovery. */
export type StoryView = Frame & {
  entry: FeedEntry
  allStories: FeedLinks
  /** All articles, in the order in which they came out. */
  coverage: CoverageItem[]
  changes: TextChange[]
  /** How the story came to what it is. */
  growth: StoryGrowth[]
  topics: { id: string; title: string }[]
  /** Where "not the same story" is sent to; null for who may not say it. */
  splitPath: string | null
  /** The story that was just taken out of this one. */
  other: { title: string; pageUrl: string } | null
}

/** Which articles are to leave a story, before they do. */
export type SplitView = Frame & {
  entry: FeedEntry
  coverage: CoverageItem[]
  marked: Set<number>
  splitPath: string
  /** Some have to stay, and some to go: that was not so. */
  isNothingLeft: boolean
}

/** An outlet with what an operator wants to know of it. */
export type OutletRow = {
  card: OutletCard
  /** The address that is polled; null where the outlet is private. */
  url: string | null
  lastVisit: Visit | null
  nextVisitAt: Instant | null
  /** Visits in a row that failed. */
  failures: number
  articleCount: number
  /** The `eventAt` of its newest article; null where it has none. */
  latestArticleAt: Instant | null
  state: OutletState
  /** What had to be mended in the last body that was read. */
  repairs: Repair[]
  /** Where it has moved for good; null where it stays, or is private. */
  movedTo: string | null
  /** How many articles it published on each of the last days, today last. */
  perDay: number[]
}

/** URLs and the texts of errors are shown only to the admin. `state` is the one that is asked for alone; null for all. */
export type OutletsView = Frame & {
  isAdmin: boolean
  outlets: OutletRow[]
  state: OutletState['kind'] | null
  sort: OutletSort
  /** Which part of a long list, from 1. */
  page: number
  allStories: FeedLinks
}

/** `document` lists what the outlet published, newest first; `visits` are the recent ones, newest first. */
export type OutletView = Frame & {
  isAdmin: boolean
  outlet: OutletRow
  document: FeedDocument
  visits: Visit[]
}

/** `found` is null while nothing is asked; `paging` is of what was found. */
export type SearchView = Frame & { query: string; found: FeedDocument | null; paging: Paging }

export type NotFoundView = Frame & { kind: 'not-found' | 'gone' }

/** `at` counts UTF-16 units from 0; equal to the query's length, the mistake is at its end. */
export type ErrorView = Frame & {
  problem:
    | { kind: 'bad-query'; query: string; at: number; message: string }
    | { kind: 'bad-request'; message: string }
    | { kind: 'failed' }
    /** Too many searches at once, or one that took too long. */
    | { kind: 'busy' | 'overran' }
}
