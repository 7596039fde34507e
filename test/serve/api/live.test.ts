import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { type App, startApp } from '../../../src/app.ts'
import { checkConfig } from '../../../src/config/check.ts'
import { startOutletServer } from '../../support/outlet-server.ts'
import { eventReader } from '../../support/stream.ts'

const undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

const TEXT = 'Floods close the coast road near Marlow'
const rss = (outlet: string, ...titles: string[]) => {
  const items = titles.map(
    title =>
      `<item><guid>${title}</guid><link>https://${outlet}.example/${title.length}</link><title>${title}</title><description>${title} after heavy rain this morning, police say.</description></item>`,
  )
  return `<rss version="2.0"><channel><title>${outlet}</title>${items.join('')}</channel></rss>`
}

/** The real thing on a port of its own, over two outlets that report the same. */
async function start(): Promise<App & { url: string; publish(title: string): void }> {
  const server = await startOutletServer({
    '/gazette': { body: rss('gazette', TEXT) },
    '/herald': { body: rss('herald', TEXT) },
  })
  undo.push(() => server.close())
  const dataDir = await mkdtemp(join(tmpdir(), 'khulasa-api-'))
  const verdict = checkConfig({
    fetch: { allowPrivate: ['loopback'], minInterval: '1s', adaptive: false },
    outlets: ['gazette', 'herald'].map(id => ({ id, url: server.url(`/${id}`), every: '1s' })),
    topics: [{ id: 'all', query: '*', hold: '0s' }],
  })
  if ('problems' in verdict) throw new Error(JSON.stringify(verdict.problems))
  const place = { dataDir, host: '127.0.0.1', port: 0, adminToken: undefined, logLevel: 'silent' }
  const app = await startApp({ config: verdict.config, role: 'all', linksToSelf: true, ...place })
  undo.push(() => app.stop().finally(() => rm(dataDir, { recursive: true, force: true })))
  await Promise.race([app.ready, app.failed])
  const publish = (title: string) => server.answer('/gazette', { body: rss('gazette', title, TEXT) })
  return { ...(app as App & { url: string }), publish }
}

test('what an outlet publishes is told to who listens, and streams end when the server does', async () => {
  const { url, publish, stop } = await start()
  const reader = eventReader((await fetch(`${url}/api/topics/all/events`)).body)
  expect(await reader.next()).toEqual({ retry: '3000' })
  publish('Bakery wins a prize')
  const [event] = await reader.events(1)
  expect(JSON.parse(String(event?.data))).toMatchObject({
    kind: 'entered',
    entry: { title: 'Bakery wins a prize' },
  })
  const stopped = stop()
  while (await reader.next());
  await stopped
  await expect(fetch(`${url}/healthz`)).rejects.toThrow()
})

test('a split goes through to the collector, and topics follow', async () => {
  const { url } = await start()
  const json = async (path: string) => (await fetch(url + path)).json()
  const { changes, next } = (await json('/api/topics/all/entries')) as {
    changes: { entry: { _khulasa: { story_url: string } } }[]
    next: number
  }
  const id = changes.at(-1)?.entry._khulasa.story_url.split('/').at(-1)
  const story = (await json(`/api/stories/${id}`)) as {
    articles: { id: number; is_lead: boolean; outlet: { id: string } }[]
  }
  expect(story.articles).toHaveLength(2)
  const other = story.articles.find(article => !article.is_lead)

  const reader = eventReader((await fetch(`${url}/api/topics/all/events?since=${next}`)).body)
  const answer = await fetch(`${url}/api/stories/${id}/split`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ articles: [other?.id] }),
  })
  expect(answer.status).toBe(201)
  const founded = (await answer.json()) as { id: string; url: string }
  const told = (await reader.events(2)).map(({ data }) => JSON.parse(String(data)))
  await reader.cancel()
  expect(told.find(({ kind }) => kind === 'entered')).toMatchObject({
    entry: { _khulasa: { story_url: founded.url, outlet: { id: other?.outlet.id } } },
  })
  expect(
    ((await json(new URL(founded.url).pathname.replace('/stories/', '/api/stories/'))) as { id: string }).id,
  ).toBe(founded.id)
})
