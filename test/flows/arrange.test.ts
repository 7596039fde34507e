import { expect, test } from 'vitest'
import { splitStory } from '../../src/flows/split.ts'
import { STORIES } from '../../src/model/topic.ts'
import { aTopic, HOUR, MINUTE, NOON } from '../support/build.ts'
import { openNewsroom } from '../support/newsroom.ts'

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
  guid: 'bun',
  title: 'Quay Street bakery takes prize for saffron bun',
  summary: 'The national bakers named the saffron bun the best of the year.',
}
const floods = aTopic({ id: 'floods', query: 'flood OR floods OR flooded' })

test('articles that report the same event become one story, others stay alone', async () => {
  const room = await openNewsroom([floods])
  await room.receive(flood)
  await room.receive(floodToo)
  await room.receive(bakery)
  await room.arrange()
  expect(await room.feed('floods')).toEqual([[flood.title, 'herald']])
  const [entry] = await room.store.entries.feed('floods', 1)
  expect(entry?.snapshot).toMatchObject({ articleCount: 2, outletCount: 2, enteredAt: NOON, updatedAt: NOON })
  expect(entry?.snapshot.why).toEqual([
    { clause: 'floods', field: 'title', words: ['Floods'] },
    { clause: 'flooded', field: 'summary', words: ['flooded'] },
  ])
})

test('arranging twice changes nothing', async () => {
  const room = await openNewsroom([floods])
  await room.receive(flood)
  await room.receive(floodToo)
  await room.arrange()
  const versions = await room.store.entries.versions()
  room.clock.now += MINUTE
  expect(await room.arrange()).toEqual({ placed: 0, filed: 0 })
  await room.restart()
  expect(await room.arrange()).toEqual({ placed: 0, filed: 0 })
  expect(await room.store.entries.versions()).toEqual(versions)
})

test('a new story waits its hold, and enters with the coverage that came meanwhile', async () => {
  const room = await openNewsroom([aTopic({ id: 'held', query: 'marlow', holdMs: 3 * MINUTE })])
  await room.receive(flood)
  await room.arrange()
  expect(await room.feed('held')).toEqual([])
  room.clock.now += 2 * MINUTE
  await room.receive(floodToo)
  await room.arrange()
  expect(await room.feed('held')).toEqual([])
  room.clock.now += 2 * MINUTE
  await room.arrange()
  expect(await room.feed('held')).toEqual([[flood.title, 'herald']])
  const [entry] = await room.store.entries.feed('held', 1)
  expect(entry?.snapshot.enteredAt).toBe(NOON + 3 * MINUTE)
})

test('coverage that comes later grows the entry without moving it or alerting again', async () => {
  const room = await openNewsroom([floods])
  await room.receive(flood)
  await room.arrange()
  const [before] = await room.store.entries.feed('floods', 1)
  room.clock.now += HOUR
  await room.receive(floodToo)
  await room.arrange()
  const [after] = await room.store.entries.feed('floods', 1)
  expect(after?.publicId).toBe(before?.publicId)
  expect(after?.seq).toBeGreaterThan(before?.seq ?? 0)
  expect(after?.snapshot).toMatchObject({ updatedAt: NOON, enteredAt: NOON, articleCount: 2 })
  expect(after?.lead.title).toBe(flood.title)
})

test('a restart in between gives the same stories', async () => {
  const room = await openNewsroom([floods])
  await room.receive(flood)
  await room.arrange()
  await room.restart()
  await room.receive(floodToo)
  await room.arrange()
  expect(await room.feed('floods')).toEqual([[flood.title, 'herald']])
})

test('an edited article keeps its story and the entry its id; an edit that no longer matches takes the entry out', async () => {
  const room = await openNewsroom([floods])
  await room.receive(flood)
  await room.arrange()
  const [before] = await room.store.entries.feed('floods', 1)
  room.clock.now += HOUR
  await room.receive({ ...flood, title: 'Floods: the coast road near Marlow is open again' })
  await room.arrange()
  const [after] = await room.store.entries.feed('floods', 1)
  expect(after?.publicId).toBe(before?.publicId)
  expect(after?.lead).toMatchObject({
    title: 'Floods: the coast road near Marlow is open again',
    revision: 2,
  })

  await room.receive({
    ...flood,
    title: 'The coast road near Marlow is open',
    summary: 'Police opened the coast road near Marlow.',
  })
  await room.arrange()
  expect(await room.feed('floods')).toEqual([])
})

test('a snapshot shows the text of its own revision until the edit is filed', async () => {
  const room = await openNewsroom([floods])
  await room.receive(flood)
  await room.arrange()
  await room.receive({ ...flood, title: 'Floods: road open' })
  expect(await room.feed('floods')).toEqual([[flood.title]])
})

test('minOutlets keeps a story back until enough independent outlets report it', async () => {
  const room = await openNewsroom([aTopic({ id: 'wide', query: 'marlow', minOutlets: 2 })])
  await room.receive(flood)
  await room.arrange()
  expect(await room.feed('wide')).toEqual([])
  room.clock.now += HOUR
  await room.receive(floodToo)
  await room.arrange()
  expect(await room.feed('wide')).toEqual([[flood.title, 'herald']])
  expect((await room.store.entries.feed('wide', 1))[0]?.snapshot.enteredAt).toBe(NOON + HOUR)
})

test('only articles in the languages and of the outlets of a topic count', async () => {
  const room = await openNewsroom([
    aTopic({ id: 'arabic', query: 'marlow', languages: ['ar'] }),
    aTopic({ id: 'british', query: 'marlow', languages: ['en'] }),
    aTopic({ id: 'herald-only', query: 'marlow', outlets: ['herald'] }),
  ])
  await room.receive({ ...flood, language: 'en-gb' })
  await room.receive(floodToo)
  await room.arrange()
  expect(await room.feed('arabic')).toEqual([])
  expect(await room.feed('british')).toEqual([[flood.title, 'herald']])
  expect(await room.feed('herald-only')).toEqual([[floodToo.title, 'gazette']])
})

test('a published entry does not leave because a later article fails a negation', async () => {
  const room = await openNewsroom([aTopic({ id: 'no-police', query: 'marlow -police' })])
  await room.receive({ ...flood, summary: 'Heavy rain flooded the coast road near Marlow this morning.' })
  await room.arrange()
  await room.receive(floodToo)
  await room.arrange()
  expect(await room.feed('no-police')).toEqual([[flood.title, 'herald']])
})

test('a changed topic is filed anew over what is kept, at the times of then', async () => {
  const room = await openNewsroom([aTopic({ id: 'mine', query: 'nothing-like-this' })])
  await room.receive(flood)
  await room.arrange()
  room.clock.now += 5 * HOUR
  await room.restart([aTopic({ id: 'mine', query: 'marlow' })])
  await room.arrange()
  expect(await room.feed('mine')).toEqual([[flood.title]])
  expect((await room.store.entries.feed('mine', 1))[0]?.snapshot.enteredAt).toBe(NOON)

  await room.restart([aTopic({ id: 'mine', query: 'nothing-like-this' })])
  await room.arrange()
  expect(await room.feed('mine')).toEqual([])
})

test('an entry that comes back comes back under its id', async () => {
  const room = await openNewsroom([aTopic({ id: 'mine', query: 'marlow' })])
  await room.receive(flood)
  await room.arrange()
  const [before] = await room.store.entries.feed('mine', 1)
  for (const query of ['nothing-like-this', 'marlow']) {
    await room.restart([aTopic({ id: 'mine', query })])
    await room.arrange()
  }
  expect((await room.store.entries.feed('mine', 1))[0]?.publicId).toBe(before?.publicId)
})

test('when the articles of a story are pruned its entries leave', async () => {
  const room = await openNewsroom([floods])
  await room.receive(flood)
  await room.arrange()
  await room.store.articles.prune(NOON + 1, NOON + HOUR)
  room.clock.now += HOUR
  await room.arrange()
  expect(await room.feed('floods')).toEqual([])
})

test('articles of a private outlet are in no public topic and no count', async () => {
  const room = await openNewsroom([floods])
  const outlets = room.config.outlets.map(outlet => ({ ...outlet, private: outlet.id === 'herald' }))
  await room.store.outlets.sync(outlets, NOON, () => 'urn:uuid:none')
  await room.receive(flood)
  await room.receive(floodToo)
  await room.arrange()
  expect(await room.feed('floods')).toEqual([[flood.title]])
  expect((await room.store.entries.feed('floods', 1))[0]?.snapshot.outletCount).toBe(1)
})

test('two arrangers never place the same article, and each sees what the other did', async () => {
  const room = await openNewsroom([floods])
  const other = await openNewsroom([floods], { store: room.store })
  await room.receive(flood)
  await room.arrange()
  await room.receive(floodToo)
  await other.arrange()
  await room.receive({ ...floodToo, outletId: 'courier', guid: 'three' })
  await room.arrange()
  expect(await room.feed('floods')).toEqual([[flood.title, 'herald', 'courier']])
})

test('while another has the lease, nothing is arranged', async () => {
  const room = await openNewsroom([floods])
  await room.receive(flood)
  await room.store.leases.acquire('arrange', 'another', NOON, MINUTE)
  expect(await room.arrange()).toEqual({ placed: 0, filed: 0 })
  room.clock.now += MINUTE
  expect(await room.arrange()).toMatchObject({ placed: 1 })
})

test('a commit that fails loses nothing: the next arranging places what waited', async () => {
  const room = await openNewsroom([floods])
  await room.receive(flood)
  await room.arrange()
  await room.receive(floodToo)
  const { place } = room.store.stories
  room.store.stories.place = () => Promise.reject(new Error('the disk is full'))
  await expect(room.arrange()).rejects.toThrow('the disk is full')
  room.store.stories.place = place
  await room.arrange()
  expect(await room.feed('floods')).toEqual([[flood.title, 'herald']])
})

test('what people tell apart while a batch is being placed holds for that batch, too', async () => {
  const room = await openNewsroom([floods])
  const { store } = room
  await room.receive(flood)
  await room.receive(floodToo)
  await room.arrange()
  const [entry] = await store.entries.feed('floods', 1)
  await room.receive({ ...floodToo, summary: `${floodToo.summary} ${flood.summary}` })
  await room.receive({ ...bakery, outletId: 'courier' })
  const { place } = store.stories
  store.stories.place = async (...given) => {
    store.stories.place = place
    const deps = { store, now: () => room.clock.now, mint: () => 'urn:uuid:apart' }
    await splitStory(entry?.snapshot.storyPublicId as string, ['2'], deps)
    return place(...given)
  }
  await room.arrange()
  const entries = await store.entries.feed('floods', 9)
  expect(entries.map(({ lead, snapshot }) => [lead.title, snapshot.articleCount]).toSorted()).toEqual([
    [floodToo.title, 1],
    [flood.title, 1],
  ])
  expect(await store.articles.waiting(9)).toEqual([])
})

test('what people tell apart while stories are being judged is filed as they said', async () => {
  const room = await openNewsroom([floods])
  const { store } = room
  await room.receive(flood)
  await room.receive(floodToo)
  await room.arrange()
  const [entry] = await store.entries.feed('floods', 1)
  await room.receive({ ...flood, outletId: 'courier', guid: 'three' })
  const { leads } = store.stories
  store.stories.leads = async ids => {
    store.stories.leads = leads
    const deps = { store, now: () => room.clock.now, mint: () => 'urn:uuid:apart' }
    await splitStory(entry?.snapshot.storyPublicId as string, ['2'], deps)
    return leads(ids)
  }
  await room.arrange()
  const entries = await store.entries.feed('floods', 9)
  expect(entries.map(({ lead, snapshot }) => [lead.title, snapshot.articleCount]).toSorted()).toEqual([
    [floodToo.title, 1],
    [flood.title, 2],
  ])
  expect(await store.stories.due(room.clock.now, 9)).toEqual([])
})

test('whatever else waits has its turn after each story that is judged', async () => {
  const room = await openNewsroom([floods])
  const { leads } = room.store.stories
  const turns: string[] = []
  room.store.stories.leads = async ids => {
    turns.push('judged')
    setImmediate(() => turns.push('visited'))
    return leads(ids)
  }
  for (const outletId of ['gazette', 'herald', 'courier'])
    await room.receive({
      ...bakery,
      outletId,
      title: `${outletId} only ${outletId} ${outletId}`,
      summary: '',
    })
  await room.arrange()
  expect(turns.join(' ')).toBe('judged visited judged visited judged visited')
})

test('the server is told which topics a commit changed', async () => {
  const room = await openNewsroom([floods])
  await room.receive(flood)
  await room.arrange()
  expect(room.committed.at(-1)).toEqual(
    new Map([
      ['floods', 2],
      [STORIES, 1],
    ]),
  )
})

test.each([
  ['silent', NOON, NOON],
  ['coverage', NOON + HOUR, NOON + HOUR],
  ['all', NOON + HOUR, NOON + 2 * HOUR],
] as const)(
  'under updates: %s readers are alerted by what it names and nothing else',
  async (updates, grown, edited) => {
    const room = await openNewsroom([aTopic({ id: 'mine', query: 'marlow', updates })])
    const updatedAt = async () => (await room.store.entries.feed('mine', 1))[0]?.snapshot.updatedAt
    await room.receive(flood)
    await room.arrange()
    room.clock.now += HOUR
    await room.receive(floodToo)
    await room.arrange()
    expect(await updatedAt()).toBe(grown)
    room.clock.now += HOUR
    await room.receive({ ...flood, summary: `${flood.summary} It will stay closed until noon.` })
    await room.arrange()
    expect(await updatedAt()).toBe(edited)
  },
)

test('frozen headlines stay as they were when the entry came in', async () => {
  const room = await openNewsroom([aTopic({ id: 'mine', query: 'marlow', headlines: 'frozen' })])
  await room.receive(flood)
  await room.arrange()
  const version = await room.store.entries.version('mine')
  await room.receive(floodToo)
  await room.arrange()
  expect(await room.feed('mine')).toEqual([[flood.title]])
  expect(await room.store.entries.version('mine')).toEqual(version)
})

test('an entry leaves when it is as old as its topic lets it be, and nothing older enters', async () => {
  const room = await openNewsroom([aTopic({ id: 'fresh', query: 'marlow', maxAgeMs: 2 * HOUR })])
  await room.receive(flood)
  await room.arrange()
  expect(await room.feed('fresh')).toEqual([[flood.title]])
  room.clock.now += 2 * HOUR - 1
  await room.arrange()
  expect(await room.feed('fresh')).toEqual([[flood.title]])
  room.clock.now += 1
  await room.arrange()
  expect(await room.feed('fresh')).toEqual([])
  expect(await room.arrange()).toEqual({ placed: 0, filed: 0 })
  await room.restart([aTopic({ id: 'fresh', query: 'coast', maxAgeMs: 2 * HOUR })])
  await room.arrange()
  expect(await room.feed('fresh')).toEqual([])
})

test('a query that goes by age lets an article in and out again at its time', async () => {
  const room = await openNewsroom([aTopic({ id: 'old-news', query: 'marlow age:>1h' })])
  await room.receive(flood)
  await room.arrange()
  expect(await room.feed('old-news')).toEqual([])
  room.clock.now += HOUR + 1
  await room.arrange()
  expect(await room.feed('old-news')).toEqual([[flood.title]])
  expect((await room.store.entries.feed('old-news', 1))[0]?.snapshot.enteredAt).toBe(NOON + HOUR + 1)
})

test('a query that counts outlets lets a story in when the last one came', async () => {
  const room = await openNewsroom([aTopic({ id: 'wide', query: 'marlow outlets:>=2' })])
  await room.receive(flood)
  await room.arrange()
  expect(await room.feed('wide')).toEqual([])
  room.clock.now += 5 * HOUR
  await room.receive(floodToo)
  await room.arrange()
  expect(await room.feed('wide')).toEqual([[flood.title, 'herald']])
  expect((await room.store.entries.feed('wide', 1))[0]?.snapshot.enteredAt).toBe(NOON + 5 * HOUR)
})

test.each([
  ['together', HOUR, 2 * HOUR, [[flood.title, 'herald']]],
  ['too far apart', 3 * HOUR, 2 * HOUR, []],
])('within counts outlets that report %s', async (_, gapMs, withinMs, expected) => {
  const room = await openNewsroom([aTopic({ id: 'wide', query: 'marlow', minOutlets: 2, withinMs })])
  await room.receive(flood)
  await room.arrange()
  room.clock.now += gapMs
  await room.receive(floodToo)
  await room.arrange()
  expect(await room.feed('wide')).toEqual(expected)
})

test('in a topic of articles each one that matches is an entry of its own, under an id that stays', async () => {
  const room = await openNewsroom([aTopic({ id: 'single', query: 'marlow', per: 'article' })])
  await room.receive(flood)
  await room.receive(floodToo)
  await room.receive(bakery)
  await room.arrange()
  expect((await room.feed('single')).toSorted()).toEqual([[floodToo.title], [flood.title]])
  const idsOf = async () =>
    (await room.store.entries.feed('single', 9)).map(({ publicId }) => publicId).toSorted()
  const before = await idsOf()
  expect(new Set(before).size).toBe(2)
  room.clock.now += HOUR
  await room.receive({ ...flood, title: 'Floods close the coast road near Marlow again' })
  await room.arrange()
  expect(await idsOf()).toEqual(before)
  await room.receive({ ...flood, title: 'The road is open', summary: 'It is open again.' })
  await room.arrange()
  expect(await room.feed('single')).toEqual([[floodToo.title]])
})

test('a topic may name another one in its query', async () => {
  const room = await openNewsroom([floods, aTopic({ id: 'floods-but', query: 'topic:floods -police' })])
  await room.receive({ ...flood, summary: 'Heavy rain flooded the coast road near Marlow.' })
  await room.receive({ ...bakery, title: 'Police praise bakery in flood' })
  await room.arrange()
  expect(await room.feed('floods-but')).toEqual([[flood.title]])
})
