import { expect, test } from 'vitest'
import { pruneEveryMs } from '../../src/flows/keep.ts'
import { HOUR, MINUTE } from '../support/build.ts'

test.each([
  ['once an hour', null, 30 * 24 * HOUR, HOUR],
  ['once an hour where nothing is too old ever', null, null, HOUR],
  ['four times before a visit is to be forgotten', null, 12 * MINUTE, 3 * MINUTE],
  ['four times before an article is', 4 * MINUTE, 12 * MINUTE, MINUTE],
  ['no more than once a second', 1, 1, 1_000],
])('what is too old is let go of %s', (_, articlesMs, visitsMs, everyMs) => {
  expect(pruneEveryMs({ articlesMs, visitsMs })).toBe(everyMs)
})
