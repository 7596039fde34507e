import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CollectDeps, visitOutlet } from '../../src/flows/collect.ts'
import { readBody } from '../../src/flows/read.ts'
import type { Fetched } from '../../src/model/fetched.ts'
import type { ReadJob } from '../../src/model/reading.ts'
import { openStore } from '../../src/store/open.ts'
import { anOutlet, counter, HOUR, MINUTE, NOON } from '../support/build.ts'
import { aConfig } from '../support/newsroom.ts'

type Item = { id: number; guid: 'own' | 'shared' | 'none'; title: number; body: number }

const item: fc.Arbitrary<Item> = fc.record({
  id: fc.nat(5),
  guid: fc.constantFrom('own', 'own', 'own', 'own', 'shared', 'none'),
  title: fc.nat(1),
  body: fc.nat(1),
})

const xml = ({ id, guid, title, body }: Item) =>
  `<item>${guid === 'none' ? '' : `<guid>${guid === 'own' ? id : 'shared'}</guid>`}<link>https://gazette.example/${id}</link>` +
  `<title>Report ${id}, edition ${title}</title><description>Text ${body}</description></item>`
const feed = (items: Item[], n: number) =>
  `<rss version="2.0"><channel><title>x</title><lastBuildDate>${n}</lastBuildDate>${items.map(xml).join('')}</channel></rss>`

function body(text: string): Fetched {
  const validators = { etag: null, lastModified: null }
  const from = { finalUrl: 'https://gazette.example/feed', permanentUrl: null, tookMs: 1, wireBytes: 1 }
  return {
    ...from,
    kind: 'body',
    status: 200,
    bytes: Buffer.from(text),
    contentType: null,
    headers: {},
    validators,
  }
}

/** What is stored after an outlet served those feeds one after the other. */
async function after(feeds: Item[][], read: CollectDeps['read']) {
  const store = openStore(':memory:')
  const outlet = anOutlet()
  await store.outlets.sync([outlet], NOON, counter())
  let n = 0
  const deps: CollectDeps = {
    store,
    config: aConfig([], { outlets: [outlet] }),
    userAgent: 'khulasa/test',
    fetch: async () => body(feed(feeds[n] ?? [], n)),
    read,
    now: () => NOON + n * HOUR,
    random: () => 0,
  }
  for (; n < feeds.length; n++) {
    const [due] = await store.outlets.claim(null, NOON + n * HOUR, MINUTE)
    if (due) await visitOutlet(due, outlet, deps)
  }
  const articles = (await store.articles.ofOutlet(outlet.id, 100)).toSorted((a, b) => a.id - b.id)
  const listed = (await store.outlets.items(outlet.id)).flatMap(([, id]) => id ?? [])
  const visits = (await store.visits.recent(outlet.id, 100)).map(visit => [
    visit.newArticles,
    visit.changedArticles,
  ])
  store.close()
  return {
    articles: articles.map(({ title, summary, revision }) => [title, summary, revision]),
    listed: [...new Set(listed)].sort((a, b) => a - b),
    visits,
  }
}

test('reading only what is new comes to the same as reading everything each time', async () => {
  const whole = (job: ReadJob) => {
    const { known, ...all } = job
    return readBody(all)
  }
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(item, { maxLength: 5 }), { minLength: 2, maxLength: 5 }),
      async feeds => {
        expect(await after(feeds, readBody)).toEqual(await after(feeds, whole))
      },
    ),
    { numRuns: 40 },
  )
})
