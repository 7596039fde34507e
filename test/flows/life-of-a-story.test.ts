import { expect, test } from 'vitest'
import { splitStory } from '../../src/flows/split.ts'
import { aTopic, counter, HOUR, NOON } from '../support/build.ts'
import { openNewsroom } from '../support/newsroom.ts'
import { placeApart } from '../support/place-apart.ts'

const flood = {
  title: 'Floods close the coast road near Marlow',
  summary: 'Heavy rain flooded the coast road near Marlow, and police closed it this morning.',
}
const floodToo = {
  outletId: 'herald',
  guid: 'two',
  title: 'Coast road near Marlow closed by floods',
  summary: 'Police closed the flooded coast road near Marlow after heavy rain this morning.',
}
const bakery = {
  outletId: 'courier',
  guid: 'bun',
  title: 'Quay Street bakery takes prize for saffron bun',
  summary: 'The national bakers named the saffron bun the best of the year.',
}
const all = aTopic({ id: 'all', query: '*' })
const single = aTopic({ id: 'single', query: 'marlow', per: 'article' })

async function room() {
  const floods = aTopic({ id: 'floods', query: 'flood OR floods OR flooded' })
  const opened = await openNewsroom([all, floods, single])
  const entries = (topicId: string) => opened.store.entries.feed(topicId, 50)
  return { ...opened, entries }
}

test('merged stories are one entry under the id that readers have had longest, and the other one leaves', async () => {
  const { receive, arrange, clock, store, entries, feed } = await room()
  await receive(flood)
  await arrange()
  clock.now += HOUR
  await receive(bakery)
  await arrange()
  const [later, earlier] = await entries('all')
  await store.stories.merge(2, 1, clock.now)
  await arrange()
  expect(await feed('all')).toEqual([[flood.title, 'courier']])
  expect((await entries('all'))[0]?.publicId).toBe(earlier?.publicId)
  const page = await store.stories.find(later?.publicId as string)
  expect(page?.story.publicId).toBe(earlier?.publicId)
  const reading = await store.entries.read('all', { limit: 50 })
  expect(reading.deleted).toEqual([{ id: later?.publicId, at: clock.now }])
  const before = await store.entries.versions()
  await arrange()
  expect(await store.entries.versions()).toEqual(before)
})

test('where only the merged story was in a topic, its entry goes on under its own id for the surviving story', async () => {
  const { receive, arrange, clock, store, entries, feed } = await room()
  await receive(bakery)
  await receive(flood)
  await arrange()
  const [before] = await entries('floods')
  await store.stories.merge(2, 1, clock.now)
  await arrange()
  const [after] = await entries('floods')
  expect(after?.publicId).toBe(before?.publicId)
  expect(await feed('floods')).toEqual([[flood.title, 'courier']])
  expect(after?.snapshot.storyPublicId).not.toBe(before?.snapshot.storyPublicId)
})

test.each<[string, 'fullest' | string[]]>([
  ['fullest', 'fullest'],
  ['of the first outlet of an order', ['herald', 'gazette']],
])('an entry keeps its id when a %s article takes the lead, which does not go back', async (_, lead) => {
  const grouping = { granularity: 'event' as const, windowMs: 72 * HOUR, lead }
  const { receive, arrange, clock, store } = await openNewsroom([all], { change: { grouping } })
  const entries = () => store.entries.feed('all', 50)
  await receive(flood)
  await arrange()
  const [before] = await entries()
  clock.now += HOUR
  const long = `${floodToo.summary} ${flood.summary} ${floodToo.summary} ${flood.summary}`
  await receive({ ...floodToo, summary: long })
  await arrange()
  const [after, ...others] = await entries()
  expect(others).toEqual([])
  expect(after?.lead.title).toBe(floodToo.title)
  expect(after?.publicId).toBe(before?.publicId)
  expect(after?.snapshot).toMatchObject({ updatedAt: NOON, enteredAt: NOON })
  // somewhat fuller than it was, and no fuller than the lead
  await receive({ ...flood, summary: `${flood.summary} ${floodToo.summary}` })
  await arrange()
  expect((await entries()).map(entry => [entry.publicId, entry.lead.title])).toEqual([
    [before?.publicId, floodToo.title],
  ])
})

test('what people told apart stays apart, through a restart and an edit', async () => {
  const { receive, arrange, restart, clock, store, entries, feed } = await room()
  await receive(flood)
  await receive(floodToo)
  await arrange()
  expect(await feed('floods')).toEqual([[flood.title, 'herald']])
  const [before] = await entries('floods')
  const deps = { store, now: () => clock.now, mint: counter() }
  const done = await splitStory(before?.snapshot.storyPublicId as string, ['https://herald.example/two'], {
    ...deps,
    mint: () => 'urn:uuid:apart',
  })
  expect(done).toEqual({ kind: 'split', publicId: 'urn:uuid:apart' })
  await arrange()
  expect((await feed('floods')).toSorted()).toEqual([[floodToo.title], [flood.title]])
  expect((await entries('floods')).map(({ publicId }) => publicId)).toContain(before?.publicId)

  await restart()
  await receive({ ...floodToo, summary: `${floodToo.summary} ${flood.summary}` })
  await arrange()
  expect((await feed('floods')).map(([title]) => title).toSorted()).toEqual([floodToo.title, flood.title])
})

test('after a split the side that holds the lead keeps the entry, whichever side was named', async () => {
  const { receive, arrange, clock, store, entries } = await room()
  await receive(flood)
  await receive(floodToo)
  await arrange()
  const [before] = await entries('floods')
  const deps = { store, now: () => clock.now, mint: () => 'urn:uuid:apart' }
  await splitStory(before?.snapshot.storyPublicId as string, ['https://gazette.example/one'], deps)
  await arrange()
  const kept = (await entries('floods')).find(({ publicId }) => publicId === before?.publicId)
  expect(kept?.lead.title).toBe(flood.title)
})

test.each([
  ['a story that is not there', 'urn:uuid:none', ['1'], { kind: 'unknown-story' }],
  ['an article that is not in it', null, ['9'], { kind: 'unknown-article', article: '9' }],
  ['all of its articles', null, ['1', '2'], { kind: 'nothing-left' }],
])('%s cannot be split, and nothing changes', async (_, story, articles, expected) => {
  const { receive, arrange, clock, store, entries, feed } = await room()
  await receive(flood)
  await receive(floodToo)
  await arrange()
  const [entry] = await entries('floods')
  const deps = { store, now: () => clock.now, mint: counter() }
  expect(await splitStory(story ?? (entry?.snapshot.storyPublicId as string), articles, deps)).toEqual(
    expected,
  )
  expect(await arrange()).toEqual({ placed: 0, filed: 0 })
  expect(await feed('floods')).toEqual([[flood.title, 'herald']])
  expect(clock.now).toBe(NOON)
})

const OTHER = 'urn:uuid:00000000-0000-7000-8000-00000000abcd'
type Room = Awaited<ReturnType<typeof room>>

test.each<[string, (opened: Room) => Promise<unknown>]>([
  [
    'a split',
    async ({ store, clock, entries }) => {
      const [entry] = await entries('floods')
      const deps = {
        store,
        now: () => clock.now,
        mint: () => OTHER,
      }
      return splitStory(entry?.snapshot.storyPublicId as string, ['2'], deps)
    },
  ],
  [
    'a second look that moves it',
    ({ store, clock }) =>
      store.stories.regroup(
        { moves: [{ articleId: 2, to: 9, founds: true, score: 1, words: [] }], merges: [] },
        new Map([[9, OTHER]]),
        clock.now,
      ),
  ],
])('an entry that is one article keeps its id through %s', async (_, change) => {
  const opened = await room()
  await opened.receive(flood)
  await opened.receive(floodToo)
  await opened.arrange()
  const known = async () =>
    (await opened.entries('single')).map(({ publicId, lead }) => [lead.title, publicId])
  const before = await known()
  expect(before).toHaveLength(2)
  await change(opened)
  await opened.arrange()
  expect(await known()).toEqual(before)
  expect(await opened.feed('floods')).toHaveLength(2)
})

test('an article that its outlet rewrites into the report of another story takes its own story along', async () => {
  const { receive, arrange, store, entries, feed, clock } = await room()
  await receive(flood)
  await arrange()
  clock.now += HOUR
  await receive({ ...bakery, outletId: 'herald', guid: 'two' })
  await arrange()
  const [own] = await entries('all')
  expect(own?.lead.title).toBe(bakery.title)
  await receive(floodToo)
  await arrange()
  expect(await feed('all')).toEqual([[flood.title, 'herald']])
  const page = await store.stories.find(own?.snapshot.storyPublicId as string)
  expect(page?.articles.map(({ title }) => title)).toEqual([flood.title, floodToo.title])
})

test('a move of the second look keeps its reason', async () => {
  const { receive, arrange, store, clock, entries } = await room()
  await receive(flood)
  await receive(floodToo)
  await arrange()
  const reason = { score: 0.7, words: ['marlow'] }
  await store.stories.regroup(
    { moves: [{ articleId: 2, to: 9, founds: true, ...reason }], merges: [] },
    new Map([[9, 'urn:uuid:other']]),
    clock.now,
  )
  await arrange()
  expect(await entries('floods')).toHaveLength(2)
  const page = await store.stories.find('urn:uuid:other')
  expect(page?.articles.map(({ joined }) => joined)).toEqual([reason])
})

test('what was told apart stays apart when one of the two has left the window', async () => {
  const { receive, arrange, store, clock, entries, feed, restart } = await room()
  await receive(flood)
  await receive({ ...floodToo, eventAt: clock.now - 71 * HOUR })
  await arrange()
  const [entry] = await entries('floods')
  const deps = { store, now: () => clock.now, mint: () => 'urn:uuid:apart' }
  await splitStory(entry?.snapshot.storyPublicId as string, ['1'], deps)
  await arrange()
  expect(await feed('floods')).toHaveLength(2)
  // a third article joins the story of the one that leaves: what was told apart from that one is kept from this too
  await receive({ ...floodToo, outletId: 'courier', guid: 'three' })
  await arrange()
  for (const pass of [2 * HOUR, 2 * HOUR]) {
    clock.now += pass
    await receive({ ...bakery, guid: `bun-${clock.now}`, title: `${bakery.title} again` })
    await arrange()
    await restart()
  }
  await receive({ ...flood, title: floodToo.title, summary: `${floodToo.summary} ${flood.summary}` })
  await arrange()
  const pages = await Promise.all(
    (await entries('floods')).map(({ snapshot }) => store.stories.find(snapshot.storyPublicId)),
  )
  const together = pages.map(page => page?.articles.map(({ id }) => id))
  expect(together.find(ids => ids?.includes(1))).not.toContain(2)
})

test('a second look merges what was placed apart: one entry stays, the other leaves with a tombstone, each join has its reason', async () => {
  const { receive, arrange, restart, clock, store, entries } = await room()
  await receive(flood)
  await receive(floodToo)
  await placeApart(store, clock.now)
  await restart()
  await arrange()
  const before = await entries('floods')
  expect(before).toHaveLength(2)
  clock.now += HOUR
  await receive({ ...flood, outletId: 'courier', guid: 'three' })
  await arrange()
  const after = await entries('floods')
  expect(after).toHaveLength(1)
  const [stays] = after
  const left = before.filter(({ publicId }) => publicId !== stays?.publicId).map(({ publicId }) => publicId)
  expect(left).toHaveLength(1)
  const { deleted } = await store.entries.read('floods', { limit: 50 })
  expect(deleted.map(({ id }) => id)).toEqual(left)
  for (const { snapshot } of before) {
    const page = await store.stories.find(snapshot.storyPublicId)
    expect(page?.story.publicId).toBe(stays?.snapshot.storyPublicId)
    expect(page?.articles.filter(({ joined }) => joined.words.includes('marlow'))).toHaveLength(2)
  }
  const versions = await store.entries.versions()
  clock.now += HOUR
  await restart()
  expect(await arrange()).toEqual({ placed: 0, filed: 0 })
  expect(await store.entries.versions()).toEqual(versions)
})
