import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAgent, type FetchAgent } from '../../src/fetch/agent.ts'
import { fetchOutlet } from '../../src/fetch/fetch-outlet.ts'
import type { FetchRequest } from '../../src/model/fetched.ts'
import { type OutletServer, startOutletServer } from '../support/outlet-server.ts'

const FEED = '<rss version="2.0"><channel><title>أخبار</title></channel></rss>'
const NOON = Date.UTC(2026, 2, 1, 12)

let outlets: OutletServer
let agent: FetchAgent

beforeAll(async () => {
  outlets = await startOutletServer()
  agent = createAgent({ allowPrivate: ['loopback'], perHost: 8, concurrency: 64, gapMs: 0 })
})
afterAll(async () => {
  await agent.close()
  await outlets.close()
})

function request(path: string, change: Partial<FetchRequest> = {}): FetchRequest {
  return {
    url: outlets.url(path),
    validators: { etag: null, lastModified: null },
    timeoutMs: 5_000,
    maxBytes: 100_000,
    userAgent: 'khulasa-test',
    ...change,
  }
}

const ask = (path: string, change: Partial<FetchRequest> = {}) =>
  fetchOutlet(request(path, change), { agent, now: () => NOON })

test.each(['gzip', 'deflate', 'deflate-raw', 'br', 'zstd'] as const)(
  'a body in %s is read',
  async encoding => {
    outlets.answer(`/${encoding}`, { body: FEED, encoding })
    const fetched = await ask(`/${encoding}`)
    expect(fetched).toMatchObject({ kind: 'body', status: 200, finalUrl: outlets.url(`/${encoding}`) })
    expect(fetched.kind === 'body' && Buffer.from(fetched.bytes).toString()).toBe(FEED)
  },
)
