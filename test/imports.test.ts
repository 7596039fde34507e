import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const SRC = fileURLToPath(new URL('../src', import.meta.url))
const PURE = ['text', 'parse', 'normalise', 'group', 'query', 'render', 'push']

/** What each room may import beside itself; a root may import everything. */
const MAY_IMPORT: Record<string, string[]> = {
  model: [],
  text: ['model'],
  config: ['model', 'query', 'parse', 'fetch'],
  schedule: ['model'],
  fetch: ['model'],
  parse: ['model'],
  normalise: ['model', 'text'],
  group: ['model', 'text'],
  query: ['model', 'text'],
  store: ['model'],
  render: ['model'],
  push: ['model'],
  demo: ['model'],
  flows: [...PURE, 'model', 'config', 'schedule', 'fetch', 'store'],
  serve: [...PURE, 'model', 'config', 'flows', 'store'],
  cli: [...PURE, 'model', 'config', 'flows', 'store', 'fetch', 'demo', 'root'],
}

/** I/O that a pure room may never reach. */
const EFFECTS =
  /^node:(?:fs|net|http|https|dns|child_process|worker_threads|cluster|os|process|timers|readline|tls)\b/
const CLOCK = /\bDate\.now\(|\bnew Date\(\)|\bprocess\.(?!versions)|\bperformance\.now\(/

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.ts'))
  .map(file => ({ file, text: readFileSync(join(SRC, file), 'utf8') }))

const roomOf = (file: string) => (file.includes('/') ? (file.split('/')[0] as string) : 'root')
const importsOf = (text: string) =>
  [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^']+)'/g)].map(found => found[1] as string)

test('every room imports only what the design allows', () => {
  const wrong = files.flatMap(({ file, text }) => {
    const room = roomOf(file)
    if (room === 'root') return []
    return importsOf(text)
      .filter(name => name.startsWith('.'))
      .map(name => relative(SRC, join(SRC, dirname(file), name)))
      .filter(target => roomOf(target) !== room && !(MAY_IMPORT[room] ?? []).includes(roomOf(target)))
      .map(target => `${file} imports ${target}`)
  })
  expect(wrong).toEqual([])
})

test('pure rooms reach no disk, network, clock or process', () => {
  const wrong = files
    .filter(({ file }) => [...PURE, 'model'].includes(roomOf(file)))
    .flatMap(({ file, text }) =>
      [
        ...importsOf(text).filter(name => EFFECTS.test(name)),
        ...(CLOCK.test(text) ? ['the clock or the process'] : []),
      ].map(what => `${file}: ${what}`),
    )
  expect(wrong).toEqual([])
})

test('the clock and the process are read in the roots only', () => {
  const wrong = files
    .filter(({ file, text }) => roomOf(file) !== 'root' && CLOCK.test(text))
    .map(({ file }) => file)
  expect(wrong).toEqual([])
})

test('imports end in .ts, and the whole of src was read', () => {
  const relatives = files.flatMap(({ file, text }) =>
    importsOf(text)
      .filter(name => name.startsWith('.') && !name.endsWith('.ts'))
      .map(name => `${file} imports ${name}`),
  )
  expect(relatives).toEqual([])
  expect(files.length).toBeGreaterThan(120)
  expect(Object.keys(MAY_IMPORT).filter(room => !files.some(({ file }) => roomOf(file) === room))).toEqual([])
})
