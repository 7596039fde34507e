import { expect, onTestFinished, test } from 'vitest'
import { hashToken } from '../../src/flows/topic-token.ts'
import { aTopic, HOUR } from '../support/build.ts'
import { openServing } from '../support/serving.ts'

const TOKEN = 'x'.repeat(43)
const SEA = aTopic({ id: 'sea', title: 'The sea', query: 'ferry OR seahorses', formerly: ['ocean'] })
const HIDDEN = aTopic({ id: 'hidden', title: 'Hidden', query: 'ferry', private: true })

async function openTopics() {
  const room = await openServing([SEA, HIDDEN])
  onTestFinished(() => room.store.close())
  for (const title of ['Ferry crews end strike', 'Bakery wins a prize', 'Seahorses back in the bay']) {
    room.clock.now += HOUR
    await room.receive({ guid: title, title, summary: `${title}.`, html: '' })
    await room.publish()
  }
  await room.store.tokens.add({ hash: hashToken(TOKEN), topicId: 'hidden', createdAt: room.clock.now })
  return { ...room, text: async (path: string) => (await room.get(path)).text() }
}

test('a topic is told in words and numbers, with its words marked', async () => {
  const { text } = await openTopics()
  const page = await text('/topics/sea')
  expect(page).toContain('Stories with “<bdi>ferry</bdi>” or “<bdi>seahorses</bdi>”.')
  expect(page).toContain('<mark>Ferry</mark> crews end strike')
  expect(page).toContain('<bdi>The Gazette</bdi></a> <span class="its-count">2 entries</span>')
  expect(page).toContain('/workbench?topic=sea')
  expect(page).not.toContain('Bakery')
})

test('the topic of everything has a page like any other', async () => {
  const { get } = await openTopics()
  const page = await get('/topics/stories')
  expect(page.status).toBe(200)
  const html = await page.text()
  expect(html).toContain('All stories')
  expect(html).toContain('src="/topics/stories/qr.svg"')
  expect((await get('/topics/stories/qr.svg')).status).toBe(200)
})

test('what is counted is kept for a minute, and an entry is shown at once', async () => {
  const { text, receive, publish, clock } = await openTopics()
  expect(await text('/topics/sea')).toContain('2 entries')
  await receive({ guid: 'new', title: 'Ferry gets a new horn for the fog', summary: 'Loud.' })
  await publish()
  const soon = await text('/topics/sea')
  expect(soon).toContain('</mark> gets a new horn')
  expect(soon).toContain('2 entries')
  clock.now += 60_000
  expect(await text('/topics/sea')).toContain('3 entries')
})

test.each([
  ['a code of the address of its feed', '/topics/sea/qr.svg', 200, 'public, max-age=86400'],
  ['none of a topic that nobody knows', '/topics/none/qr.svg', 404, undefined],
  ['none of a private topic', '/topics/hidden/qr.svg', 404, undefined],
  ['one of a private topic for who has its address', `/p/${TOKEN}/hidden/qr.svg`, 200, 'private, no-cache'],
  ['the one of its new name', '/topics/ocean/qr.svg', 308, undefined],
])('a phone is given %s', async (_, path, status, caching) => {
  const { get } = await openTopics()
  const { status: given, headers } = await get(path)
  expect(given).toBe(status)
  if (status === 200) expect(headers.get('content-type')).toBe('image/svg+xml; charset=utf-8')
  if (caching) expect(headers.get('cache-control')).toBe(caching)
})

test('a private topic hands out its secret address alone, and listens to no stream', async () => {
  const { text, get } = await openTopics()
  const page = await text(`/p/${TOKEN}/hidden`)
  expect(page).toContain(`value="https://news.example/p/${TOKEN}/hidden.rss"`)
  expect(page).toContain(`src="/p/${TOKEN}/hidden/qr.svg"`)
  expect(page).not.toContain('data-events')
  expect(page).not.toContain('/topics/hidden')
  expect((await get(`/p/${TOKEN}/hidden`)).headers.get('etag')).toBe(null)
})
