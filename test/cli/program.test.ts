import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startOutletServer } from '../support/outlet-server.ts'
import { khulasa, startProgram } from '../support/program.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'khulasa-cli-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

function write(name: string, text: string): string {
  const file = join(dir, name)
  writeFileSync(file, text)
  return file
}
const config = (value: object) => write('feeds.config.ts', `export default ${JSON.stringify(value)}`)
const places = (value: object) => ['--config', config(value), '--data', join(dir, 'data')]
const gazette = { id: 'gazette', url: 'https://gazette.example/feed' }

test('without a command it prints help and is wrong usage', async () => {
  const { code, stderr } = await khulasa([])
  expect(code).toBe(2)
  expect(stderr).toContain('Usage: khulasa')
})

test.each([
  [['--help'], 0, /collect on schedule and serve/],
  [['--version'], 0, /^\d+\.\d+\.\d+$/m],
  [['frobnicate'], 2, /unknown command 'frobnicate'/],
  [['serve', '--port', '99999'], 2, /from 0 to 65535/],
  [['serve', '--role', 'chef'], 2, /all, web, collector/],
  [['check', '--config', '/nowhere/feeds.config.ts'], 1, /cannot be read; name another with --config FILE/],
  [['inspect', '/nowhere/feed.xml'], 1, /there is no such file/],
  [['outlets', '--data', '/nowhere'], 1, /no database in \/nowhere yet/],
])('%j ends with %i and says what is right', async (args, code, told) => {
  const run = await khulasa(args)
  expect(run.stdout + run.stderr).toMatch(told)
  expect(run.stdout + run.stderr).not.toMatch(/\n {4}at /)
  expect(run.code).toBe(code)
})

test('check lists every problem of a configuration, each with its place', async () => {
  const { code, stderr } = await khulasa([
    'check',
    ...places({
      outlets: [{ id: 'A B', url: 'gazette' }],
      topics: [{ id: 'x', query: 'a AND (b', hold: 'soon' }],
      sight: {},
    }),
  ])
  expect(code).toBe(1)
  for (const place of ['outlets[0].id', 'outlets[0].url', 'topics[0].hold', 'sight'])
    expect(stderr).toContain(place)
})

test("a query's mistake is shown at its character", async () => {
  const { code, stderr } = await khulasa([
    'check',
    ...places({ outlets: [gazette], topics: [{ id: 'x', query: 'flood titel:road' }] }),
  ])
  expect(code).toBe(1)
  expect(stderr).toMatch(/topics\[0\]\.query: .*title/)
  expect(stderr).toMatch(/ {4}flood titel:road\n {10}\^/)
})

test('a configuration that does not run is told without a stack', async () => {
  const file = write('feeds.config.ts', 'export default { outlets: [')
  const { code, stderr } = await khulasa(['check', '--config', file])
  expect(code).toBe(1)
  expect(stderr).toMatch(/does not run/)
  expect(stderr).not.toMatch(/\n {4}at /)
})

test('a good configuration is said to be good', async () => {
  const { code, stdout } = await khulasa(['check', ...places({ outlets: [gazette] })])
  expect([code, stdout.trim()]).toEqual([0, expect.stringMatching(/is good: 1 outlets, 0 topics/)])
})

test('the configuration that comes with the project is good', async () => {
  const { code, stdout } = await khulasa(['check'])
  expect(code).toBe(0)
  expect(Number(/(\d+) outlets/.exec(stdout)?.[1])).toBeGreaterThanOrEqual(12)
  expect(Number(/(\d+) topics/.exec(stdout)?.[1])).toBeGreaterThanOrEqual(4)
})

test('collect visits each outlet once, a broken one harms no other, and outlets tells how they are', async () => {
  const server = await startOutletServer({
    '/good': {
      body: '<rss version="2.0"><channel><title>Good</title><item><title>News</title><guid>1</guid></item></channel></rss>',
    },
    '/broken': { status: 500 },
  })
  try {
    const given = places({
      fetch: { allowPrivate: ['127.0.0.0/8'] },
      outlets: [
        { id: 'good', url: server.url('/good') },
        { id: 'broken', url: server.url('/broken') },
      ],
    })
    const { code, stdout } = await khulasa(['collect', ...given])
    expect(code).toBe(0)
    expect(stdout).toMatch(/good +read +200/)
    expect(stdout).toMatch(/broken +failed +500/)
    expect(stdout).toMatch(/2 outlets visited, 1 articles placed, 1 outlets failed/)
    expect((await khulasa(['collect', ...given])).stdout).toMatch(/No outlet is due/)
    expect((await khulasa(['collect', 'good', '--json', ...given])).stdout).toMatch(/"outcome":"unchanged"/)
    expect((await khulasa(['outlets', ...given])).stdout).toMatch(/broken/)
    expect((await khulasa(['collect', 'nobody', ...given])).code).toBe(2)
  } finally {
    await server.close()
  }
})

test('match prints what a query catches with why, and ends with 1 when nothing is caught', async () => {
  const input = [{ title: 'دعوة لطالبان إلى موسكو' }, { title: 'طالب من موسكو' }]
    .map(article => JSON.stringify(article))
    .join('\n')
  const found = await khulasa(['match', 'طالبان (روسيا OR موسكو)'], { input })
  expect(found.code).toBe(0)
  expect(
    found.stdout
      .trim()
      .split('\n')
      .map(line => JSON.parse(line)),
  ).toEqual([
    {
      title: 'دعوة لطالبان إلى موسكو',
      why: [
        { clause: 'طالبان', field: 'title', words: ['لطالبان'] },
        { clause: 'موسكو', field: 'title', words: ['موسكو'] },
      ],
    },
  ])
  expect((await khulasa(['match', 'كابل'], { input })).code).toBe(1)
  expect((await khulasa(['match', 'موسكو'], { input: `\uFEFF${input.replaceAll('\n', '\r\n')}` })).code).toBe(
    0,
  )
})

test.each([
  ['a query may begin with a minus', '-cricket taliban', { title: 'Taliban' }, 0],
  ['and with what looks like an option', '-Vladimir taliban', { title: 'Taliban' }, 0],
  ['markup of a title is no text', 'taliban -b', { title: '<b>Tali</b>ban' }, 0],
  ['nor that of a summary', '"AT&T" -p', { summary: '<p>AT&amp;T</p>' }, 0],
  ['but what is named text is', 'b', { text: '<b>x</b>' }, 0],
])('match: %s', async (_, query, article, code) => {
  expect((await khulasa(['match', query], { input: JSON.stringify(article) })).code).toBe(code)
})

test('match asks the configuration for topics and for the zone of days', async () => {
  const file = config({
    site: { timezone: 'Asia/Riyadh' },
    outlets: [gazette],
    topics: [{ id: 'russia', query: 'روسيا' }],
  })
  const input = JSON.stringify({ title: 'لروسيا', publishedAt: '2026-01-30T22:00:00Z', outlet: 'another' })
  const found = (query: string) => khulasa(['match', query, '--config', file], { input })
  expect((await found('topic:russia after:2026-01-31 outlet:another')).code).toBe(0)
  expect((await found('topic:rusia')).stderr).toMatch(/did you mean topic:russia/)
})

test('match shows what ~ makes of a word', async () => {
  const { stdout, stderr } = await khulasa(['match', '~وزير'], {
    input: JSON.stringify({ title: 'الوزراء' }),
  })
  expect(JSON.parse(stdout).why).toEqual([{ clause: '~وزير', field: 'title', words: ['الوزراء'] }])
  expect(stderr).toMatch(/^~وزير is وزير .*وزراء/)
})

test.each([
  ['a bad query', ['match', 'title:'], '', 2, /title/],
  ['a line that is no JSON', ['match', 'a'], '{"title":"a"}\nnot json\n', 1, /-:2: not JSON/],
  ['a field of the wrong kind', ['match', 'a'], '{"title":7}', 1, /-:1: title/],
  ['an article without id to group', ['group'], '{"title":"a"}', 1, /-:1: "id"/],
  ['bytes that are no feed', ['inspect', '-'], 'hello', 1, /not a feed/],
])('%s is told with its place', async (_, args, input, code, told) => {
  const run = await khulasa(args, { input })
  expect(run.stderr).toMatch(told)
  expect(run.code).toBe(code)
})

test('group gives each article back once with its story', async () => {
  const report = (id: string, title: string) =>
    JSON.stringify({ id, publishedAt: '2026-03-01T12:00:00Z', outlet: id, language: 'en', title })
  const input = [
    report('a', 'Floods close the coast road near Marlow'),
    report('b', 'Coast road near Marlow closed by floods'),
    report('c', 'Bakery wins a prize'),
  ].join('\n')
  const { stdout } = await khulasa(['group'], { input })
  const storyOf = Object.fromEntries(
    stdout
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
      .map(({ id, storyId }) => [id, storyId]),
  )
  expect(storyOf.a).toBe(storyOf.b)
  expect(storyOf.c).not.toBe(storyOf.a)
})

test('inspect shows what was read and what had to be repaired, as text and as JSON', async () => {
  const file = write(
    'feed.xml',
    '<rss><channel><title>A & B</title><item><title>One</title></item></channel></rss>',
  )
  const text = await khulasa(['inspect', file])
  expect(text.stdout).toMatch(/format +rss/)
  expect(text.stdout).toMatch(/repairs +(?!none)/)
  expect(JSON.parse((await khulasa(['inspect', file, '--json'])).stdout)).toMatchObject({
    format: 'rss',
    items: [{ title: 'One' }],
  })
})

test('a port that is taken is told with what to do, and nothing is left running', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await new Promise(resolve => other.once('listening', resolve))
  const { port } = other.address() as AddressInfo
  const { code, stderr } = await khulasa(['serve', '--port', String(port), ...places({ outlets: [gazette] })])
  expect(code).toBe(1)
  expect(stderr).toMatch(new RegExp(`Port ${port} is taken.*--port`))
  other.close()
})

test('web and collector run as two processes over one data directory', async () => {
  const server = await startOutletServer({
    '/feed': {
      body: '<rss version="2.0"><channel><title>G</title><item><title>News of the day</title><guid>1</guid></item></channel></rss>',
    },
  })
  const given = places({
    fetch: { allowPrivate: ['loopback'] },
    outlets: [{ id: 'gazette', url: server.url('/feed') }],
    topics: [{ id: 'all', query: '*', hold: '0s' }],
  })
  const web = startProgram(['serve', '--role', 'web', '--port', '0', ...given])
  const collector = startProgram(['serve', '--role', 'collector', ...given])
  try {
    const url = (await web.prints(/listening on (\S+)/))[1] as string
    await expect
      .poll(async () => (await fetch(`${url}/topics/all.rss`)).text(), { timeout: 20_000 })
      .toContain('News of the day')
  } finally {
    expect(await web.end()).toBe(0)
    expect(await collector.end()).toBe(0)
    await server.close()
  }
})

test('too old a Node is told what to do', () => {
  const old = ['/usr/bin/node', '/usr/local/bin/node'].find(
    file =>
      existsSync(file) && Number(execFileSync(file, ['-p', 'process.versions.node.split(".")[0]'])) < 26,
  )
  const source = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.1.0' } }); import('./bin/khulasa.js')`
  const [file, args] = old ? [old, ['bin/khulasa.js', '--version']] : [process.execPath, ['-e', source]]
  const told = execFileSync('sh', ['-c', '"$@" 2>&1; echo "ended with $?"', 'sh', file, ...args], {
    encoding: 'utf8',
  })
  expect(told).toMatch(/khulasa needs Node 26.*npm ci/s)
  expect(told).toContain('ended with 1')
})
