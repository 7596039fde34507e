import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore } from '../../src/store/open.ts'
import { anArticle, anOutlet, HOUR, seed } from '../support/build.ts'
import { placeApart } from '../support/place-apart.ts'
import { khulasa } from '../support/program.ts'

const dir = mkdtempSync(join(tmpdir(), 'khulasa-preview-'))
const CONFIG = join(dir, 'feeds.config.ts')
const places = ['--config', CONFIG, '--data', join(dir, 'data')]

beforeAll(async () => {
  const outlets = [{ id: 'gazette', url: 'https://gazette.example/feed' }]
  const topics = [
    { id: 'russia', query: 'طالبان (روسيا OR موسكو)', languages: ['ar'] },
    { id: 'thin', query: 'طالبان', minOutlets: 2 },
  ]
  writeFileSync(CONFIG, `export default ${JSON.stringify({ outlets, topics })}`)
  const store = openStore(join(dir, 'data'))
  const now = Date.now()
  const titles = ['طالبان تزور موسكو', 'مباراة رياضة بين طالبان وروسيا', 'أمطار غزيرة على الساحل']
  const articles = titles.map((title, n) => {
    const at = now - n * HOUR
    return anArticle({ guid: title, url: null, title, summary: '', language: 'ar', seenAt: at, eventAt: at })
  })
  await seed(store, articles, [anOutlet()])
  await placeApart(store, now)
  store.close()
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

test('preview draws a bar a day and tells what each clause did', async () => {
  const { code, stdout } = await khulasa([
    'preview',
    'طالبان (روسيا OR كابل) -رياضة OR أمطار',
    ...places,
    '--days',
    '3',
  ])
  expect(code).toBe(0)
  expect(stdout).toMatch(/^1 entry in 3 days; 1 of 3 articles since /m)
  expect(stdout.match(/█+$/gm)).toEqual(['█'.repeat(40)])
  expect(stdout).toMatch(/كابل\s+0\s+0\s+0\s+matched nothing in 3 days/)
  expect(stdout).toMatch(/-رياضة\s+1\s+0\s+1$/m)
  expect(stdout).toContain('[أمطار]')
  expect(stdout).toMatch(/مباراة رياضة بين طالبان وروسيا .*\[excluded by -رياضة\]$/m)
  expect(stdout).toMatch(/طالبان تزور موسكو .*\[lacks روسيا or كابل\]$/m)
})

test('preview of a topic counts with its other rules, and against one it tells what would come and go', async () => {
  const thin = await khulasa(['preview', 'thin', ...places])
  expect(thin.stdout).toContain('0 entries in 30 days')
  const { stdout } = await khulasa(['preview', 'طالبان موسكو OR أمطار', '--against', 'russia', ...places])
  expect(stdout).toContain('Against russia: 1 stay, 1 would come, 1 would go')
  expect(stdout).toMatch(/^\+ .*أمطار غزيرة على الساحل/m)
  expect(stdout).toMatch(/^- .*مباراة رياضة بين طالبان وروسيا/m)
})

test('preview --json prints the same for programs', async () => {
  const { stdout } = await khulasa(['preview', 'طالبان', ...places, '--json', '--days', '1'])
  expect(JSON.parse(stdout)).toMatchObject({
    query: 'طالبان',
    days: 1,
    perDay: [{}],
    clauses: [{ clause: 'طالبان' }],
  })
})

test.each([
  ['a mistake in the query', ['(طالبان'], 'this ( is never closed\n    (طالبان\n    ^'],
  ['a topic that is not there', ['طالبان', '--against', 'none'], 'There is no topic "none"'],
  ['days that are no number', ['طالبان', '--days', 'all'], 'from 1 to 3660'],
])('preview with %s is wrong usage', async (_, args, told) => {
  const { code, stderr } = await khulasa(['preview', ...args, ...places])
  expect(code).toBe(2)
  expect(stderr).toContain(told)
})
