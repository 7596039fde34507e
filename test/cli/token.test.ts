import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { khulasa, startProgram } from '../support/program.ts'

vi.setConfig({ testTimeout: 120_000 })

let dir: string
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'khulasa-token-'))
  const config = {
    site: { url: 'https://news.example' },
    outlets: [{ id: 'gazette', url: 'http://127.0.0.1:9/feed' }],
    topics: [
      { id: 'secret', query: '*', private: true },
      { id: 'open', query: '*' },
    ],
  }
  writeFileSync(join(dir, 'feeds.config.ts'), `export default ${JSON.stringify(config)}`)
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const places = () => ['--config', join(dir, 'feeds.config.ts'), '--data', join(dir, 'data')]
const token = (...args: string[]) => khulasa(['token', ...args, ...places()])

test('a secret address is made, works while the server runs, is listed by name and taken back', async () => {
  const server = startProgram(['serve', '--port', '0', ...places()])
  try {
    const [, url] = await server.prints(/listening on (\S+)/)
    const made = await token('secret')
    expect(made.code).toBe(0)
    const addresses = made.stdout.trim().split('\n')
    expect(addresses).toHaveLength(4)
    const path = new URL(addresses[0] as string).pathname
    expect(path).toMatch(/^\/p\/[\w-]{43}\/secret\.rss$/)
    // the collector writes the topic down in its own time
    const status = async () => (await fetch(url + path)).status
    await expect.poll(status, { timeout: 20_000 }).toBe(200)

    const listed = await token('secret', '--list', '--json')
    const [{ name }] = listed.stdout
      .trim()
      .split('\n')
      .map(line => JSON.parse(line)) as [{ name: string }]
    expect(made.stderr).toContain(`--revoke ${name}`)
    expect(listed.stdout).not.toContain(path.split('/')[2])

    expect((await token('secret', '--revoke', name)).code).toBe(0)
    await expect.poll(status, { timeout: 20_000 }).toBe(404)
    expect((await token('secret', '--list', '--json')).stdout).toBe('')
    expect(server.stderr()).not.toContain(path.split('/')[2])
  } finally {
    await server.end()
  }
})

test.each([
  ['the token', (made: { token: string }) => made.token],
  ['an address', (made: { rss: string }) => made.rss],
])('an address is taken back by %s too', async (_, givenOf) => {
  const made = JSON.parse((await token('secret', '--json')).stdout)
  expect((await token('secret', '--revoke', givenOf(made))).code).toBe(0)
  const again = await token('secret', '--revoke', givenOf(made))
  expect(again.code).toBe(1)
  expect(again.stderr).toContain('has no such token')
})

test.each([
  [['open'], 1, /Everybody may read the topic "open".*private: true/],
  [['nothing'], 1, /There is no topic "nothing"/],
  [['secret', '--list', '--revoke', 'x'], 2, /--list or --revoke/],
  [[], 2, /missing required argument 'topic'/],
])('%j is answered with what would be right', async (args, code, message) => {
  const run = await token(...args)
  expect(run.code).toBe(code)
  expect(run.stderr).toMatch(message)
})
