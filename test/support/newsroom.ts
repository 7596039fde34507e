import { Arranger } from '../../src/flows/arrange.ts'
import { allTopics } from '../../src/flows/topics.ts'
import type { NewArticle } from '../../src/model/article.ts'
import type { Config } from '../../src/model/config.ts'
import type { Topic } from '../../src/model/topic.ts'
import { openStore } from '../../src/store/open.ts'
import type { Store } from '../../src/store/store.ts'
import { anArticle, anOutlet, aRecord, counter, HOUR, NOON } from './build.ts'

export const OUTLETS = ['gazette', 'herald', 'courier'].map(id =>
  anOutlet({ id, url: `https://${id}.example/feed` }),
)

export function aConfig(topics: Topic[] = [], change: Partial<Config> = {}): Config {
  return {
    site: { title: 'Khulasa', url: 'https://news.example', language: 'en', timezone: 'UTC' },
    fetch: {
      minIntervalMs: 1_000,
      adaptive: false,
      timeoutMs: 5_000,
      maxBytes: 1_000_000,
      perHost: 2,
      concurrency: 8,
      allowPrivate: ['loopback'],
    },
    grouping: { granularity: 'event', windowMs: 72 * HOUR, lead: 'first' },
    keep: { articlesMs: null, visitsMs: null },
    outlets: OUTLETS,
    topics,
    ...change,
  }
}

/** A store, an arranger and a clock that stands until it is set: what came is arranged when the test says so. */
export async function openNewsroom(
  topics: Topic[] = [],
  { store = openStore(':memory:'), change = {} }: { store?: Store; change?: Partial<Config> } = {},
) {
  const clock = { now: NOON }
  const config = aConfig(topics, change)
  const mint = counter()
  const committed: Map<string, number>[] = []
  await store.outlets.sync(config.outlets, clock.now, mint)
  await store.topics.sync(allTopics(config), clock.now, mint)
  // every outlet has been visited before, so that what comes now is news
  for (const { id } of config.outlets)
    await store.visits.record(aRecord([], { outletId: id, at: NOON - HOUR }))
  const hire = (hired = config) =>
    new Arranger({
      store,
      config: hired,
      now: () => clock.now,
      mint,
      onCommit: topicsNow => committed.push(topicsNow),
    })
  let arranger = hire()
  return {
    store,
    clock,
    config,
    committed,
    arrange: () => arranger.arrange(),
    /** What a restart does: another arranger, which reads everything anew. */
    async restart(changed: Topic[] = topics) {
      const next = aConfig(changed, change)
      await store.topics.sync(allTopics(next), clock.now, mint)
      arranger = hire(next)
    },
    /** One article comes in, seen now. */
    async receive(change: Partial<NewArticle>) {
      const at = clock.now
      const url = `https://${change.outletId ?? 'gazette'}.example/${change.guid ?? 'one'}`
      const article = anArticle({ seenAt: at, eventAt: at, publishedAt: at, url, ...change })
      return store.visits.record(aRecord([article], { outletId: article.outletId, at }))
    },
    /** The titles of a topic's entries, newest first, each with its headlines. */
    async feed(topicId: string) {
      const entries = await store.entries.feed(topicId, 50)
      return entries.map(({ lead, snapshot }) => [
        lead.title,
        ...snapshot.headlines.map(headline => headline.outletId),
      ])
    },
  }
}
