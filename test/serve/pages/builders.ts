import type { CoverageItem } from '../../../src/flows/publish-coverage.ts'
import type { Site } from '../../../src/model/config.ts'
import type { FeedDocument, FeedEntry } from '../../../src/model/feed-document.ts'
import type { Visit } from '../../../src/model/outlet.ts'
import type { Headline } from '../../../src/model/story.ts'
import type { Topic } from '../../../src/model/topic.ts'
import { parseQuery } from '../../../src/query/parse.ts'
import { outsideHref } from '../../../src/serve/pages/href.ts'
import type {
  FeedLinks,
  Frame,
  OutletRow,
  RiverView,
  StoryView,
  TopicView,
} from '../../../src/serve/pages/views.ts'
import { NO_FILTER } from '../../../src/serve/river-filter.ts'

export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS
export const now = Date.UTC(2026, 2, 14, 12, 0)

export const arabicSite: Site = {
  title: 'خلاصة',
  url: 'https://news.example',
  language: 'ar',
  timezone: 'Asia/Riyadh',
}
export const englishSite: Site = {
  title: 'Khulasa',
  url: 'https://news.example',
  language: 'en',
  timezone: 'UTC',
}

export function aFrame(site: Site = arabicSite): Frame {
  return { site, now, path: '/', assets: '/static/v1', image: outsideHref }
}

export function aHeadline(change: Partial<Headline> = {}): Headline {
  return {
    kind: 'coverage',
    title: 'لافروف يستقبل وزير الخارجية الأفغاني في موسكو',
    url: 'https://marsad.example/2026/03/14/lavrov',
    outletId: 'marsad',
    outletTitle: 'المرصد',
    language: 'ar',
    direction: 'rtl',
    at: now - 30 * MINUTE_MS,
    ...change,
  }
}

export function anEntry(change: Partial<FeedEntry> = {}): FeedEntry {
  return {
    id: 'urn:uuid:0195947e-0000-7000-8000-000000000001',
    url: 'https://nahar.example/world/77',
    pageUrl: 'https://news.example/stories/0195947e-0000-7000-8000-000000000001',
    title: 'موسكو تستضيف جولة جديدة من المحادثات مع وفد من طالبان',
    summary: 'تبدأ في العاصمة الروسية محادثات تتناول التجارة وأمن الحدود، بحضور ممثلين عن دول الجوار.',
    html: '<p>تبدأ في العاصمة الروسية <b>محادثات</b> تتناول التجارة وأمن الحدود.</p>',
    author: null,
    language: 'ar',
    direction: 'rtl',
    keywords: ['طالبان', 'روسيا', 'موسكو'],
    image: null,
    enclosures: [],
    publishedAt: now - 45 * MINUTE_MS,
    updatedAt: now - 30 * MINUTE_MS,
    source: { id: 'nahar', title: 'نهار اليوم', siteUrl: 'https://nahar.example/', feedUrl: null },
    headlines: [],
    articleCount: 1,
    outletCount: 1,
    independentCount: 1,
    why: [],
    ...change,
  }
}

export function anEnglishEntry(change: Partial<FeedEntry> = {}): FeedEntry {
  return anEntry({
    id: 'urn:uuid:0195947e-0000-7000-8000-000000000002',
    url: 'https://courier.example/science/tides',
    pageUrl: 'https://news.example/stories/0195947e-0000-7000-8000-000000000002',
    title: 'Tidal power station feeds its first electricity to the grid',
    summary: 'Engineers in the strait switched on the first of twelve turbines this morning.',
    html: '<p>Engineers in the strait switched on the first of twelve turbines this morning.</p>',
    language: 'en',
    direction: 'ltr',
    keywords: ['tidal power', 'energy'],
    source: {
      id: 'courier',
      title: 'The Courier',
      siteUrl: 'https://courier.example/',
      feedUrl: 'https://courier.example/rss',
    },
    ...change,
  })
}

export function aDocument(entries: FeedEntry[] = [anEntry()], path = '/stories'): FeedDocument {
  const url = `https://news.example${path}`
  return {
    id: 'urn:uuid:0195947e-0000-7000-8000-00000000000f',
    title: 'كل الأخبار',
    description: null,
    language: 'ar',
    direction: 'rtl',
    homeUrl: url,
    urls: { rss: `${url}.rss`, atom: `${url}.atom`, json: `${url}.json` },
    updatedAt: now,
    entries,
  }
}

/** All stories, on one page. */
export function aRiver(entries: FeedEntry[] = [anEntry()], site: Site = arabicSite): RiverView {
  const document = aDocument(entries)
  return {
    ...aFrame(site),
    document,
    allStoriesUrls: document.urls,
    topics: [],
    paging: { before: null, older: null },
    filter: NO_FILTER,
    languages: ['ar', 'en'],
    live: null,
  }
}

/** What a story's page is given: the coverage is the lead and what its headlines tell. */
export function aStoryView(change: Partial<FeedEntry> = {}, site: Site = arabicSite): StoryView {
  const entry = anEntry(change)
  return {
    ...aFrame(site),
    entry,
    allStories: feedLinks('كل الأخبار', '/stories'),
    coverage: [aCoverageItem({ articleId: 1, isLead: true, at: entry.publishedAt, joined: null })],
    changes: [],
    growth: [],
    topics: [],
    splitPath: null,
    other: null,
  }
}

export function aCoverageItem(change: Partial<CoverageItem> = {}): CoverageItem {
  const joined = { score: 0.62, words: ['موسكو', 'طالبان'] }
  return { ...aHeadline(), articleId: 2, isLead: false, source: null, joined, ...change }
}

/** What a topic's page is given. */
export function aTopicView(change: Partial<Topic> = {}, site: Site = arabicSite): TopicView {
  const topic = aTopic(change)
  return {
    ...aFrame(site),
    topic,
    query: parseQuery('طالبان (روسيا OR موسكو)').root,
    isTold: () => true,
    document: aDocument([anEntry()], `/topics/${topic.id}`),
    paging: { before: null, older: null },
    figures: {
      perDay: [
        { day: '2026-03-13', count: 0 },
        { day: '2026-03-14', count: 3 },
      ],
      outlets: [{ id: 'nahar', title: 'نهار اليوم', entries: 3 }],
    },
    qrPath: `/topics/${topic.id}/qr.svg`,
    live: null,
  }
}

export function feedLinks(title: string, path: string): FeedLinks {
  return { title, urls: aDocument([], path).urls }
}

export function aTopic(change: Partial<Topic> = {}): Topic {
  return {
    id: 'taliban-russia',
    title: 'روسيا وطالبان',
    description: 'ما يجري بين موسكو وكابول.',
    query: 'طالبان (روسيا OR موسكو)',
    languages: ['ar'],
    outlets: [],
    minOutlets: 2,
    holdMs: 180_000,
    limit: 50,
    withinMs: null,
    maxAgeMs: null,
    per: 'story',
    updates: 'silent',
    headlines: 'live',
    private: false,
    formerly: [],
    ...change,
  }
}

export function aVisit(change: Partial<Visit> = {}): Visit {
  return {
    outletId: 'courier',
    at: now - 10 * MINUTE_MS,
    tookMs: 340,
    outcome: 'read',
    status: 200,
    bytes: 48_200,
    newArticles: 3,
    changedArticles: 1,
    problem: null,
    repairs: [],
    ...change,
  }
}

export function anOutletRow(change: Partial<OutletRow> = {}): OutletRow {
  return {
    card: { id: 'courier', title: 'The Courier', siteUrl: 'https://courier.example/', language: 'en' },
    url: 'https://courier.example/rss?key=s3cret',
    lastVisit: aVisit(),
    nextVisitAt: now + 5 * MINUTE_MS,
    failures: 0,
    articleCount: 1234,
    latestArticleAt: now - HOUR_MS,
    state: { kind: 'well' },
    repairs: [],
    movedTo: null,
    perDay: [0, 0, 4, 1, 0, 9, 2, 2, 3, 0, 0, 1, 5, 3],
    ...change,
  }
}
