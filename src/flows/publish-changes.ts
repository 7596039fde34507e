import type { ChangeKind } from '../model/entry.ts'
import type { FeedEntry } from '../model/feed-document.ts'
import type { Instant } from '../model/time.ts'
import type { Topic } from '../model/topic.ts'
import { topicBase } from './feed-addresses.ts'
import type { PublishDeps } from './publish.ts'
import { publishEntries } from './publish-entry.ts'

/** One change of a topic's feed. */
export type PublishedChange = {
  seq: number
  kind: ChangeKind
  at: Instant
  /** The entry's own public id. */
  id: string
  /** As it stood after the change; null where it left, or may not be shown any more. */
  entry: FeedEntry | null
}

/** A topic's changes after one of them, the oldest first: whoever goes on behind the last of them misses none. */
export async function publishChanges(
  topic: Pick<Topic, 'id' | 'private'>,
  after: number,
  limit: number,
  { store, config }: PublishDeps,
): Promise<PublishedChange[]> {
  const base = topicBase(config.site, topic.id)
  const changes = await store.entries.changes(topic.id, after, limit)
  return changes.map(({ publicId, entry, seq, kind, at }) => {
    const [shown = null] = entry ? publishEntries([entry], topic, config, base) : []
    return { seq, kind, at, id: publicId, entry: shown }
  })
}
