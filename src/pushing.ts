import type { Logger } from 'pino'
import type { JobHandlers } from './collector-door.ts'
import { mintSecret, type Works } from './deps.ts'
import { createAgent } from './fetch/agent.ts'
import { type Call, call } from './fetch/call.ts'
import { Backlog } from './flows/backlog.ts'
import { Deliverer, GAP_MS } from './flows/deliver.ts'
import { enlist } from './flows/enlist.ts'
import { receivePush } from './flows/receive.ts'
import { askHub, confirmIntent } from './flows/subscribe.ts'
import { settleRequest } from './flows/verify.ts'
import type { Config } from './model/config.ts'
import type { Visit } from './model/outlet.ts'
import type { DueSubscriber } from './store/push.ts'

/** Everything that the collector does about WebSub and webhooks beside visiting and arranging. */
export type Pushing = {
  /** Begins with whatever is due, and waits for none of it. */
  tick(): Promise<void>
  /** Topics have changed; whoever follows them is told if there is news. */
  changed(topicIds: Iterable<string>): Promise<void>
  /** What the server has us do. */
  jobs: Omit<JobHandlers, 'split'>
  close(): Promise<void>
}

type PushingDeps = {
  works: Works
  config: Config
  signal: AbortSignal
  log: Logger
  /** Told of each push that was taken in. */
  onPushed(visit: Visit): void
  onError(error: unknown): void
}

/** Whoever was being told when we were killed is told again after this. */
const LEASE_MS = 60_000
const EXPIRE_EVERY_MS = 3_600_000
const MOST_DELIVERIES = 32
const MOST_REQUESTS = 8
/** Its own connections and limits, so that callbacks never wait for outlets, nor outlets for callbacks. */
const MANNERS = { perHost: 8, concurrency: MOST_DELIVERIES + 2 * MOST_REQUESTS, gapMs: 0 }

/** Opens what pushes and is pushed, and makes who is told agree with the configuration. */
export async function openPushing(deps: PushingDeps): Promise<Pushing> {
  const { works, config, signal, onError, onPushed, log } = deps
  const { store, now, random, read, userAgent } = works.collect
  const agent = createAgent({ ...config.fetch, ...MANNERS })
  const asking = {
    store,
    config,
    now,
    random,
    mintSecret,
    call: (request: Call) => call(request, { agent, userAgent, signal }),
  }
  await enlist(config, { store, mintSecret, now: now() })

  const deliverer = new Deliverer(asking)
  const deliveries = backlog(
    MOST_DELIVERIES,
    limit => store.subscribers.claimDue(now(), limit, LEASE_MS),
    deliver,
  )
  const requests = backlog(
    MOST_REQUESTS,
    limit => store.subscribers.claimRequests(now(), limit, LEASE_MS),
    request => settleRequest(request, asking),
  )
  const subscriptions = backlog(
    MOST_REQUESTS,
    limit => store.subscriptions.claimDue(now(), limit, LEASE_MS),
    subscription => askHub(subscription, asking),
  )
  let expiredAt = 0

  return {
    async tick() {
      await Promise.all([deliveries.begin(), requests.begin(), subscriptions.begin()])
      if (now() - expiredAt < EXPIRE_EVERY_MS) return
      expiredAt = now()
      await store.subscribers.expire(expiredAt)
    },
    async changed(topicIds) {
      await store.subscribers.wake([...topicIds], now(), GAP_MS)
      await deliveries.begin()
    },
    jobs: {
      async 'hub-request'(request) {
        const isKept = await store.subscribers.request(request, now())
        void requests.begin()
        return isKept ? 'accepted' : 'busy'
      },
      'hub-intent': ({ intent, ...callback }) => confirmIntent(callback, intent, asking),
      async push(pushed) {
        const received = await receivePush(pushed, { store, config, read, now })
        if (received.kind === 'taken') onPushed(received.visit)
        if (received.kind === 'ignored') log.warn({ outlet: received.outletId }, received.problem)
        return received.kind
      },
    },
    async close() {
      await Promise.all([deliveries.stop(), requests.stop(), subscriptions.stop()])
      await agent.close()
    },
  }

  function backlog<T>(most: number, claim: (limit: number) => Promise<T[]>, work: (due: T) => Promise<void>) {
    return new Backlog<T>({
      most,
      claim,
      work,
      // what was broken off is due again when its lease ends
      onError: error => signal.aborted || onError(error),
    })
  }

  async function deliver(due: DueSubscriber): Promise<void> {
    const delivery = await deliverer.deliver(due)
    const facts = { kind: due.kind, topic: due.topicId, host: URL.parse(due.callback)?.host }
    if ('problem' in delivery) log.warn({ ...facts, problem: delivery.problem }, `delivery ${delivery.kind}`)
    else log.debug(facts, `delivery ${delivery.kind}`)
  }
}
