import type { Article, ArticleWords, IdentifiedArticle } from '../model/article.ts'
import type { ChangeKind, Entry, EntryChange, Snapshot } from '../model/entry.ts'
import type { DeletedEntry } from '../model/feed-document.ts'
import type { KeptWindow, OpenWindowChanges } from '../model/open-window.ts'
import type {
  FeedHints,
  ListedItem,
  Outlet,
  OutletAddress,
  OutletState,
  Validators,
  Visit,
} from '../model/outlet.ts'
import type { Repair } from '../model/parsed-feed.ts'
import type { ReadSlice } from '../model/reading.ts'
import type { GroupArticle, Headline, PlacedArticle, Placement, Story } from '../model/story.ts'
import type { Instant } from '../model/time.ts'
import type { Topic } from '../model/topic.ts'
import type { SubscriberStore, SubscriptionStore } from './push.ts'

/** Everything that is kept. Each function is one transaction; none is open across two calls. */
export type Store = {
  outlets: OutletStore
  visits: VisitStore
  articles: ArticleStore
  stories: StoryStore
  entries: EntryStore
  topics: TopicStore
  tokens: TokenStore
  leases: LeaseStore
  configs: ConfigStore
  subscriptions: SubscriptionStore
  subscribers: SubscriberStore
  search: SearchStore
  /** How much there is, for who watches it. */
  figures(now: Instant): Promise<Figures>
  /** A number that changes whenever another connection has committed. */
  dataVersion(): Promise<number>
  close(): void
}

/** Articles, stories and visits since the beginning; what waits to be placed or judged; bytes without the log. */
export type Figures = {
  articles: number
  stories: number
  visits: number
  waiting: number
  due: number
  bytes: number
}

/** Makes a new `urn:uuid:` of version 7. */
export type MintId = () => string

/** A claimed outlet: what we remember of it. How to visit it, the configuration says. */
export type DueOutlet = OutletState & {
  firstVisitAt: Instant | null
  /** The language of its feed, as configured or as it was last read. */
  language: string | null
}

/** An outlet as its page and the list show it. */
export type OutletHealth = {
  id: string
  publicId: string
  /** As configured, without name and password. */
  url: string
  /** The feed that was found behind a site's address. */
  feedUrl: string | null
  /** Where it has moved for good: asked instead. */
  movedTo: string | null
  title: string
  siteUrl: string | null
  language: string | null
  private: boolean
  everyMs: number
  failures: number
  /** The first of those failures. */
  failingSince: Instant | null
  /** When it answered that it is gone (410): not visited any more. */
  goneAt: Instant | null
  /** Until when it told us to wait (429, 503). */
  retryAt: Instant | null
  /** Null where it is not visited any more. */
  nextVisitAt: Instant | null
  lastGoodAt: Instant | null
  /** What had to be mended in the last body that was read. */
  repairs: Repair[]
  lastVisit: Visit | null
  articleCount: number
  /** `eventAt` of its newest article; null where it has none. */
  latestArticleAt: Instant | null
}

export type OutletStore = {
  /** Makes the table agree with the configuration; a changed URL drops its validators, a removed outlet keeps its articles. */
  sync(outlets: Outlet[], now: Instant, mint: MintId): Promise<void>
  /** Takes up to `limit` outlets whose time has come, each for `leaseMs`, so that no one else visits them meanwhile. */
  claimDue(now: Instant, limit: number, leaseMs: number): Promise<DueOutlet[]>
  /** The same for named outlets, gone or not (or for all but those that are gone: null), due or not. */
  claim(ids: string[] | null, now: Instant, leaseMs: number): Promise<DueOutlet[]>
  /** When the next outlet that nobody has claimed is due; null where there is none. */
  nextDueAt(now: Instant): Promise<Instant | null>
  /** Goes on holding what was claimed and is not given back yet. */
  renew(ids: string[], now: Instant, leaseMs: number): Promise<void>
  /** Gives back what was claimed but not visited; it stays due. */
  release(ids: string[]): Promise<void>
  list(): Promise<OutletHealth[]>
  find(id: string): Promise<OutletHealth | undefined>
  /** Those that a refusal told to wait beyond `now`, with the address that is asked. */
  refused(now: Instant): Promise<{ url: string; retryAt: Instant }[]>
  /** What an outlet's feed listed at the last good visit. */
  items(id: string): Promise<ListedItem[]>
  /** How many articles those outlets published on each of the last days (of UTC), today last. */
  perDay(ids: string[], days: number, now: Instant): Promise<Map<string, number[]>>
}

/** A visit with everything that it changes. */
export type VisitRecord = {
  visit: Visit
  nextVisitAt: Instant
  failures: number
  /** Until when a refusal told us to wait. */
  retryAt?: Instant | null
  /** Nobody is to come again (410). */
  isGone?: boolean
  /** Where to ask next time; present where that changed. */
  address?: OutletAddress
  /** Present after every good body, the same one too: replaced as a whole (RFC 9111 §4.3.4). */
  validators?: Validators
  /** What the outlet asks for; present where no body was read and that changed all the same. */
  hints?: FeedHints
  /** Present when a body was read. */
  read?: ReadFeed
}

/** A feed as it was read at a visit. */
export type ReadFeed = {
  /** Null when the body held only a part of what the outlet lists. */
  bodyHash: string | null
  /** False when articles that the outlet still lists may be missing here (226). */
  listsAll: boolean
  title: string | null
  siteUrl: string | null
  language: string | null
  hints: FeedHints
  /** Null where only the new part of the body was read. */
  repairs: Repair[] | null
  /** Those of the items that are not known. */
  articles: IdentifiedArticle[]
  /** Every item of the body; absent where it was read whole and could not be cut. */
  slices?: ReadSlice[]
}

export type { IdentifiedArticle } from '../model/article.ts'

/** What a visit brought. */
export type VisitCounts = {
  newArticles: number
  changedArticles: number
  /** Nothing was stored: an item was taken for known that is not, so the whole body must be read. */
  mustReadWhole?: true
}

export type VisitStore = {
  /** Stores the visit, the outlet's state and the articles that are new or were edited, all or nothing. */
  record(record: VisitRecord): Promise<VisitCounts>
  /** Stores what a hub pushed, like a visit that brought a part of the feed; the outlet's pace and validators stay. */
  receive(visit: Visit, articles: IdentifiedArticle[]): Promise<VisitCounts>
  recent(outletId: string, limit: number): Promise<Visit[]>
  prune(before: Instant): Promise<number>
}

export type WaitingArticle = Article & { hintStoryId: number | null }

export type ArticleStore = {
  /** Articles that are in no story yet, or were edited since, by their `eventAt`. */
  waiting(limit: number): Promise<WaitingArticle[]>
  /** What grouping reads of the placed articles since then. */
  placedSince(since: Instant): Promise<PlacedArticle[]>
  /** The latest articles before then, for word frequencies alone. */
  before(until: Instant, limit: number): Promise<GroupArticle[]>
  /** What grouping reads of these articles. */
  grouped(ids: number[]): Promise<GroupArticle[]>
  ofOutlet(outletId: string, limit: number): Promise<Article[]>
  /**
   * How many articles an outlet published since then, and the time of the oldest of them; of fewer than two, that of the
   * oldest that is known of it at all. What its first visit found without a date does not count.
   */
  published(
    outletId: string,
    since: Instant,
    firstVisitAt: Instant,
  ): Promise<{ count: number; since: Instant | null }>
  /** Empties articles older than that, and forgets those that no outlet lists any more. Their stories become due. */
  prune(before: Instant, now: Instant): Promise<number>
}

/** A story that must be judged, with everything that judging it reads. */
export type DueStory = {
  story: Story
  articles: StoryArticle[]
  entries: CurrentEntry[]
  /** The `file_at` that made it due: filing it leaves a later one alone. */
  dueAt: Instant
}
export type StoryArticle = Article & {
  knownAt: Instant
  outlet: OutletSource
  isPrivate: boolean
  /** Why it is in the story: its likeness to it, and the words that they share. */
  joined: Pick<Placement, 'score' | 'words'>
}
export type CurrentEntry = Entry & { seq: number; snapshot: Snapshot }

/** What judging a story came to: its new totals, its changed entries, and when to look again. */
export type FiledStory = {
  story: Story
  changes: { entry: Entry; kind: ChangeKind; snapshot: Snapshot }[]
  dueAt: Instant
  fileAt: Instant | null
}

export type StoryPage = {
  story: Story
  articles: StoryArticle[]
  related: Headline[]
  topics: { id: string; title: string }[]
}

/** What arranging goes by and leaves behind beside the stories. */
export type WindowCommit = {
  /** The newest of `story_changes` that was seen: where another one is there, nothing is written. */
  seen: number
  window: OpenWindowChanges
}

/** A text that its outlet replaced: `revision` is its number, and the next one came at `replacedAt`. */
export type EarlierTitle = { articleId: number; revision: number; title: string; replacedAt: Instant }

/** What a story came to, among all stories, at one of its changes. */
export type StoryStep = { at: Instant; leadId: number; outletCount: number; independentCount: number }

export type Regrouped = {
  moves: { articleId: number; to: number; founds: boolean; score: number; words: string[] }[]
  merges: { from: number; into: number }[]
}

export type StoryStore = {
  /** The first id that no story has had. */
  nextId(): Promise<number>
  /**
   * Writes where articles were put; the touched stories become due, and an article that was edited meanwhile goes on
   * waiting. Gives the newest seq of `story_changes`; undefined, and writes nothing, where another arranged meanwhile.
   */
  place(
    placed: Placement[],
    waiting: WaitingArticle[],
    publicIds: Map<number, string>,
    at: Instant,
    commit?: WindowCommit,
  ): Promise<number | undefined>
  due(now: Instant, limit: number): Promise<DueStory[]>
  /** Writes what judging came to; returns the topics that changed with their newest seq. */
  file(filed: FiledStory[], at: Instant): Promise<Map<string, number>>
  /**
   * Writes what a second look at the open window changed: articles that go elsewhere (into new stories too, whose public
   * ids come along), then merges. Gives the newest seq of `story_changes`; undefined where another arranged meanwhile.
   */
  regroup(
    regrouped: Regrouped,
    publicIds: Map<number, string>,
    at: Instant,
    commit?: WindowCommit,
  ): Promise<number | undefined>
  /**
   * Story `from` is taken in by `into`: its articles and its entries go over, and both become due. An entry keeps the id
   * that readers know; the page of the merged story leads to the other.
   */
  merge(from: number, into: number, at: Instant): Promise<void>
  /**
   * People said that these articles of a story are not the same story as the rest. They found one of their own, and no
   * grouping brings the two together again. Gives false, and does nothing, where that would leave either side empty.
   */
  split(storyId: number, articleIds: number[], publicId: string, at: Instant): Promise<boolean>
  /** The pairs of articles that people told apart, both ways, with the story that the other one is in. */
  separations(): Promise<[articleId: number, otherId: number, otherStoryId: number][]>
  /** Those of these stories' leads. */
  leadIds(storyIds: number[]): Promise<number[]>
  /** The open window as it was kept; undefined where none was, or of another version. */
  openWindow(version: string): Promise<KeptWindow | undefined>
  /** The leads of those stories as headlines, in their order; merged, empty and private ones are left out. */
  leads(storyIds: number[]): Promise<Headline[]>
  /** By public id; of a merged story, the one that took it in. */
  find(publicId: string): Promise<StoryPage | undefined>
  /** How a story grew since all stories have it, oldest first, at most so many steps. */
  steps(publicId: string, limit: number): Promise<StoryStep[]>
  /** The titles that articles of a story had before, oldest first, at most so many. */
  earlierTitles(storyId: number, limit: number): Promise<EarlierTitle[]>
  /** The newest seq of `story_changes`. */
  lastChange(): Promise<number>
}

/** An entry as a feed shows it: its snapshot and the lead's text at the snapshot's revision. */
export type PublishedEntry = {
  publicId: string
  seq: number
  snapshot: Snapshot
  /** All but its plain text, which no feed shows. */
  lead: Omit<Article, 'text'>
  outlet: OutletSource
}

/** Whose article it is: its feed as the outlet serves it. */
export type OutletSource = {
  id: string
  title: string
  siteUrl: string | null
  feedUrl: string
  private: boolean
}

/** Where a page of a feed begins: behind the last entry of the page before. */
export type EntryPlace = { enteredAt: Instant; publicId: string }

/** Which of a topic's entries a feed lists. */
export type EntrySelection = {
  limit: number
  before?: EntryPlace
  /** Only those that entered then or later. Not with `since`. */
  from?: Instant
  /** Only those whose lead is in this language, named without a region: `ar`; empty where it is not known. */
  language?: string
  /** Only those that so many independent outlets report. */
  minOutlets?: number
  /** Only what changed since: after that seq, or after that time. Goes with `limit`, `language` and `minOutlets` alone. */
  since?: { seq: number } | { at: Instant }
  /** As they stood then. */
  asOf?: Instant
}

/** What a topic's feed is called by at one of its changes. */
export type TopicVersion = {
  /** The highest seq of its changes; 0 while it has none. */
  seq: number
  changedAt: Instant | null
  /** Last-Modified: whole seconds, never equal for two versions. */
  modifiedAt: Instant | null
  /** How many changes it has. */
  number: number
}

/** A topic's entries of one moment, newest first. */
export type EntryReading = {
  version: TopicVersion
  entries: PublishedEntry[]
  /** Where the page after this one begins; null on the last. */
  older: EntryPlace | null
  /** Of `since` the entries that left; of the newest page those that lately went into another entry of it. */
  deleted: DeletedEntry[]
  /** Of `since` alone: false where more changed than was read. */
  isWhole: boolean
  /** When its latest changes were, the newest first. */
  changedAt: Instant[]
}

/** A full page of a topic's archive: some of its changes, each entry as the last of them left it. */
export type ArchivePage = Pick<EntryReading, 'version' | 'entries' | 'deleted'>

/** One change of a topic, with the entry as it left it. */
export type TopicChange = Pick<EntryChange, 'seq' | 'publicId' | 'kind' | 'at'> & {
  /** Undefined where it left, or its lead is not kept any more. */
  entry: PublishedEntry | undefined
}

export type EntryStore = {
  /** A topic's entries, newest first; `before` is the place of the last one of the page before. */
  feed(topicId: string, limit: number, before?: EntryPlace): Promise<PublishedEntry[]>
  /** The entries that are asked for, with the version that they are of. */
  read(topicId: string, selection: EntrySelection): Promise<EntryReading>
  /** A page of the archive, counted from 1, the oldest; undefined where it is not full yet. */
  archive(topicId: string, page: number): Promise<ArchivePage | undefined>
  /** What came after that seq, the oldest first; each change is given, so that who goes on behind the last misses none. */
  changes(topicId: string, after: number, limit: number): Promise<TopicChange[]>
  /** The highest seq of every topic that has one. */
  versions(): Promise<Map<string, number>>
  /** The languages that a topic's entries are in, by code; '' where it is not known. */
  languages(topicId: string): Promise<string[]>
  /** When the entries that are in a topic entered, as far back as that, in no order: one each. */
  enteredSince(topicId: string, since: Instant): Promise<Instant[]>
  /**
   * Of how many entries each outlet reports, among those that entered since then and the newest so many of them; the most
   * first. Private outlets are left out unless asked for.
   */
  outletsSince(
    topicId: string,
    since: Instant,
    most: number,
    withPrivate?: boolean,
  ): Promise<ReportingOutlet[]>
  /** A topic's version now. */
  version(topicId: string): Promise<TopicVersion>
  /** Whether that was a version of the topic once. */
  hadVersion(topicId: string, seq: number): Promise<boolean>
}

/** An outlet of a topic, and how many of its entries it reports. */
export type ReportingOutlet = { id: string; title: string; entries: number }

/** How many changes make a page of a topic's archive. It may never change: pages that were served stay as they are. */
export const ARCHIVE_PAGE = 50

export type StoredTopic = {
  id: string
  publicId: string
  title: string
  description: string | null
  createdAt: Instant
  removedAt: Instant | null
  /** Nobody is told that it is, or was. */
  private: boolean
}

export type TopicStore = {
  /** Makes the table agree with the configuration. A new or changed topic makes every story due. */
  sync(topics: Topic[], now: Instant, mint: MintId): Promise<void>
  find(id: string): Promise<StoredTopic | undefined>
}

export type ConfigStore = {
  /** Keeps a configuration that comes into force; gives its number, the one before where it is the same. */
  note(config: string, now: Instant): Promise<number>
}

/** The secret addresses of private topics. Tokens are kept as their hashes alone. */
export type TokenStore = {
  add(token: TopicToken): Promise<void>
  list(): Promise<TopicToken[]>
  /** False where there was none. */
  remove(hash: string): Promise<boolean>
}

export type TopicToken = { hash: string; topicId: string; createdAt: Instant }

export type LeaseStore = {
  /** True when `holder` has the lease until then: it was free, expired, or its own. */
  acquire(name: string, holder: string, now: Instant, ms: number): Promise<boolean>
  release(name: string, holder: string): Promise<void>
}

/** What is read of a placed article in great numbers: all but its texts. */
export type ArticleFacts = {
  id: number
  /** When a reader could first have had it: the clock of searching. */
  knownAt: Instant
  outletId: string
  language: string | null
  seenAt: Instant
  publishedAt: Instant | null
  storyId: number
}

export type ArticleText = Pick<
  Article,
  | 'id'
  | 'title'
  | 'summary'
  | 'text'
  | 'author'
  | 'categories'
  | 'outletId'
  | 'language'
  | 'url'
  | 'seenAt'
  | 'publishedAt'
>

/** An article and where it is. */
export type FoundArticle = {
  article: ArticleText
  isPrivate: boolean
  /** Null while it waits to be placed. */
  storyPublicId: string | null
}

export type StoryFacts = Pick<Story, 'id' | 'publicId' | 'independentCount' | 'keywords'>

/** What searching reads. Only articles that are in a story have facts, and of no private outlet unless asked for. */
export type SearchStore = {
  /** About how many articles there are. */
  size(): Promise<number>
  /** Ids under `belowId` of articles that an FTS5 expression finds, the highest first: private ones too. */
  find(expression: string, belowId: number, limit: number): Promise<number[]>
  /** The words of the index that come behind one, in their order. */
  words(after: string, limit: number): Promise<string[]>
  /** The newest articles that come behind a place, none from before `since`. */
  newest(
    before: { knownAt: Instant; id: number },
    limit: number,
    which?: { since?: Instant; withPrivate?: boolean },
  ): Promise<ArticleFacts[]>
  /** Those of these articles that may be shown, in no order. */
  factsOf(ids: number[]): Promise<ArticleFacts[]>
  /** The titles of those articles, in no order. */
  titles(ids: number[]): Promise<{ id: number; title: string }[]>
  /** What the matcher reads of these articles, in no order. */
  texts(ids: number[]): Promise<ArticleText[]>
  /** Articles with an id below it are not in the index yet, or not all of them; 0 once all are. */
  unindexedBelow(): Promise<number>
  /** Begins the index anew where another tokeniser made it, and says how far it is. */
  beginIndex(tokeniser: string): Promise<number>
  /** Adds articles to the index: from the id `from` on, all are then in it; 0 ends it. */
  index(articles: { id: number; words: ArticleWords }[], from: number): Promise<void>
  /** The ids below `belowId` of kept articles, the highest first. */
  ids(belowId: number, limit: number): Promise<number[]>
  /** A kept article by its id or its address; of several at one address, the newest. */
  article(idOrUrl: number | string): Promise<FoundArticle | undefined>
  urls(ids: number[]): Promise<{ id: number; url: string | null }[]>
  stories(ids: number[]): Promise<StoryFacts[]>
}
