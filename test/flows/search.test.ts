import { expect, test } from 'vitest'
import { searchStories } from '../../src/flows/search.ts'
import { anOutlet, HOUR, NOON } from '../support/build.ts'
import { aConfig, OUTLETS, openNewsroom } from '../support/newsroom.ts'
import { placeApart } from '../support/place-apart.ts'

async function newsroom() {
  const room = await openNewsroom()
  const outlets = [...OUTLETS.slice(0, 2), anOutlet({ id: 'courier', private: true })]
  await room.store.outlets.sync(outlets, NOON, () => 'urn:uuid:0')
  const config = aConfig([], { outlets })
  const search = async (
    query: string,
    change: { limit?: number; before?: { knownAt: number; id: number } } = {},
  ) => {
    const ask = { query, before: change.before ?? null, limit: change.limit ?? 10 }
    const found = await searchStories(ask, {
      store: room.store,
      config,
      now: room.clock.now,
      check: () => {},
    })
    if (found.kind !== 'found') throw new Error(JSON.stringify(found))
    const { document, older } = found
    return { titles: document.entries.map(({ title }) => title), entries: document.entries, older }
  }
  return { ...room, search }
}

const flood = {
  title: 'Floods close the coast road near Marlow',
  summary: 'Rain flooded the coast road near Marlow.',
}

test('a story is led by the best of its articles that match, and its other headlines stay', async () => {
  const { receive, arrange, search, clock } = await newsroom()
  await receive({ ...flood, guid: 'one' })
  clock.now += HOUR
  await receive({
    ...flood,
    outletId: 'herald',
    guid: 'two',
    title: 'Coast road near Marlow closed by floods, ferries sail',
    summary: 'Police shut the road along the coast near Marlow after the floods of this night.',
  })
  await arrange()
  const { entries } = await search('ferries')
  expect(entries).toHaveLength(1)
  expect(entries[0]).toMatchObject({
    title: 'Coast road near Marlow closed by floods, ferries sail',
    headlines: [{ title: flood.title }],
    why: [{ clause: 'ferries', field: 'title', words: ['ferries'] }],
  })
  expect((await search('outlets:>=2 marlow')).titles).toHaveLength(1)
  expect((await search('outlets:>=3 marlow')).titles).toEqual([])
})

test('articles of private outlets are found by nobody, neither as leads nor as headlines', async () => {
  const { receive, arrange, search } = await newsroom()
  await receive({ ...flood, guid: 'one' })
  await receive({
    ...flood,
    outletId: 'courier',
    guid: 'two',
    title: 'Secret: coast road near Marlow closed by floods',
  })
  await arrange()
  expect((await search('secret')).titles).toEqual([])
  expect((await search('*')).entries).toMatchObject([{ title: flood.title, headlines: [] }])
})

test.each([
  ['words', 'bulletin'],
  ['no words', '*'],
  ['words that are excluded', '* -nothing'],
  ['a regular expression', '/bul+etin/'],
  ['a language and an age', 'lang:en age:<9d'],
  ['a beginning', 'bull*'],
  [
    'groups deeper than the index can read',
    `${'(x OR y ('.repeat(24)}bulletin${'))'.repeat(24)} OR bulletin`,
  ],
])('pages of a query of %s hold every story once, the newest first', async (_, query) => {
  const { receive, store, search, clock } = await newsroom()
  for (let n = 0; n < 7; n++) {
    clock.now += HOUR
    await receive({ guid: `${n}`, url: null, title: `Bulletin ${n}`, summary: '' })
  }
  await placeApart(store, clock.now)
  const seen: string[] = []
  for (let place: { knownAt: number; id: number } | null | undefined; place !== null; ) {
    const page = await search(query, { limit: 3, ...(place ? { before: place } : {}) })
    seen.push(...page.titles)
    place = page.older
  }
  expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map(n => `Bulletin ${n}`))
})
