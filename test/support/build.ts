import type { NewArticle } from '../../src/model/article.ts'
import type { Outlet, Visit } from '../../src/model/outlet.ts'
import type { Topic } from '../../src/model/topic.ts'
import { ftsRow } from '../../src/query/fts.ts'
import { packTexts } from '../../src/store/packed-texts.ts'
import type { IdentifiedArticle, ReadFeed, Store, VisitRecord } from '../../src/store/store.ts'

export const NOON = Date.UTC(2026, 2, 1, 12)
export const MINUTE = 60_000
export const HOUR = 60 * MINUTE

/** Ids in order: the same test always sees the same ones. */
export function counter(): () => string {
  let count = 0
  return () => `urn:uuid:00000000-0000-7000-8000-${String(++count).padStart(12, '0')}`
}

export function anOutlet(change: Partial<Outlet> = {}): Outlet {
  const outlet = {
    id: 'gazette',
    url: 'https://gazette.example/feed',
    title: null,
    language: null,
    timezone: null,
  }
  return { ...outlet, everyMs: 15 * MINUTE, owner: null, private: false, ...change }
}

export function aTopic(change: Partial<Topic> = {}): Topic {
  const topic = {
    id: 'everything',
    title: 'Everything',
    description: null,
    query: '*',
    languages: [],
    outlets: [],
  }
  const reach = { private: false, formerly: [] }
  return {
    ...topic,
    ...reach,
    minOutlets: 1,
    holdMs: 0,
    withinMs: null,
    maxAgeMs: null,
    per: 'story',
    limit: 50,
    updates: 'silent',
    headlines: 'live',
    ...change,
  }
}

export function anArticle(change: Partial<NewArticle> = {}): IdentifiedArticle {
  const article: NewArticle = {
    outletId: 'gazette',
    guid: 'one',
    url: 'https://gazette.example/one',
    title: 'Floods close the coast road',
    summary: 'The road has been closed since the morning.',
    html: '<p>The road has been closed since the morning.</p>',
    text: '',
    author: null,
    language: 'en',
    direction: 'ltr',
    categories: [],
    image: null,
    enclosures: [],
    publishedAt: NOON,
    seenAt: NOON,
    eventAt: NOON,
    ...change,
  }
  const { title, summary, html, url } = article
  return {
    ...article,
    texts: packTexts(article),
    altKey: url && `${url} ${title}`,
    contentHash: JSON.stringify([title, summary, html, url, article.image]),
    words: ftsRow(article),
  }
}

export function aVisit(change: Partial<Visit> = {}): Visit {
  const visit = {
    outletId: 'gazette',
    at: NOON,
    tookMs: 10,
    outcome: 'read' as const,
    status: 200,
    bytes: 1_000,
  }
  return { ...visit, newArticles: 0, changedArticles: 0, problem: null, repairs: [], ...change }
}

export function aRead(articles: IdentifiedArticle[], change: Partial<ReadFeed> = {}): ReadFeed {
  const read = {
    bodyHash: 'hash',
    listsAll: true,
    hints: {},
    repairs: [],
    title: 'The Gazette',
    siteUrl: 'https://gazette.example/',
  }
  return { ...read, language: 'en', articles, ...change }
}

/** A visit that read those articles. */
export function aRecord(articles: IdentifiedArticle[], visit: Partial<Visit> = {}): VisitRecord {
  const at = visit.at ?? NOON
  const validators = { etag: 'W/"a,b"', lastModified: 'yesterday' }
  return {
    visit: aVisit(visit),
    nextVisitAt: at + 15 * MINUTE,
    failures: 0,
    validators,
    read: aRead(articles),
  }
}

/** A store that knows one outlet and has these articles of it, seen at noon. */
export async function seed(
  store: Store,
  articles: IdentifiedArticle[],
  outlets = [anOutlet()],
): Promise<void> {
  await store.outlets.sync(outlets, NOON, counter())
  for (const outlet of outlets) {
    const own = articles.filter(article => article.outletId === outlet.id)
    await store.visits.record(aRecord(own, { outletId: outlet.id }))
  }
}
