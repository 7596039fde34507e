import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SampleServer, serveSamples } from '../../src/demo/serve-samples.ts'
import { openStore } from '../../src/store/open.ts'
import { anArticle, anOutlet, seed } from '../support/build.ts'
import { placeApart } from '../support/place-apart.ts'
import { khulasa } from '../support/program.ts'

const dir = mkdtempSync(join(tmpdir(), 'khulasa-seed-'))
const CONFIG = join(dir, 'feeds.config.ts')
const DRAFT = 'طالبان (روسيا OR موسكو OR أفغانستان OR "الدولة الإسلامية")'
let samples: SampleServer

beforeAll(async () => {
  writeFileSync(
    CONFIG,
    `export default { outlets: [{ id: 'gazette', url: 'https://gazette.example/feed' }] }`,
  )
  samples = await serveSamples({ newestAt: Date.now() })
})
afterAll(async () => {
  await samples.close()
  rmSync(dir, { recursive: true, force: true })
})

const run = (source: string, data: string, ...more: string[]) =>
  khulasa(['seed', source, '--config', CONFIG, '--data', join(dir, data), ...more])
const page = () => `${samples.origin}/nawafith/taliban-russia-talks`

test("seed drafts a query from an article's page, and says where nothing is kept to try it on", async () => {
  const { code, stdout, stderr } = await run(page(), 'none')
  expect([code, stdout]).toEqual([0, `${DRAFT}\n`])
  expect(stderr).toContain('Nothing is kept in')
})

test('seed tells what its draft would have caught', async () => {
  const store = openStore(join(dir, 'kept'))
  const now = Date.now()
  const times = { seenAt: now, eventAt: now, publishedAt: now }
  await seed(store, [anArticle({ title: 'وفد طالبان في موسكو', language: 'ar', ...times })], [anOutlet()])
  await placeApart(store, now)
  store.close()
  const { code, stdout } = await run(page(), 'kept')
  expect(code).toBe(0)
  expect(stdout.split('\n').slice(0, 2)).toEqual([DRAFT, expect.stringMatching(/^1 entry in 30 days/)])
  const json = JSON.parse((await run(page(), 'kept', '--json')).stdout)
  expect(json).toMatchObject({ query: DRAFT, keywords: { 0: 'طالبان' }, preview: { entries: 1 } })
})

test.each([
  ['a page with nothing to go by', '<p>…</p>', 'names no keywords'],
  ['a file that is not there', null, 'there is no such file'],
])('seed says what is wrong with %s', async (_, html, told) => {
  const file = join(dir, 'page.html')
  rmSync(file, { force: true })
  if (html !== null) writeFileSync(file, html)
  const { code, stderr } = await run(file, 'none')
  expect(code).toBe(1)
  expect(stderr).toContain(told)
})
