import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { FTS_COLUMNS, ftsRow, toFts } from '../../src/query/fts.ts'
import { parseQuery } from '../../src/query/parse.ts'
import { compileRegex } from '../../src/query/regex.ts'
import { hasRequired, piecesOf, type Required } from '../../src/query/required.ts'

const written = (required: Required): string =>
  required.kind === 'text'
    ? required.text
    : `(${required.parts.map(written).join(required.kind === 'and' ? ' & ' : ' | ')})`

test.each([
  ['letters', '/taliban/', 'taliban'],
  ['folded', '/طَالِبـان/', 'طالبان'],
  ['with what stands between words', '/foreign minister/', 'foreign minister'],
  ['around what may be anything', '/tali.*russia/', '(tali & russia)'],
  ['without what may be missing', '/colou?r/', '(colo & r)'],
  ['with what is there once at least', '/ab+c/', '(ab & c)'],
  ['without what is repeated no times or more', '/abx{0,3}c/', '(ab & c)'],
  ['of a group', '/(?:russia|china) talks/', '((russia | china) &  talks)'],
  ['nothing of a group that may be missing', '/(russia )?talks/', 'talks'],
  ['of every branch', '/russia|china/', '(russia | china)'],
  ['nothing where a branch requires nothing', '/russia|\\d+/', null],
  ['at edges', '/\\brussia\\b/', 'russia'],
  ['not of a set', '/[a-z]{4}/', null],
  ['an escaped sign', '/u\\.s\\./', 'u.s.'],
  ['quoted', '/\\Qc++\\E/', 'c++'],
  ['by number', '/\\x{627}\\x{628}/', 'اب'],
  ['not of an option', '/(?s)a.b/', '(a & b)'],
  ['lazy signs are signs', '/ab??c/', '(a & c)'],
])('what a pattern requires: %s: %s', (_, query, expected) => {
  const regex = compileRegex(query.slice(1, -1))
  if ('message' in regex) throw new Error(regex.message)
  expect(regex.required && written(regex.required)).toBe(expected)
})

test('a text has it, or has not', () => {
  const regex = compileRegex('(?:russia|china) .*talks')
  if ('message' in regex || !regex.required) throw new Error('it requires something')
  expect(hasRequired(regex.required, 'russia and china hold talks')).toBe(true)
  expect(hasRequired(regex.required, 'russia and china meet')).toBe(false)
  expect(piecesOf(regex.required)).toEqual(['russia', 'china', 'talks'])
})

test('the full-text index is asked for no more groups than it can read', () => {
  const db = new Database(':memory:')
  db.exec(`create virtual table archive using fts5(${FTS_COLUMNS.join(', ')})`)
  const insert = db.prepare(
    `insert into archive values (${FTS_COLUMNS.map(column => `:${column}`).join(', ')})`,
  )
  for (const title of ['rare a0 a1 a2 a3 a4 a5 a6', 'a0 a1 a2 a3 a4']) insert.run(ftsRow({ title }))
  const deep = Array.from({ length: 90 }).reduce<string>(
    (inner, _, i) => (i % 2 === 0 ? `(${inner} OR a${i % 7})` : `(${inner} a${i % 5})`),
    'x',
  )
  const expression = toFts(parseQuery(`rare ${deep}`))
  expect(db.prepare('select rowid from archive where archive match ?').pluck().all(expression)).toEqual([1])
  db.close()
})
