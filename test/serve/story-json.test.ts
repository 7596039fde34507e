import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { storyJson } from '../../src/serve/story-json.ts'
import { aTopic } from '../support/build.ts'
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

async function serving() {
  const room = await openNewsroom([aTopic({ id: 'floods', title: 'Floods', query: 'flood OR floods' })])
  await room.receive(flood)
  await room.receive(floodToo)
  await room.arrange()
  const answer = storyJson({ store: room.store, config: room.config } as Parameters<typeof storyJson>[0])
  const app = new Hono().get('/stories/:file', context => answer(context, context.req.param('file')))
  const [entry] = await room.store.entries.feed('floods', 1)
  const idOf = (publicId: string) => publicId.replace('urn:uuid:', '')
  return { ...room, app, id: idOf(entry?.publicId as string), idOf }
}

test('a story names its articles, and why each was joined', async () => {
  const { app, id } = await serving()
  const response = await app.request(`/stories/${id}.json`)
  expect(response.status).toBe(200)
  expect(await response.json()).toMatchObject({
    id: `urn:uuid:${id}`,
    url: `https://news.example/stories/${id}`,
    outlet_count: 2,
    topics: [{ id: 'stories' }, { id: 'floods', title: 'Floods' }],
    articles: [
      { is_lead: true, title: flood.title, outlet: { id: 'gazette' }, joined: { score: 1, words: [] } },
      {
        is_lead: false,
        title: floodToo.title,
        outlet: { id: 'herald' },
        joined: { words: expect.arrayContaining(['marlow']) },
      },
    ],
  })
})

test('a merged story leads to the one that took it in, an unknown one is not found', async () => {
  const { app, id, store, receive, arrange, clock, idOf } = await serving()
  await receive({ outletId: 'courier', guid: 'bun', title: 'Bakery wins a prize', summary: '' })
  await arrange()
  const merged = (await store.entries.feed('stories', 5)).find(
    ({ lead }) => lead.title === 'Bakery wins a prize',
  )
  await store.stories.merge(2, 1, clock.now)
  await arrange()
  const response = await app.request(`/stories/${idOf(merged?.publicId as string)}.json`)
  expect(response.status).toBe(301)
  expect(response.headers.get('location')).toBe(`https://news.example/stories/${id}.json`)
  expect((await app.request('/stories/nothing.json')).status).toBe(404)
})
