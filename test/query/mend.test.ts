import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mended } from '../../src/query/mend.ts'
import { type Known, parseQuery, QueryError, type QueryProblem } from '../../src/query/parse.ts'

const KNOWN: Known = { outlets: ['bbc-arabic', 'nawafith'], topics: new Map([['ferries', 'ferry']]) }

function problemsOf(query: string): QueryProblem[] {
  try {
    parseQuery(query, KNOWN)
    return []
  } catch (error) {
    if (error instanceof QueryError) return error.problems
    throw error
  }
}

test.each<[wrong: string, meant: string | null]>([
  ['titel:ferry', 'title:ferry'],
  ['a source:nawafith', 'a outlet:nawafith'],
  ['outlet:nawafit a', 'outlet:nawafith a'],
  ['topic:feries', 'topic:ferries'],
  ['a (b OR c', 'a (b OR c)'],
  ['a b) c', 'a b c'],
  ['a OR', 'a'],
  ['a AND OR b', 'a OR b'],
  ['"a b', '"a b"'],
  ['«كرة القدم', '«كرة القدم»'],
  ['a | b', 'a OR b'],
  ['a||b', 'a OR b'],
  ['a && b', 'a AND b'],
  ['a !b', 'a -b'],
  ['a - b', 'a -b'],
  ['title: ferry', 'title:ferry'],
  ['=ferry', '="ferry"'],
  ['a outlets:3', 'a outlets:>=3'],
  ['a age:2d', 'a age:<2d'],
  ['a lang:arabic', 'a lang:ar'],
  ['-sport', '* -sport'],
  ['a OR -sport', 'a OR * -sport'],
  ['NOT (a OR b)', '* NOT (a OR b)'],
  ['foobarbaz:ferry x', '"foobarbaz:ferry" x'],
  ['a'.repeat(20_001), null],
  ['fe*ry', 'fery*'],
])('%s was probably meant as %s', (wrong, meant) => {
  const [problem] = problemsOf(wrong)
  expect(problem && mended(wrong, problem, KNOWN)).toBe(meant)
})

test('whatever is mended has fewer mistakes than before', () => {
  const piece = fc.constantFrom(
    'a',
    '(',
    ')',
    ' ',
    'OR',
    '-',
    '"',
    'titel:',
    'outlet:x',
    '*',
    '~',
    '!b',
    ':',
    '/',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), pieces => {
      const query = pieces.join('')
      const before = problemsOf(query)
      for (const problem of before) {
        const better = mended(query, problem, KNOWN)
        if (better !== null) expect(problemsOf(better).length).toBeLessThan(before.length)
      }
    }),
  )
})
