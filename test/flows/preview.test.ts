import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type PreviewAsk, preview } from '../../src/flows/preview.ts'
import type { Topic } from '../../src/model/topic.ts'
import { clausesOf } from '../../src/query/explain.ts'
import { holds, judge, type Single } from '../../src/query/judge.ts'
import { type Prepared, prepare } from '../../src/query/match.ts'
import type { Node } from '../../src/query/query.ts'
import { openStore } from '../../src/store/open.ts'
import { articles, queries } from '../query/generated.ts'
import { anArticle, anOutlet, aTopic, HOUR, NOON, seed } from '../support/build.ts'
import { aConfig, openNewsroom } from '../support/newsroom.ts'
import { placeApart } from '../support/place-apart.ts'

const DAY = 24 * HOUR

/** Five days of news, one article a story. */
async function newsroom(topics: Topic[] = []) {
  const room = await openNewsroom(topics)
  const news = [
    [4, 'gazette', 'ar', 'طالبان تزور موسكو'],
    [3, 'gazette', 'en', 'Cheese fair opens in Bern'],
    [3, 'herald', 'ar', 'روسيا تستضيف محادثات طالبان'],
    [1, 'courier', 'ar', 'مباراة رياضة بين طالبان وروسيا'],
    [0, 'herald', 'ar', 'أمطار غزيرة على الساحل'],
  ] as const
  for (const [daysAgo, outletId, language, title] of news) {
    room.clock.now = NOON - daysAgo * DAY
    await room.receive({ outletId, language, title, guid: title, summary: '' })
  }
  room.clock.now = NOON
  await placeApart(room.store, NOON)
  const ask = (change: Partial<PreviewAsk>) =>
    preview(
      { query: '*', days: 5, against: null, asker: 'operator' as const, ...change },
      { store: room.store, config: room.config, now: NOON, check: () => {} },
    )
  const previewed = async (change: Partial<PreviewAsk>) => {
    const found = await ask(change)
    if (found.kind !== 'preview') throw new Error(found.kind)
    return found
  }
  return { ...room, ask, previewed }
}

test('a preview counts entries a day, the last day being today', async () => {
  const { previewed } = await newsroom()
  const { perDay, entries, matching, articles, samples } = await previewed({ query: 'طالبان' })
  expect(perDay).toEqual([
    { day: '2026-02-25', count: 1 },
    { day: '2026-02-26', count: 1 },
    { day: '2026-02-27', count: 0 },
    { day: '2026-02-28', count: 1 },
    { day: '2026-03-01', count: 0 },
  ])
  expect({ entries, matching, articles }).toEqual({ entries: 3, matching: 3, articles: 5 })
  expect(samples.map(({ title }) => title)).toEqual([
    'مباراة رياضة بين طالبان وروسيا',
    'روسيا تستضيف محادثات طالبان',
    'طالبان تزور موسكو',
  ])
  expect(samples[0]?.why).toEqual([{ clause: 'طالبان', field: 'title', words: ['طالبان'] }])
})

test('it says of each clause how many have it, and how many it alone lets in or keeps out', async () => {
  const { previewed } = await newsroom()
  const { clauses, entries } = await previewed({ query: 'طالبان (روسيا OR موسكو OR كابل) -رياضة' })
  expect(entries).toBe(2)
  expect(
    clauses.map(({ clause, negated, found, letIn, keptOut }) => [clause, negated, found, letIn, keptOut]),
  ).toEqual([
    ['طالبان', false, 3, 0, 0],
    ['روسيا', false, 2, 1, 0],
    ['موسكو', false, 1, 1, 0],
    ['كابل', false, 0, 0, 0],
    ['رياضة', true, 1, 0, 1],
  ])
})

test('days that are not asked for are not looked at', async () => {
  const { previewed } = await newsroom()
  const { articles, entries, perDay } = await previewed({ query: 'طالبان', days: 2 })
  expect({ articles, entries, days: perDay.length }).toEqual({ articles: 2, entries: 1, days: 2 })
})

test('where there is no time to read everything, it says since when articles were looked at', async () => {
  const { previewed, store, config } = await newsroom()
  const whole = await previewed({ query: '"طالبان وروسيا"' })
  expect({ articles: whole.articles, matching: whole.matching }).toEqual({ articles: 5, matching: 1 })
  const deps = { store, config, now: NOON, check: () => {}, isLate: () => true }
  const ask = { query: '"طالبان وروسيا"', days: 5, against: null, asker: 'operator' as const }
  const none = await preview(ask, deps)
  // the newest has neither word, and needs no reading
  expect(none).toMatchObject({ articles: 1, matching: 0, since: NOON })
  const words = await preview({ ...ask, query: 'طالبان' }, deps)
  expect(words).toMatchObject({ articles: 5, matching: 3 })
})

test('a topic counts with its languages, outlets and minOutlets', async () => {
  const topics = [
    aTopic({ id: 'english', languages: ['en'] }),
    aTopic({ id: 'herald', outlets: ['herald'] }),
    aTopic({ id: 'wide', minOutlets: 2 }),
  ]
  const { previewed, ask } = await newsroom(topics)
  const entriesOf = async (topic: string) => (await previewed({ query: { topic } })).entries
  expect([await entriesOf('english'), await entriesOf('herald'), await entriesOf('wide')]).toEqual([1, 2, 0])
  expect(await ask({ query: { topic: 'none' } })).toEqual({ kind: 'unknown-topic', topic: 'none' })
})

test.each([
  ['a topic whose outlets report too far apart has no entry', { minOutlets: 2, withinMs: HOUR }, 0],
  ['and one where they are near enough', { minOutlets: 2, withinMs: 3 * HOUR }, 1],
  ['a topic of articles has an entry for each', { per: 'article' as const }, 2],
])('%s', async (_, rules, entries) => {
  const room = await openNewsroom([aTopic({ id: 'wide', query: 'marlow', ...rules })])
  await room.receive({ guid: '1', title: 'Flood in Marlow: river Wye bursts banks', summary: '' })
  await room.arrange()
  room.clock.now += 2 * HOUR
  await room.receive({
    outletId: 'herald',
    guid: '2',
    title: 'River Wye bursts banks in Marlow flood',
    summary: '',
  })
  await room.arrange()
  const { store, config, clock } = room
  const found = await preview(
    { query: { topic: 'wide' }, days: 2, against: null, asker: 'operator' },
    { store, config, now: clock.now, check: () => {} },
  )
  expect(found).toMatchObject({ matching: 2, entries })
})

test('against a topic it says what would come and go, under the other rules of that topic', async () => {
  const { previewed } = await newsroom([
    aTopic({ id: 'russia', query: 'طالبان موسكو OR أمطار', languages: ['ar'] }),
  ])
  const { against, entries } = await previewed({ query: '(طالبان -رياضة) OR cheese', against: 'russia' })
  expect(entries).toBe(2)
  expect(against).toMatchObject({
    topic: 'russia',
    stays: 1,
    comes: { entries: 1, samples: [{ title: 'روسيا تستضيف محادثات طالبان' }] },
    goes: { entries: 1, samples: [{ title: 'أمطار غزيرة على الساحل' }] },
  })
})

test('a mistake in the query is told with its place', async () => {
  const { ask } = await newsroom()
  expect(await ask({ query: 'a (b' })).toMatchObject({ kind: 'bad-query', problems: [{ at: 2, length: 1 }] })
})

test('on any articles it comes to what the matcher says of each', async () => {
  const outlets = ['bbc', 'cnn'].map(id => anOutlet({ id, url: `https://${id}.example/feed` }))
  const config = aConfig([], { outlets })
  await fc.assert(
    fc.asyncProperty(queries, fc.array(articles, { minLength: 1, maxLength: 8 }), async (query, given) => {
      const store = openStore(':memory:')
      const kept = given.map(({ seenAt = NOON, publishedAt, ...rest }, n) =>
        anArticle({
          ...(rest as object),
          guid: `${n}`,
          url: null,
          seenAt,
          eventAt: NOON,
        }),
      )
      await seed(store, kept, outlets)
      await placeApart(store, NOON)
      const ask = { query: query.text, days: 1, against: null, asker: 'operator' as const }
      const found = await preview(ask, { store, config, now: NOON, check: () => {} })
      if (found.kind !== 'preview') throw new Error(found.kind)
      const texts = (await store.search.texts(kept.map((_, n) => n + 1))).map(article => prepare(article))
      const circumstances = { now: NOON, story: { independentCount: 0, keywords: [] } }
      const isIn = (root: Node | null, article: Prepared) =>
        root !== null && judge(root, article, circumstances)
      expect(found.matching).toBe(texts.filter(article => isIn(query.root, article)).length)
      clausesOf(query.root, false).forEach(({ clause }, i) => {
        const rest = leftWithout(query.root, clause)
        const changed = texts.filter(article => isIn(query.root, article) !== isIn(rest, article))
        expect(found.clauses[i]).toMatchObject({
          found: texts.filter(article => holds(clause, article, circumstances)).length,
          letIn: changed.filter(article => isIn(query.root, article)).length,
          keptOut: changed.filter(article => !isIn(query.root, article)).length,
        })
      })
      store.close()
    }),
    { numRuns: 150 },
  )
})

/** What is left of a query when a clause is struck out. */
function leftWithout(node: Node, struck: Single): Node | null {
  switch (node.kind) {
    case 'and':
    case 'or': {
      const parts = node.parts.map(part => leftWithout(part, struck)).filter(part => part !== null)
      return parts.length > 1 ? { ...node, parts } : (parts[0] ?? null)
    }
    case 'not': {
      const part = leftWithout(node.part, struck)
      return part && { ...node, part }
    }
    case 'topic': {
      const root = leftWithout(node.root, struck)
      return root && { ...node, root }
    }
    default:
      return node === struck ? null : node
  }
}
