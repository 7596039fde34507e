import { createAgent } from '../../src/fetch/agent.ts'
import { type Call, call } from '../../src/fetch/call.ts'
import { Deliverer, GAP_MS } from '../../src/flows/deliver.ts'
import { enlist } from '../../src/flows/enlist.ts'
import { settleRequest } from '../../src/flows/verify.ts'
import type { Config } from '../../src/model/config.ts'
import type { HubRequest } from '../../src/model/push.ts'
import type { Topic } from '../../src/model/topic.ts'
import { MINUTE } from './build.ts'
import { openNewsroom } from './newsroom.ts'

/** A newsroom with a hub, whose callbacks may be on loopback unless told otherwise. What is due is done when the test says so. */
export async function openHub(
  topics: Topic[],
  { allowPrivate = ['loopback'], ...change }: Partial<Config> & { allowPrivate?: string[] } = {},
) {
  const room = await openNewsroom(topics)
  const { store, clock } = room
  const agent = createAgent({ allowPrivate, perHost: 8, concurrency: 8, gapMs: 0 })
  let secrets = 0
  const depsFor = (config: Config) => ({
    store,
    config,
    mintSecret: () => `minted-secret-${++secrets}`,
    now: () => clock.now,
    random: () => 0,
    call: (request: Call) => call(request, { agent, userAgent: 'khulasa/test' }),
  })
  let config = { ...room.config, ...change }
  let deps = depsFor(config)
  let deliverer = new Deliverer(deps)
  const enlistNow = () => enlist(config, { store, mintSecret: deps.mintSecret, now: clock.now })
  await enlistNow()

  const hub = {
    ...room,
    close: () => agent.close(),
    ask: (request: Partial<HubRequest> & { callback: string }) =>
      store.subscribers.request(
        {
          mode: 'subscribe',
          topicUrl: `${config.site.url}/topics/floods.atom`,
          secret: null,
          leaseMs: null,
          ...request,
        },
        clock.now,
      ),
    /** Verifies what was asked and is due. */
    async verify() {
      const due = await store.subscribers.claimRequests(clock.now, 10, MINUTE)
      for (const request of due) await settleRequest(request, deps)
      return due.length
    },
    /** Tells whoever is due of what is new; gives what came of it. */
    async tell() {
      await store.subscribers.wake(null, clock.now, GAP_MS)
      const due = await store.subscribers.claimDue(clock.now, 10, MINUTE)
      return Promise.all(due.map(async one => (await deliverer.deliver(one)).kind))
    },
    async subscribe(request: Partial<HubRequest> & { callback: string }) {
      await hub.ask(request)
      await hub.verify()
    },
    /** Starts anew with another configuration. */
    async restartHub(changed: Partial<Config>) {
      config = { ...config, ...changed }
      await room.restart(config.topics)
      deps = depsFor(config)
      deliverer = new Deliverer(deps)
      await enlistNow()
    },
  }
  return hub
}
