import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { parseOpml } from '../../src/parse/opml.ts'
import { khulasa } from '../support/program.ts'

vi.setConfig({ testTimeout: 120_000 })

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'khulasa-opml-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const at = (name: string) => join(dir, name)
const write = (name: string, text: string | Uint8Array) => writeFileSync(at(name), text)
const config = (value: object) => write('feeds.config.ts', `export default ${JSON.stringify(value)}`)
const run = (...args: string[]) => khulasa([...args, '--config', at('feeds.config.ts')])
const list = () => parseOpml(readFileSync(at('outlets.opml'), 'utf8'))

const GIVEN = `<?xml version="1.0"?>
<opml version="1.0"><head><title>mine</title></head><body>
<outline text="أخبار">
  <outline text="عربية"><outline text="الجزيرة" type="rss" xmlUrl="https://www.aljazeera.example/rss?a=1&copy=2"/></outline>
  <outline text="Caf&eacute; & Co" xmlUrl="https://cafe.example/feed" htmlUrl="https://cafe.example"/>
</outline>
<outline text="Café & Co" xmlUrl="https://cafe.example/feed"/>
<outline text="Mail" xmlUrl="mailto:a@b.example"/>
</body></opml>`

test('a list is imported with its folders and odd ways, each feed once, and read by the configuration', async () => {
  config({ outletsFrom: 'outlets.opml', topics: [{ id: 'all', query: 'outlet:cafe-co' }] })
  write('theirs.opml', GIVEN)
  const { code, stdout, stderr } = await run('import', at('theirs.opml'))
  expect(stderr).toBe('')
  expect(code).toBe(0)
  expect(stdout).toContain('2 added, 0 were there already')
  expect(list()).toEqual([
    {
      id: 'aljazeera',
      title: 'الجزيرة',
      url: 'https://www.aljazeera.example/rss?a=1&copy=2',
      siteUrl: null,
      folder: 'أخبار / عربية',
    },
    {
      id: 'cafe-co',
      title: 'Café & Co',
      url: 'https://cafe.example/feed',
      siteUrl: 'https://cafe.example/',
      folder: 'أخبار',
    },
  ])
  expect((await run('check')).stdout).toContain('2 outlets, 1 topics')
})

test('a second import adds what is new and changes nothing of what is there', async () => {
  config({ outletsFrom: 'outlets.opml' })
  write('theirs.opml', GIVEN)
  await run('import', at('theirs.opml'))
  const before = list()
  write(
    'more.opml',
    GIVEN.replace('aljazeera.example', 'alarabiya.example').replace('Caf&eacute; & Co', 'Renamed'),
  )
  expect((await run('import', at('more.opml'))).stdout).toContain('1 added, 1 were there already')
  const after = list()
  expect(after.filter(({ id }) => id !== 'alarabiya')).toEqual(before)
  expect(after).toHaveLength(3)
})

test('where the configuration does not read the list, it is told how', async () => {
  config({ outlets: [{ id: 'gazette', url: 'https://gazette.example/feed' }] })
  write('theirs.opml', GIVEN)
  const { code, stderr } = await run('import', at('theirs.opml'))
  expect(code).toBe(0)
  expect(stderr).toContain(`write outletsFrom: 'outlets.opml'`)
})

test.each([
  ['no list', '<html>nothing</html>', /names no feeds/],
  ['empty', '', /names no feeds/],
])('a file that is %s is refused, and nothing written', async (_, text, message) => {
  config({ outletsFrom: 'outlets.opml' })
  write('theirs.opml', text)
  const { code, stderr } = await run('import', at('theirs.opml'))
  expect(code).toBe(1)
  expect(stderr).toMatch(message)
  expect(() => list()).toThrow()
})

test('a configuration that names a list which is not there says how to write it', async () => {
  config({ outletsFrom: 'outlets.opml' })
  const { code, stderr } = await run('check')
  expect(code).toBe(1)
  expect(stderr).toMatch(/outletsFrom: outlets\.opml cannot be read; khulasa import FILE\.opml writes/)
})

test('thousands of outlets come in at once, and what goes out comes in as it was', async () => {
  config({ outletsFrom: 'outlets.opml' })
  const outlines = Array.from(
    { length: 5_000 },
    (_, at) => `<outline text="News ${at % 50}" xmlUrl="https://host${at}.example/rss"/>`,
  )
  write('theirs.opml', `<opml><body>${outlines.join('\n')}</body></opml>`)
  expect((await run('import', at('theirs.opml'))).stdout).toContain('5000 added')
  expect(new Set(list().map(({ id }) => id)).size).toBe(5_000)
  const exported = await khulasa(['export', '--config', at('feeds.config.ts'), '--data', at('none')])
  expect(exported.code).toBe(0)
  expect(parseOpml(exported.stdout).map(({ id, url }) => [id, url])).toEqual(
    list().map(({ id, url }) => [id, url]),
  )
})

test('private outlets and topics are left out unless outlets are asked for', async () => {
  config({
    site: { url: 'https://news.example' },
    outlets: [
      { id: 'open', url: 'https://open.example/feed', title: 'Open & free' },
      { id: 'wire', url: 'https://wire.example/feed?key=1', private: true },
    ],
    topics: [
      { id: 'all', title: 'All', query: '*' },
      { id: 'mine', query: '*', private: true },
    ],
  })
  const data = ['--data', at('none')]
  const urlsOf = async (...args: string[]) =>
    parseOpml((await run('export', ...args, ...data)).stdout).map(({ url }) => url)
  expect(await urlsOf()).toEqual(['https://open.example/feed'])
  expect(await urlsOf('--private')).toEqual(['https://open.example/feed', 'https://wire.example/feed?key=1'])
  expect(await urlsOf('--topics')).toEqual([
    'https://news.example/stories.atom',
    'https://news.example/topics/all.atom',
  ])
})
