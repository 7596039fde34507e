import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createAgent } from '../../src/fetch/agent.ts'
import { fetchOutlet } from '../../src/fetch/fetch-outlet.ts'
import type { Validators } from '../../src/model/outlet.ts'

const agent = createAgent({ allowPrivate: [], perHost: 1, concurrency: 1 })
let folder: string
let path: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'khulasa-fetch-'))
  path = join(folder, 'عينة.xml')
})
afterAll(async () => {
  await agent.close()
  await rm(folder, { recursive: true })
})
beforeEach(async () => {
  await writeFile(path, '<rss/>')
  await utimes(path, 1_000, 1_000)
})

function visit(url: string, validators: Validators = { etag: null, lastModified: null }) {
  const request = { url, validators, timeoutMs: 1_000, maxBytes: 100, userAgent: 'x' }
  return fetchOutlet(request, { agent, now: () => 0 })
}

test('a file is read as if it were served, and not read again while it stays the same', async () => {
  const url = pathToFileURL(path).href
  const first = await visit(url)
  expect(first).toMatchObject({
    kind: 'body',
    status: 200,
    contentType: null,
    finalUrl: url,
    permanentUrl: null,
  })
  expect(first.kind === 'body' && Buffer.from(first.bytes).toString()).toBe('<rss/>')
  const validators = first.kind === 'body' ? first.validators : undefined
  expect(await visit(url, validators)).toMatchObject({ kind: 'unchanged', validators })
  await writeFile(path, '<rss />')
  expect((await visit(url, validators)).kind).toBe('body')
})

test.each([
  ['that is not there', () => pathToFileURL(join(folder, 'none.xml')).href, 'unreadable'],
  ['that is a folder', () => pathToFileURL(folder).href, 'unreadable'],
  ['that is a device', () => 'file:///dev/zero', 'unreadable'],
  ['on another machine', () => 'file://elsewhere/feed.xml', 'unreadable'],
])('a file %s is a failure', async (_, url, reason) => {
  expect(await visit(url())).toMatchObject({ kind: 'failed', reason, status: null })
})

test('a file over the limit is not read', async () => {
  await writeFile(path, 'x'.repeat(101))
  expect(await visit(pathToFileURL(path).href)).toMatchObject({ kind: 'failed', reason: 'too-large' })
})
