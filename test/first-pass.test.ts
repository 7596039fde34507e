import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { startApp } from '../src/app.ts'
import { checkConfig } from '../src/config/check.ts'
import { demoConfig } from '../src/demo/demo-config.ts'
import { EXPECTED_STORIES } from '../src/demo/expected.ts'
import { OUTLETS } from '../src/demo/outlets.ts'
import { sampleSite } from '../src/demo/site.ts'
import { startOutletServer } from './support/outlet-server.ts'

const undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

/** Older than any hold. */
const NEWEST_AGE_MS = 10 * 60_000
/** Two are asked at once: the last of the eight answers when what came was looked at several times. */
const APART_MS = 200

/** The real app over the sample outlets, the one named first answering last. */
async function startOver(): Promise<string> {
  const server = await startOutletServer()
  undo.push(() => server.close())
  for (const [path, { body, contentType }] of sampleSite(server.origin, Date.now() - NEWEST_AGE_MS)) {
    const place = OUTLETS.findIndex(({ feedPath }) => feedPath === path)
    const delayMs = place < 0 ? 0 : (OUTLETS.length - place) * APART_MS
    server.answer(path, { body, headers: { 'content-type': contentType }, delayMs })
  }
  const dataDir = await mkdtemp(join(tmpdir(), 'khulasa-first-'))
  const verdict = checkConfig(demoConfig(server.origin))
  if ('problems' in verdict) throw new Error(JSON.stringify(verdict.problems))
  const place = { dataDir, host: '127.0.0.1', port: 0, adminToken: undefined, logLevel: 'error' }
  const app = await startApp({ config: verdict.config, role: 'all', linksToSelf: true, ...place })
  undo.push(() => app.stop().finally(() => rm(dataDir, { recursive: true, force: true })))
  await Promise.race([app.ready, app.failed])
  return app.url as string
}

type Item = { url: string; _khulasa: { headlines: { url: string; kind: string }[] } }
const articleOf = (url: string) => new URL(url).pathname.slice(1)

test('outlets that answer seconds apart at first are told as if all had answered at once', async () => {
  const url = await startOver()
  const { items } = (await (await fetch(`${url}/stories.json?limit=100`)).json()) as { items: Item[] }
  const told = new Map(
    items.map(item => {
      const covers = item._khulasa.headlines.filter(({ kind }) => kind === 'coverage')
      return [articleOf(item.url), covers.map(headline => articleOf(headline.url)).sort()]
    }),
  )
  for (const [first = '', ...others] of Object.values(EXPECTED_STORIES))
    expect([first, told.get(first)]).toEqual([first, others.sort()])
})
