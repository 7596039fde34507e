import { builtInTopic } from '../flows/topics.ts'
import { STORIES, type Topic } from '../model/topic.ts'
import type { OutletHealth, StoredTopic } from '../store/store.ts'
import type { ServeDeps } from './deps.ts'

type Served =
  | { kind: 'topic'; topic: Topic; stored: StoredTopic }
  /** It was served once, and is no more (410). */
  | { kind: 'gone' }
  | { kind: 'unknown' }

/** The topic of that id as it is served now. */
export async function servedTopic({ store, config }: ServeDeps, id: string): Promise<Served> {
  const topic = id === STORIES ? builtInTopic(config) : config.topics.find(other => other.id === id)
  const stored = await store.topics.find(id)
  if (topic && stored) return { kind: 'topic', topic, stored }
  return stored?.removedAt ? { kind: 'gone' } : { kind: 'unknown' }
}

/** An outlet that may be shown to everybody: configured, and not private. */
export async function listedOutlet(
  { store, config }: ServeDeps,
  id: string,
): Promise<OutletHealth | undefined> {
  const configured = config.outlets.find(outlet => outlet.id === id)
  return configured && !configured.private ? await store.outlets.find(id) : undefined
}

const TOPIC_PATH = /^\/topics\/([a-z0-9-]+)(?:\.(?:rss|atom|json))?$/

/** Whether an address was a topic's once: such a one is never coming back, and clients may forget it (410). */
export async function isGone(deps: ServeDeps, path: string): Promise<boolean> {
  const id = TOPIC_PATH.exec(path)?.[1]
  return id !== undefined && (await servedTopic(deps, id)).kind === 'gone'
}
