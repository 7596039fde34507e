import { LRUCache } from 'lru-cache'
import type { Answer } from '../fetch/ask.ts'
import type { Call } from '../fetch/call.ts'
import type { Config } from '../model/config.ts'
import type { FeedFormat } from '../model/push.ts'
import type { Instant } from '../model/time.ts'
import type { Topic } from '../model/topic.ts'
import { hubUrls } from '../push/hub-urls.ts'
import { linkHeader } from '../push/link-header.ts'
import { isGivenUp, retryAt } from '../push/retry.ts'
import { sign } from '../push/signature.ts'
import { topicUrl } from '../push/topic-url.ts'
import { webhookHeaders } from '../push/webhook.ts'
import { OUTPUT_FORMATS } from '../render/formats.ts'
import type { DueSubscriber } from '../store/push.ts'
import type { Store, StoredTopic } from '../store/store.ts'
import { publishTopic } from './publish.ts'
import { allTopics } from './topics.ts'

export type DeliverDeps = {
  store: Store
  config: Config
  call(request: Call): Promise<Answer>
  now(): Instant
  random(): number
}

/** What came of telling one subscriber of a topic's news. */
export type Delivery =
  | { kind: 'told' | 'gone' }
  | { kind: 'failed' | 'given-up'; problem: string }
  /** There was nothing to tell. */
  | { kind: 'nothing' }

type Message = Pick<Call, 'headers' | 'body'>
type Feed = { topic: Topic; stored: StoredTopic }

/** What comes in quick succession is told together. */
export const GAP_MS = 5_000
const MOST_NEWS = 500
const READY_FEEDS = 32

/**
 * What changed → subscribers and webhooks.
 *
 * Everybody has a cursor in the record of changes, so that nothing is lost over failures and restarts: whoever failed is
 * told, at the next try, all that came meanwhile.
 */
export class Deliverer {
  readonly #deps: DeliverDeps
  /** Rendered once for all who are sent the same, as the bytes that are signed and sent. */
  readonly #ready = new LRUCache<string, { seq: number; body: Promise<Buffer | null> }>({ max: READY_FEEDS })

  constructor(deps: DeliverDeps) {
    this.#deps = deps
  }

  /** Tells one subscriber what is new in its topic, and writes down how that went. */
  async deliver(due: DueSubscriber): Promise<Delivery> {
    const { store, call, now } = this.#deps
    const message = due.news > due.cursor ? await this.#messageFor(due) : null
    if (!message) {
      await this.#settle(due, null)
      return { kind: 'nothing' }
    }
    const answer = await call({ method: 'POST', url: due.callback, ...message })
    const problem = problemOf(answer)
    if (problem === null) {
      await this.#settle(due, null)
      return { kind: 'told' }
    }
    // WebSub §7: 410 says that there is no such subscription any more
    if (answer.kind === 'answer' && answer.status === 410) {
      await store.subscribers.remove(due.id)
      return { kind: 'gone' }
    }
    // whom the operator names is told in the end, however long it is away
    if (due.kind !== 'webhook' && due.failingSince !== null && isGivenUp(due.failingSince, now())) {
      await this.#settle(due, problem)
      return { kind: 'given-up', problem }
    }
    return this.#putOff(due, problem)
  }

  #settle({ id, news }: DueSubscriber, problem: string | null): Promise<void> {
    const { store, now } = this.#deps
    return store.subscribers.settle(id, { cursor: news, at: now(), gapMs: GAP_MS, problem })
  }

  async #putOff(due: DueSubscriber, problem: string): Promise<Delivery> {
    const { store, now, random } = this.#deps
    const failures = due.failures + 1
    const failingSince = due.failingSince ?? now()
    const dueAt = retryAt(now(), failures, random())
    await store.subscribers.putOff(due.id, { failures, failingSince, problem, dueAt })
    return { kind: 'failed', problem }
  }

  async #messageFor(due: DueSubscriber): Promise<Message | null> {
    switch (due.kind) {
      case 'websub':
        return this.#feedMessage(due)
      case 'webhook':
        return this.#webhookMessage(due)
      case 'ping':
        return pingMessage(due.topicId, this.#deps.config.site.url)
    }
  }

  /** WebSub §7: the whole feed as it is served, with its links and its signature. */
  async #feedMessage({ topicId, format, secret }: DueSubscriber): Promise<Message | null> {
    const body = await this.#feed(topicId, format)
    if (body === null) return null
    const { site } = this.#deps.config
    return {
      body,
      headers: {
        'content-type': `${OUTPUT_FORMATS[format].mediaType}; charset=utf-8`,
        link: linkHeader(hubUrls(site), topicUrl(site.url, topicId, format)),
        ...(secret === null ? {} : { 'x-hub-signature': sign(body, secret) }),
      },
    }
  }

  async #feed(topicId: string, format: FeedFormat): Promise<Buffer | null> {
    const { seq } = await this.#deps.store.entries.version(topicId)
    const key = `${topicId}.${format}`
    const ready = this.#ready.get(key)
    if (ready?.seq === seq) return ready.body
    const body = this.#render(topicId, format)
    this.#ready.set(key, { seq, body })
    body.catch(() => this.#ready.delete(key))
    return body
  }

  async #render(topicId: string, format: FeedFormat): Promise<Buffer | null> {
    const { store, config } = this.#deps
    const found = await this.#find(topicId)
    if (!found) return null
    const { document } = await publishTopic(found.topic, found.stored, { store, config })
    return Buffer.from(OUTPUT_FORMATS[format].render(document))
  }

  /** The topic's JSON Feed with nothing but the news; none when all of it has left again. */
  async #webhookMessage({ topicId, cursor, news, secret }: DueSubscriber): Promise<Message | null> {
    const { store, config, now } = this.#deps
    const found = await this.#find(topicId)
    if (!found) return null
    const wanted = new Set(await store.subscribers.news(topicId, cursor, news))
    const topic = { ...found.topic, limit: MOST_NEWS }
    const { document } = await publishTopic(topic, found.stored, { store, config })
    const entries = document.entries.filter(({ id }) => wanted.has(id))
    if (entries.length === 0) return null
    const { mediaType, render } = OUTPUT_FORMATS.json
    const body = render({ ...document, entries })
    const id = `${topicId}.${cursor}.${news}`
    const headers = { 'content-type': `${mediaType}; charset=utf-8` }
    return { body, headers: { ...headers, ...webhookHeaders(id, now(), body, secret ?? '') } }
  }

  async #find(id: string): Promise<Feed | null> {
    const { store, config } = this.#deps
    const topic = allTopics(config).find(other => other.id === id)
    const stored = topic && (await store.topics.find(id))
    return topic && stored ? { topic, stored } : null
  }
}

/** What hubs of before WebSub agreed on, and hubs still understand: which feeds to fetch anew. */
function pingMessage(topicId: string, siteUrl: string): Message {
  const fields = new URLSearchParams({ 'hub.mode': 'publish' })
  for (const format of Object.keys(OUTPUT_FORMATS) as FeedFormat[])
    fields.append('hub.url', topicUrl(siteUrl, topicId, format))
  return { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: String(fields) }
}

function problemOf(answer: Answer): string | null {
  if (answer.kind === 'trouble') return answer.trouble.message
  return answer.status >= 200 && answer.status < 300 ? null : `answered ${answer.status}`
}
