import { expect, onTestFinished, test } from 'vitest'
import type { Config } from '../../src/model/config.ts'
import { anOutlet, aTopic, HOUR } from '../support/build.ts'
import { FOREIGN, openServing } from '../support/serving.ts'

const SUMMARY = 'Heavy rain flooded the coast road near Marlow, and police closed it this morning.'
const COPY =
  'Heavy rain flooded the coast road near the village of Marlow this morning. Police closed the road in both directions, and asked drivers to take the inland way until the water is gone.'
const OURS = { origin: 'http://localhost:8080' }

/** A story that three outlets tell: one in its own words, one with an agency's, one with those of the first. */
async function openStory(adminToken?: string, change: Partial<Config> = {}) {
  const room = await openServing([aTopic({ id: 'roads', title: 'Roads', query: 'road' })], {
    change,
    ...(adminToken && { adminToken }),
  })
  onTestFinished(() => room.store.close())
  const reports = [
    { outletId: 'gazette', title: 'Floods close the coast road near Marlow', text: COPY },
    { outletId: 'herald', title: 'Coast road near Marlow closed by floods', author: 'Reuters' },
    { outletId: 'courier', title: 'Marlow coast road is closed after floods', text: COPY },
  ]
  for (const report of reports) {
    room.clock.now += HOUR
    const html = `<p>${report.text ?? SUMMARY}</p>`
    await room.receive({ guid: report.outletId, summary: SUMMARY, html, ...report })
    await room.publish()
  }
  const [entry] = await room.store.entries.feed('roads', 1)
  const path = `/stories/${entry?.snapshot.storyPublicId.replace('urn:uuid:', '')}`
  const [, , third] = await articlesOf()
  const post = (form: Record<string, string>, headers: Record<string, string> = OURS, env?: object) =>
    room.app.request(
      `${path}/split`,
      {
        method: 'POST',
        headers: { host: 'localhost:8080', 'content-type': 'application/x-www-form-urlencoded', ...headers },
        body: new URLSearchParams(form).toString(),
      },
      env ?? { incoming: { socket: { remoteAddress: '127.0.0.1', remotePort: 1, remoteFamily: 'IPv4' } } },
    )
  return {
    ...room,
    path,
    post,
    third: String(third?.id),
    text: async (at = path) => (await room.get(at)).text(),
  }

  async function articlesOf() {
    const page = await room.store.stories.find(entry?.snapshot.storyPublicId ?? '')
    return page?.articles ?? []
  }
}

test('a story tells who reported it, in whose words, and why it is one', async () => {
  const { text } = await openStory()
  const page = await text()
  expect(page).toContain('via <bdi>Reuters</bdi>')
  expect(page).toContain('text as in <bdi>The Gazette</bdi>')
  expect(page).toContain('began the story')
  expect(page).toMatch(/\d+% alike, both say: <mark><bdi>[A-Z]?\w+<\/bdi><\/mark>/)
  expect(page).toContain('href="/topics/roads"')
})

test('shared words are told as the article writes them, wherever it has them', async () => {
  const { receive, publish, clock, text } = await openStory()
  clock.now += HOUR
  const own = { outletId: 'herald', guid: 'later', title: 'Floods: coast road near Marlow reopens' }
  await receive({
    ...own,
    summary: 'Marlow: the ROAD is open.',
    text: `The VILLAGE of Marlow is reached again. ${COPY}`,
  })
  await publish()
  const words = [...(await text()).matchAll(/<mark><bdi>([^<]+)<\/bdi><\/mark>/g)].map(([, word]) => word)
  expect(words.length).toBeGreaterThan(3)
  expect(words).toContain('Marlow')
  expect(words).not.toContain('marlow')
})

test('how a story grew is told', async () => {
  const page = await (await openStory()).text()
  expect(page).toContain('came out with 1 outlet<')
  expect(page).toMatch(/grew to 2 outlets<[\s\S]*grew to 3 outlets, 2 independent</)
})

test('an article of a private outlet is told nowhere, nor what it was called before', async () => {
  const outlets = ['gazette', 'herald', 'courier'].map(id =>
    anOutlet({ id, url: `https://${id}.example/feed`, private: id === 'herald' }),
  )
  const { text, receive, publish, clock } = await openStory(undefined, { outlets })
  clock.now += HOUR
  const title = 'Coast road near Marlow closed by a flood'
  await receive({ outletId: 'herald', guid: 'herald', title, summary: SUMMARY, author: 'Reuters' })
  await publish()
  const page = await text()
  expect(page).toContain('Marlow coast road is closed after floods')
  for (const hidden of ['closed by', 'Reuters', '/outlets/herald', '3 outlets'])
    expect(page).not.toContain(hidden)
})

test('an edited title is told, word by word, with what it was', async () => {
  const { text, receive, publish, clock } = await openStory()
  clock.now += HOUR
  await receive({
    guid: 'gazette',
    title: 'Floods reopen the coast road near Marlow',
    summary: SUMMARY,
    text: COPY,
  })
  await publish()
  const page = await text()
  expect(page).toContain('<del>close</del>')
  expect(page).toContain('<ins>reopen</ins>')
})

test('the admin is asked once more, then the story is parted and both parts are named', async () => {
  const { post, third, path, text, get } = await openStory()
  expect(await text()).toContain(`action="${path}/split"`)
  const asked = await post({ article: third })
  expect(asked.status).toBe(200)
  expect(await asked.text()).toContain(`value="${third}" checked`)
  expect(await text()).toContain('Marlow coast road is closed after floods')
  const done = await post({ article: third, confirm: 'yes' })
  expect(done.status).toBe(303)
  const location = done.headers.get('location') ?? ''
  const after = await text(location)
  const other = /The other story: <a href="([^"]+)"/.exec(after)?.[1] ?? ''
  expect(after).toContain('role="status"')
  expect(after).not.toContain(`value="${third}"`)
  expect(await text(other)).toContain('Marlow coast road is closed after floods')
  expect((await get(`${path}?split=none`)).status).toBe(200)
})

test.each([
  ['nothing', {}],
  ['what is not of the story', { article: '999' }],
])('to take out %s is refused, with what would be right', async (_, form) => {
  const { post } = await openStory()
  const answer = await post({ ...form, confirm: 'yes' })
  expect(answer.status).toBe(409)
  expect(await answer.text()).toContain('Mark some of the articles, and not all of them.')
})

test.each([
  ['another site', { origin: 'https://evil.example' }, undefined],
  ['nobody says where', {}, undefined],
  ['a browser that hides it', { origin: 'null' }, undefined],
  ['elsewhere', OURS, FOREIGN],
])('a form from %s parts nothing', async (_, headers, env) => {
  const { post, third, text } = await openStory()
  const before = await text()
  const answer = await post({ article: third, confirm: 'yes' }, headers, env)
  expect(answer.status).toBe(403)
  expect(await answer.text()).toContain('Only the admin can part stories.')
  expect(await text()).toBe(before)
})

test('who is not the admin sees no such button, and keeps the page while nothing changes', async () => {
  const { get, path } = await openStory('secret')
  const page = await get(path)
  expect(await page.text()).not.toContain('/split')
  expect(page.headers.get('referrer-policy')).toBe('no-referrer')
  const held = { 'if-none-match': page.headers.get('etag') ?? '' }
  expect((await get(path, held)).status).toBe(304)
  const admin = await get(path, { authorization: 'Bearer secret', ...held })
  expect([admin.status, admin.headers.get('referrer-policy')]).toEqual([200, 'same-origin'])
  expect(await admin.text()).toContain('/split')
})

test('who comes back to the question of parting, as the choice of a language does, is led to the story', async () => {
  const { get, path } = await openStory()
  const answer = await get(`${path}/split`)
  expect(answer.status).toBe(303)
  const led = new URL(answer.headers.get('location') ?? '', `http://localhost:8080${path}/split`)
  expect((await get(led.pathname)).status).toBe(200)
})
