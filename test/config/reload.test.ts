import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type OutletServer, startOutletServer } from '../support/outlet-server.ts'
import { startProgram } from '../support/program.ts'

let dir: string
let server: OutletServer
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'khulasa-reload-'))
  const item = (title: string, guid: number) => `<item><title>${title}</title><guid>${guid}</guid></item>`
  const body = `<rss version="2.0"><channel><title>G</title>${item('Floods near Marlow', 1)}${item('Bakery wins a prize', 2)}</channel></rss>`
  server = await startOutletServer({ '/feed': { body } })
})
afterEach(async () => {
  await server.close()
  rmSync(dir, { recursive: true, force: true })
})

const config = () => join(dir, 'feeds.config.ts')
const write = (topics: string) =>
  writeFileSync(
    config(),
    `import { topics } from './topics.ts'
export default { fetch: { allowPrivate: ['loopback'] }, outlets: [{ id: 'gazette', url: '${server.url('/feed')}' }], topics: [...topics, ${topics}] }`,
  )
const writeImported = (topics: string) =>
  writeFileSync(join(dir, 'topics.ts'), `export const topics = [${topics}]`)

test('a saved change takes effect while running, a broken one is told and leaves the old in force', async () => {
  writeImported('')
  write(`{ id: 'first', query: 'marlow', hold: '0s' }`)
  const program = startProgram(['serve', '--port', '0', '--config', config(), '--data', join(dir, 'data')])
  try {
    const url = (await program.prints(/listening on (\S+)/))[1] as string
    const read = async (topic: string) => (await fetch(`${url}/topics/${topic}.rss`)).text()
    const soon = { timeout: 30_000, interval: 100 }
    await expect.poll(() => read('first'), soon).toContain('Floods near Marlow')
    const [id] = /urn:uuid:[0-9a-f-]{36}/.exec((await read('first')).split('<item>')[1] as string) ?? []

    write(`{ id: 'first', query: 'bakery', hold: '0s' }, { id: 'second', query: 'marlow', hold: '0s' }`)
    await expect.poll(() => read('second'), soon).toContain('Floods near Marlow')
    await expect.poll(() => read('first'), soon).toContain('Bakery wins a prize')
    expect(await read('first')).not.toContain('Floods near Marlow')
    expect(await read('second')).toContain(id)

    writeImported(`{ id: 'third', query: 'prize', hold: '0s' }`)
    await expect.poll(() => read('third'), soon).toContain('Bakery wins a prize')

    write(`{ id: 'first', query: 'title:', hold: '0s' }`)
    await expect.poll(() => program.stderr(), soon).toMatch(/topics\[1\]\.query[\s\S]*stays in force/)
    expect(await read('second')).toContain('Floods near Marlow')

    write(`{ id: 'first', query: 'bakery', hold: '0s' }`)
    await expect.poll(async () => (await fetch(`${url}/topics/second.rss`)).status, soon).toBe(410)
  } finally {
    expect(await program.end()).toBe(0)
  }
}, 120_000)
