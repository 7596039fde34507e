import type { ReportingOutlet } from '../store/store.ts'
import { countPerDay, daysUntil } from './days.ts'
import type { QueryDeps } from './query-jobs.ts'
import { allTopics } from './topics.ts'

/** A topic of the last days in numbers. */
export type TopicFigures = {
  kind: 'figures'
  /** How many entries came in on each day of the site, oldest first. */
  perDay: { day: string; count: number }[]
  /** Who reports them, the most entries first. */
  outlets: ReportingOutlet[]
}

export type FiguresAsk = { topicId: string; days: number }

/** Outlets are counted in the newest entries alone: each is a snapshot to read. */
const MOST_READ = 2_000

/** Counts what came into a topic, day by day, and who reports it. */
export async function topicFigures(
  { topicId, days: count }: FiguresAsk,
  { store, config, now, check }: QueryDeps,
): Promise<TopicFigures> {
  const days = daysUntil(now, count, config.site.timezone)
  const since = days[0]?.from ?? now
  const isPrivate = allTopics(config).some(topic => topic.id === topicId && topic.private)
  const entered = await store.entries.enteredSince(topicId, since)
  check()
  const outlets = await store.entries.outletsSince(topicId, since, MOST_READ, isPrivate)
  return { kind: 'figures', perDay: countPerDay(days, entered), outlets }
}
