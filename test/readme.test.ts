import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { checkConfig } from '../src/config/check.ts'
import { configSchema } from '../src/config/define.ts'
import { parseQuery } from '../src/query/parse.ts'

const ROOT = new URL('../', import.meta.url)
const PROGRAM = fileURLToPath(new URL('bin/khulasa.js', ROOT))
const README = readFileSync(new URL('README.md', ROOT), 'utf8')

type Schema = { properties?: Record<string, Schema>; items?: Schema }
const schema = z.toJSONSchema(configSchema, { io: 'input', unrepresentable: 'any' }) as Schema

/** The text under a heading of level 2, up to the next. */
function section(heading: string): string {
  return README.split(/^## /m).find(text => text.startsWith(`${heading}\n`)) as string
}

/** What stands in code in the first column of the tables of a text. */
function firstColumn(text: string): string[] {
  return [...text.matchAll(/^\| (`.*?) \|/gm)].flatMap(row =>
    [...(row[1] as string).matchAll(/`([^`]+)`/g)].map(code => (code[1] as string).replaceAll('\\|', '|')),
  )
}

test('the README opens with the name, a sentence, and the two command lines', () => {
  expect(README).toMatch(/^# Khulasa\n\n[^.]+\.\n\n```sh\nnpm ci && npm start\nnpm ci && npm test\n```\n/)
})

test.each(Object.entries(schema.properties ?? {}))('the README explains every option of %s', (name, part) => {
  const options = Object.keys((part.items ?? part).properties ?? {})
  if (options.length === 0) return expect(section('Configuration')).toContain(`**\`${name}\`**`)
  const [, text = ''] = section('Configuration').split(`**\`${name}\`**`)
  const table = text.split('\n**')[0] as string
  expect(firstColumn(table)).toEqual(expect.arrayContaining(options))
  expect(options).toEqual(expect.arrayContaining(firstColumn(table)))
})

test('the README names every command, and no other', () => {
  const help = execFileSync(process.execPath, [PROGRAM, '--help'], { encoding: 'utf8' })
  const commands = [...(help.split('Commands:')[1] as string).matchAll(/^ {2}([a-z]+)/gm)].map(
    line => line[1],
  )
  const named = firstColumn(section('Commands')).map(usage => usage.split(' ')[0])
  expect(named.toSorted()).toEqual(commands.filter(name => name !== 'help').toSorted())
})

test('the configuration that the README shows is good', async () => {
  const [, code = ''] = /```ts\n(.+?)```/s.exec(section('Configuration')) ?? []
  const module = code.replace(/^import .+$/m, 'const defineConfig = config => config')
  const { default: config } = await import(`data:text/javascript,${encodeURIComponent(module)}`)
  expect(checkConfig(config)).toHaveProperty('config')
})

test.each(firstColumn(section('Queries')).filter(text => !/^[a-z]+:$/.test(text)))(
  'a query may be written as the README says: %s',
  query => {
    const isExclusion = /^(?:-|NOT )/.test(query)
    expect(parseQuery(isExclusion ? `* ${query}` : query).clauses).toBeGreaterThan(0)
  },
)

test('the README shows what match really prints', () => {
  const [, query, input, output] = /npx khulasa match '(.+)' <<'END'\n(.+?)END\n(.+?)```/s.exec(README) ?? []
  const args = [PROGRAM, 'match', query as string]
  expect(execFileSync(process.execPath, args, { encoding: 'utf8', input: input as string })).toBe(output)
})

test('every link of the README leads somewhere', () => {
  const links = [...README.matchAll(/\]\(([^)]+)\)/g)].map(link => link[1] as string)
  const slug = (heading: string) => heading.toLowerCase().replaceAll(' ', '-')
  const anchors = [...README.matchAll(/^#+ (.+)$/gm)].map(heading => `#${slug(heading[1] as string)}`)
  expect(links.length).toBeGreaterThan(10)
  expect(
    links.filter(link => !(link.startsWith('#') ? anchors.includes(link) : existsSync(new URL(link, ROOT)))),
  ).toEqual([])
})
