import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore } from '../../src/store/open.ts'
import { NOON } from '../support/build.ts'
import { khulasa } from '../support/program.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'khulasa-webhooks-'))
  const config = { outlets: [{ id: 'gazette', url: 'https://gazette.example/feed' }] }
  writeFileSync(join(dir, 'feeds.config.ts'), `export default ${JSON.stringify(config)}`)
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const webhooks = (...args: string[]) =>
  khulasa(['webhooks', '--config', join(dir, 'feeds.config.ts'), '--data', join(dir, 'data'), ...args])

test('webhooks are listed with the secret to check them with, and how telling them goes', async () => {
  const store = openStore(join(dir, 'data'))
  const named = [{ topicId: 'floods', callback: 'https://desk.example/hook', secret: null }]
  await store.subscribers.configure('webhook', named, () => 'minted')
  const [{ id } = { id: 0 }] = await store.subscribers.named()
  const problem = 'answered 500'
  await store.subscribers.putOff(id, { failures: 2, failingSince: NOON, problem, dueAt: NOON })
  store.close()
  const { code, stdout } = await webhooks()
  expect(code).toBe(0)
  expect(stdout).toMatch(/floods +webhook +https:\/\/desk\.example\/hook +minted +2 +answered 500/)
  expect(JSON.parse((await webhooks('--json')).stdout)).toMatchObject({ topicId: 'floods', secret: 'minted' })
})

test('where there is none it says how to have one', async () => {
  openStore(join(dir, 'data')).close()
  expect((await webhooks()).stdout).toContain('notify: URL')
})
