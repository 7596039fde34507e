import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openWorks } from '../../src/deps.ts'
import { createAgent, type FetchAgent } from '../../src/fetch/agent.ts'
import { fetchOutlet } from '../../src/fetch/fetch-outlet.ts'
import { visitOutlet } from '../../src/flows/collect.ts'
import { readBody } from '../../src/flows/read.ts'
import type { Outlet } from '../../src/model/outlet.ts'
import { openStore } from '../../src/store/open.ts'
import type { Store } from '../../src/store/store.ts'
import { anOutlet, aVisit, counter, HOUR, MINUTE } from '../support/build.ts'
import { aConfig } from '../support/newsroom.ts'
import { type OutletServer, type Reply, type Script, startOutletServer } from '../support/outlet-server.ts'

// The manners that only show over several visits: what is remembered between them, and how long they wait.

const DAY = 24 * HOUR
/** A Sunday. */
const NOON = Date.UTC(2026, 2, 1, 12)
const UTC = (at: number) => new Date(at).toUTCString()
const feed = (inChannel = '', ids = ['a']) =>
  `<rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><title>G</title>${inChannel}${ids.map(id => `<item><guid>${id}</guid><title>Report ${id}</title></item>`).join('')}</channel></rss>`
const OPEN_HOURS = Array.from({ length: 24 }, (_, hour) => hour).filter(hour => hour !== 18)

let server: OutletServer
let agent: FetchAgent
let dir: string
let store: Store
let now: number
let jitter: number

beforeEach(async () => {
  server = await startOutletServer()
  agent = createAgent({ allowPrivate: ['loopback'], perHost: 2, concurrency: 8, gapMs: 0 })
  dir = mkdtempSync(join(tmpdir(), 'khulasa-visits-'))
  store = openStore(dir)
  now = NOON
  jitter = 0
})
afterEach(async () => {
  store.close()
  await agent.close()
  await server.close()
  rmSync(dir, { recursive: true, force: true })
})

/** Visits what is due by the clock, as the collector does; gives the ids. */
async function visitDue(outlets: Outlet[]): Promise<string[]> {
  await store.outlets.sync(outlets, now, counter())
  const due = await store.outlets.claimDue(now, 10, MINUTE)
  for (const one of due) {
    await visitOutlet(one, outlets.find(({ id }) => id === one.id) as Outlet, {
      store,
      config: aConfig([], { outlets }),
      userAgent: 'khulasa/test (+https://news.example)',
      fetch: request => fetchOutlet(request, { agent, now: () => now }),
      read: readBody,
      now: () => now,
      random: () => jitter,
    })
  }
  return due.map(({ id }) => id)
}

function restart(): void {
  store.close()
  store = openStore(dir)
}

const nextAt = async () => (await store.outlets.find('gazette'))?.nextVisitAt ?? null

/** How many minutes each of some visits is followed by, each made when the one before it says. */
async function waitsOf(script: Script, visits: number, change: Partial<Outlet> = {}): Promise<number[]> {
  server.answer('/feed', script)
  const waits = []
  for (let made = 0; made < visits; made++) {
    await visitDue([anOutlet({ url: server.url('/feed'), ...change })])
    const next = (await nextAt()) ?? now
    waits.push(Math.round((next - now) / MINUTE))
    now = next
  }
  return waits
}

describe('pace', () => {
  test.each<[string, Reply, number]>([
    ['every: nothing is asked for', { body: feed() }, 15],
    [
      'Cache-Control: max-age lengthens it',
      { body: feed(), headers: { 'cache-control': 'max-age=3600' } },
      60,
    ],
    [
      'Cache-Control: max-age does not shorten it',
      { body: feed(), headers: { 'cache-control': 'max-age=1' } },
      15,
    ],
    [
      'Expires lengthens it',
      { body: feed(), headers: { expires: UTC(NOON + 2 * HOUR), date: UTC(NOON) } },
      120,
    ],
    ['Expires of zero does not shorten it', { body: feed(), headers: { expires: '0' } }, 15],
    ['ttl lengthens it', { body: feed('<ttl>90</ttl>') }, 90],
    ['sy:updatePeriod lengthens it', { body: feed('<sy:updatePeriod>hourly</sy:updatePeriod>') }, 60],
    [
      'sy:updateFrequency divides the period',
      { body: feed('<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>') },
      6 * 60,
    ],
    [
      'skipHours are left out, in GMT',
      { body: feed(`<skipHours>${OPEN_HOURS.map(hour => `<hour>${hour}</hour>`).join('')}</skipHours>`) },
      6 * 60,
    ],
    ['skipDays are left out, in GMT', { body: feed('<skipDays><day>Sunday</day></skipDays>') }, 12 * 60],
    [
      'skipHours that close the whole day mean none',
      {
        body: feed(
          `<skipHours>${[18, ...OPEN_HOURS].map(hour => `<hour>${hour}</hour>`).join('')}</skipHours>`,
        ),
      },
      15,
    ],
    ['Retry-After binds the outlet', { status: 429, headers: { 'retry-after': '7200' } }, 120],
    [
      'Retry-After as a date, on a 503',
      { status: 503, headers: { 'retry-after': UTC(NOON + 3 * HOUR) } },
      180,
    ],
    [
      'Retry-After on what is no refusal means nothing',
      { body: feed(), headers: { 'retry-after': '7200' } },
      15,
    ],
  ])('%s', async (_, reply, minutes) => {
    expect(await waitsOf(reply, 1)).toEqual([minutes])
  })

  test('what an outlet asks for is read again on a 304', async () => {
    const script: Script = (_, nth) =>
      nth === 0
        ? { body: feed('<ttl>30</ttl>'), headers: { etag: '"1"' } }
        : { status: 304, headers: nth === 1 ? { 'cache-control': 'max-age=7200' } : { expires: '0' } }
    expect(await waitsOf(script, 3)).toEqual([30, 120, 30])
  })

  test('an outlet that is not adaptive keeps to its interval, whatever it publishes', async () => {
    const script: Script = (_, nth) => ({
      body: feed(
        '',
        Array.from({ length: nth + 9 }, (_, id) => `${id}`),
      ),
    })
    expect(await waitsOf(script, 3, { adaptive: false })).toEqual([15, 15, 15])
  })

  test.each([
    ['without jitter', 0, [30, 60, 120, 240, 480, 960, 1_440, 1_440]],
    ['with the most of it', 1, [38, 75, 150, 300, 600, 1_200, 1_440, 1_440]],
  ])('errors double the wait up to a day, %s', async (_, most, waits) => {
    jitter = most
    expect(await waitsOf({ status: 500 }, 8)).toEqual(waits)
  })
})

describe('a restart', () => {
  test('forgets neither validators nor failures nor a wait, and asks nothing before its time', async () => {
    const outlets = ['/good', '/bad', '/refused', '/gone'].map(path =>
      anOutlet({ id: path.slice(1), url: server.url(path) }),
    )
    server.answer('/good', { body: feed(), headers: { etag: 'W/"1, 2"', 'last-modified': 'yesterday' } })
    server.answer('/bad', { status: 500 })
    server.answer('/refused', { status: 429, headers: { 'retry-after': '7200' } })
    server.answer('/gone', { status: 410 })
    expect(await visitDue(outlets)).toHaveLength(4)

    const dueAfter = async (minutes: number) => {
      restart()
      now = NOON + minutes * MINUTE
      return (await visitDue(outlets)).sort()
    }
    expect(await dueAfter(0)).toEqual([])
    expect(await dueAfter(14)).toEqual([])
    expect(await dueAfter(15)).toEqual(['good'])
    expect(server.askedFor('/good')[1]?.headers).toMatchObject({
      'if-none-match': 'W/"1, 2"',
      'if-modified-since': 'yesterday',
    })
    expect(await dueAfter(30)).toEqual(['bad', 'good'])
    // its second failure in a row, though the program ran anew each time
    expect(await dueAfter(89)).toEqual(['good'])
    expect(await dueAfter(120)).toEqual(['bad', 'good', 'refused'])
    expect(server.askedFor('/gone')).toHaveLength(1)
    restart()
    now += 30 * DAY
    expect(await visitDue(outlets)).not.toContain('gone')
  })

  test('an outlet that is gone is asked again once its address is changed, without the validators of the old', async () => {
    server.answer('/old', [{ body: feed(), headers: { etag: '"old"' } }, { status: 410 }])
    server.answer('/new', { body: feed() })
    const at = (path: string) => [anOutlet({ url: server.url(path) })]
    await visitDue(at('/old'))
    now += HOUR
    await visitDue(at('/old'))
    expect(await nextAt()).toBeNull()
    restart()
    expect(await visitDue(at('/new'))).toEqual(['gazette'])
    expect(server.askedFor('/new')[0]?.headers).not.toHaveProperty('if-none-match')
  })

  test('leaves a host alone that had told two of its outlets to wait', async () => {
    const outlets = ['one', 'two', 'three'].map(id => anOutlet({ id, url: server.url(`/${id}`) }))
    server.answer('/three', { body: feed() })
    await store.outlets.sync(outlets, NOON, counter())
    const retryAt = Date.now() + HOUR
    for (const outletId of ['one', 'two']) {
      const visit = aVisit({ outletId, outcome: 'refused', status: 429 })
      await store.visits.record({ visit, failures: 1, nextVisitAt: retryAt, retryAt })
    }
    const works = await openWorks(aConfig([], { outlets }), dir, {
      signal: new AbortController().signal,
      onCommit: () => {},
    })
    try {
      const limits = { timeoutMs: 5_000, maxBytes: 1_000, userAgent: 'khulasa/test' }
      const validators = { etag: null, lastModified: null }
      const fetched = await works.collect.fetch({ url: server.url('/three'), validators, ...limits })
      expect(fetched).toMatchObject({ kind: 'refused', retryAt, boundByHost: true })
      expect(server.asked).toEqual([])
    } finally {
      await works.close()
    }
  })

  test('a feed that moved, or was found behind a page, is remembered', async () => {
    server.answer('/moved', { status: 301, headers: { location: '/there' } })
    server.answer('/there', { body: feed() })
    server.answer('/page', {
      body: '<html><head><link rel="alternate" type="application/atom+xml" href="found"></head></html>',
    })
    server.answer('/found', { body: feed() })
    const outlets = ['moved', 'page'].map(id => anOutlet({ id, url: server.url(`/${id}`) }))
    for (let visits = 0; visits < 4; visits++) {
      await visitDue(outlets)
      restart()
      now += HOUR
    }
    const timesOf = (path: string) => server.askedFor(path).length
    expect(['/moved', '/there', '/page', '/found'].map(timesOf)).toEqual([2, 4, 1, 4])
  })
})
