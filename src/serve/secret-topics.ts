import { timingSafeEqual } from 'node:crypto'
import { hashToken } from '../flows/topic-token.ts'
import type { Instant } from '../model/time.ts'
import type { TopicToken } from '../store/store.ts'
import type { ServeDeps } from './deps.ts'
import { type Reached, topicFinder } from './subjects.ts'

/** So long a revoked token may still be taken; meanwhile polls touch memory only. */
const KNOWN_FOR_MS = 1_000
const TOKEN = /^[\w-]{43}$/

/** Finds the private topics behind secret addresses (`/p/TOKEN/ID`). */
export function secretTopics({ store, config, now }: Pick<ServeDeps, 'store' | 'config' | 'now'>) {
  const { secret } = topicFinder(config)
  let known: { tokens: TopicToken[]; at: Instant } | undefined

  return async (token: string, id: string): Promise<Reached> => {
    const reached = TOKEN.test(token) ? secret(id, token) : UNKNOWN
    if (reached.kind === 'unknown') return reached
    if (!known || Math.abs(now() - known.at) >= KNOWN_FOR_MS)
      known = { tokens: await store.tokens.list(), at: now() }
    const topicId = reached.kind === 'moved' ? reached.to : reached.topic.id
    return isAmong(token, known.tokens, topicId) ? reached : UNKNOWN
  }
}

const UNKNOWN: Reached = { kind: 'unknown' }

/** Every hash is compared, each in constant time: how long it takes tells nothing of any. */
function isAmong(token: string, tokens: TopicToken[], topicId: string): boolean {
  const given = Buffer.from(hashToken(token))
  const found = tokens.map(({ hash, topicId: of }) => {
    const isSame = timingSafeEqual(given, Buffer.from(hash))
    return isSame && of === topicId
  })
  return found.includes(true)
}
