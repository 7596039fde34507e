import type { Answer } from '../fetch/ask.ts'
import type { Call } from '../fetch/call.ts'
import type { Config } from '../model/config.ts'
import type { FetchFailure } from '../model/fetched.ts'
import type { Intent, PendingRequest } from '../model/push.ts'
import type { Instant } from '../model/time.ts'
import { intentUrl } from '../push/intent.ts'
import { grantedLeaseMs } from '../push/lease.ts'
import { retryAt } from '../push/retry.ts'
import { readTopicUrl } from '../push/topic-url.ts'
import type { Store } from '../store/store.ts'
import { publicTopics } from './topics.ts'

export type VerifyDeps = {
  store: Store
  config: Config
  call(request: Call): Promise<Answer>
  mintSecret(): string
  now(): Instant
  random(): number
}

const MOST_TRIES = 4
const NO_SUCH_TOPIC = 'There is no such topic here.'

/**
 * Settles what was asked of our hub: a topic that we do not have is denied (WebSub §5.2), anything else is done once
 * the callback has echoed a challenge (§5.3). Without that, all stays as it was.
 */
export async function settleRequest(request: PendingRequest, deps: VerifyDeps): Promise<void> {
  const { store, call, config, now } = deps
  const at = now()
  const { mode, callback, topicUrl, secret } = request
  const feed = readTopicUrl(topicUrl, config.site.url)
  if (!feed || !publicTopics(config).some(({ id }) => id === feed.topicId)) {
    const answer = await tell(callback, { mode: 'denied', topicUrl, reason: NO_SUCH_TOPIC }, call)
    return isUnheard(answer) ? tryAgain(request, deps) : store.subscribers.dropRequest(request.id)
  }
  const challenge = deps.mintSecret()
  const leaseMs = grantedLeaseMs(request.leaseMs)
  const answer = await tell(callback, { mode, topicUrl, challenge, leaseMs }, call)
  if (isUnheard(answer)) return tryAgain(request, deps)
  if (isEchoed(answer, challenge)) {
    if (mode === 'unsubscribe') await store.subscribers.unsubscribe({ ...feed, callback })
    else await store.subscribers.subscribe({ ...feed, callback, secret, leaseUntil: at + leaseMs })
  }
  await store.subscribers.dropRequest(request.id)
}

function tell(callback: string, intent: Intent, call: VerifyDeps['call']): Promise<Answer> {
  return call({ method: 'GET', url: intentUrl(callback, intent), wantsBody: true })
}

function isEchoed(answer: Answer, challenge: string): boolean {
  if (answer.kind === 'trouble' || answer.status < 200 || answer.status > 299) return false
  return answer.bytes.toString() === challenge
}

/** Nobody who could have said yes or no was reached, and that may change. */
function isUnheard(answer: Answer): boolean {
  return answer.kind === 'trouble' ? !FINAL.includes(answer.trouble.reason) : answer.status >= 500
}

/** Callbacks that we never ask, however often. */
const FINAL: FetchFailure[] = ['refused-address', 'bad-redirect']

async function tryAgain({ id, failures }: PendingRequest, { store, now, random }: VerifyDeps): Promise<void> {
  if (failures + 1 >= MOST_TRIES) return store.subscribers.dropRequest(id)
  await store.subscribers.putOffRequest(id, retryAt(now(), failures + 1, random()))
}
