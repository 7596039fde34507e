import { topicBase } from '../flows/feed-addresses.ts'
import { allTopics } from '../flows/topics.ts'
import type { Config } from '../model/config.ts'
import type { Topic } from '../model/topic.ts'
import type { OutletHealth } from '../store/store.ts'
import type { ServeDeps } from './deps.ts'

/** A topic and where it is reached: its page, and with the ending of a format its feeds. */
export type Reach = {
  topic: Topic
  base: string
  /** The token of a private topic's address. */
  token?: string
}

/** What an id leads to; a topic that was renamed is at `to` now. */
export type Reached = ({ kind: 'topic' } & Reach) | { kind: 'moved'; to: string } | { kind: 'unknown' }

/** Finds topics by the ids that addresses name, in memory alone. */
export function topicFinder(config: Config): {
  /** A topic that everybody may know of. */
  shown(id: string): Reached
  /** A private topic behind that token, which is to be checked. */
  secret(id: string, token: string): Reached
} {
  const topics = new Map(allTopics(config).map(topic => [topic.id, topic]))
  const moved = new Map(config.topics.flatMap(topic => topic.formerly.map(id => [id, topic])))
  const find = (id: string, isPrivate: boolean): Topic | undefined => {
    const topic = topics.get(id) ?? moved.get(id)
    return topic?.private === isPrivate ? topic : undefined
  }
  const reached = (topic: Topic | undefined, id: string, reach: (topic: Topic) => Reach): Reached => {
    if (!topic) return { kind: 'unknown' }
    return topic.id === id ? { kind: 'topic', ...reach(topic) } : { kind: 'moved', to: topic.id }
  }
  return {
    shown: id => reached(find(id, false), id, topic => ({ topic, base: topicBase(config.site, topic.id) })),
    secret: (id, token) =>
      reached(find(id, true), id, topic => ({
        topic,
        base: `${config.site.url}/p/${token}/${topic.id}`,
        token,
      })),
  }
}

/** An outlet that may be shown to everybody: configured, and not private. */
export async function listedOutlet(
  { store, config }: ServeDeps,
  id: string,
): Promise<OutletHealth | undefined> {
  const configured = config.outlets.find(outlet => outlet.id === id)
  return configured && !configured.private ? await store.outlets.find(id) : undefined
}

const TOPIC_PATH = /^\/topics\/([a-z0-9-]{1,64})(?:\.(?:rss|atom|json)|\/archive\/\d+\.(?:rss|atom|json))?$/

/** Whether an address was a topic's once: such a one is never coming back, and clients may forget it (410). */
export async function isGone({ store, config }: ServeDeps, path: string): Promise<boolean> {
  const id = TOPIC_PATH.exec(path)?.[1]
  if (id === undefined || config.topics.some(topic => topic.id === id)) return false
  const stored = await store.topics.find(id)
  return stored !== undefined && stored.removedAt !== null && !stored.private
}

/** A path as logs may have it: secret addresses stay secret. */
export function withoutToken(path: string): string {
  return path.replace(/^\/p\/.*/s, '/p/…')
}
