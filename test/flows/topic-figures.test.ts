import { expect, onTestFinished, test } from 'vitest'
import { topicFigures } from '../../src/flows/topic-figures.ts'
import { anOutlet, aTopic, HOUR } from '../support/build.ts'
import { openNewsroom } from '../support/newsroom.ts'

const DAY = 24 * HOUR
const SUMMARY = 'Heavy rain flooded the coast road near Marlow, and police closed it this morning.'

async function openRoom() {
  const outlets = ['gazette', 'herald', 'secret'].map(id =>
    anOutlet({ id, url: `https://${id}.example/feed`, private: id === 'secret' }),
  )
  const topics = [aTopic({ id: 'all' }), aTopic({ id: 'hidden', private: true })]
  const room = await openNewsroom(topics, { change: { outlets } })
  onTestFinished(() => room.store.close())
  const come = async (outletId: string, title: string, change = {}) => {
    await room.receive({ outletId, guid: title, title, ...change })
    await room.arrange()
  }
  await come('gazette', 'Bakery wins a prize for its bread')
  room.clock.now += DAY
  await come('gazette', 'Floods close the coast road near Marlow', { summary: SUMMARY })
  await come('herald', 'Coast road near Marlow closed by floods', { summary: SUMMARY })
  room.clock.now += DAY
  await come('secret', 'Ferry crews end their long strike')
  const figures = (topicId: string, days: number) =>
    topicFigures(
      { topicId, days },
      { store: room.store, config: room.config, now: room.clock.now, check: () => {} },
    )
  return { ...room, figures }
}

test('entries are counted by the day on which they came in, days without any too', async () => {
  const { figures } = await openRoom()
  const { perDay } = await figures('all', 4)
  expect(perDay).toEqual([
    { day: '2026-02-28', count: 0 },
    { day: '2026-03-01', count: 1 },
    { day: '2026-03-02', count: 1 },
    { day: '2026-03-03', count: 0 },
  ])
})

test('an outlet counts once an entry that it reports, whether it leads or not', async () => {
  const { figures } = await openRoom()
  const { outlets } = await figures('all', 4)
  expect(outlets).toEqual([
    { id: 'gazette', title: 'The Gazette', entries: 2 },
    { id: 'herald', title: 'The Gazette', entries: 1 },
  ])
  expect((await figures('all', 1)).outlets).toEqual([])
})

test('only a private topic names private outlets', async () => {
  const { figures } = await openRoom()
  expect((await figures('all', 4)).outlets.map(({ id }) => id)).not.toContain('secret')
  expect((await figures('hidden', 4)).outlets.map(({ id }) => id)).toContain('secret')
})

test('the languages that a topic is in are known, the unknown one too', async () => {
  const room = await openNewsroom([aTopic({ id: 'all' })])
  onTestFinished(() => room.store.close())
  const titles = ['Bakery wins a prize', 'Ferry crews on strike', 'Museum returns bell', 'Seahorses in bay']
  for (const [i, language] of ['en', 'ar-eg', null, 'ar'].entries()) {
    const title = titles[i] as string
    await room.receive({ guid: title, title, summary: `${title}.`, language })
  }
  await room.arrange()
  room.clock.now += HOUR
  expect(await room.store.entries.languages('all')).toEqual(['', 'ar', 'en'])
  expect(await room.store.entries.languages('none')).toEqual([])
})
