import { expect, test } from 'vitest'
import { remedyFor, sparkline, stateInWords } from '../../src/cli/outlet-lines.ts'
import { NOON } from '../support/build.ts'

test.each([
  ['nothing at all', [0, 0, 0], '▁▁▁'],
  ['one article is seen beside many', [0, 1, 100], '▁▂█'],
  ['the same each day', [7, 7], '██'],
  ['more and more', [0, 1, 2, 3, 4, 5, 6, 7], '▁▂▃▄▅▆▇█'],
  ['no day', [], ''],
])('a line of bars: %s', (_, counts, line) => expect(sparkline(counts)).toBe(line))

test.each([
  [{ kind: 'waiting' } as const, 'not visited yet'],
  [{ kind: 'well' } as const, 'well'],
  [
    { kind: 'repaired', repairs: ['bare-ampersand', 'truncated'].map(kind => ({ kind, count: 3 })) } as const,
    'repaired: bare-ampersand, truncated',
  ],
  [{ kind: 'asked-to-wait', until: NOON } as const, /^asked to wait until \d{4}-\d\d-\d\d 12:00:00$/],
  [{ kind: 'gone', since: NOON } as const, /^gone since \S+ \S+$/],
  [{ kind: 'failing', since: NOON, isLong: false } as const, /^failing since \S+ \S+$/],
  [{ kind: 'not-a-feed', since: NOON, isLong: true } as const, /^no feed since .+, over a week$/],
])('a state is told in words', (state, words) => {
  const told = stateInWords(state as Parameters<typeof stateInWords>[0])
  if (typeof words === 'string') expect(told).toBe(words)
  else expect(told).toMatch(words)
})

test.each([
  [{ kind: 'gone', since: NOON } as const, /until its address is changed/],
  [{ kind: 'failing', since: NOON, isLong: true } as const, /another address/],
  [{ kind: 'failing', since: NOON, isLong: false } as const, /^$/],
  [{ kind: 'well' } as const, /^$/],
])('what could be done is told where waiting does not help', (state, remedy) => {
  expect(remedyFor(state) ?? '').toMatch(remedy)
})
