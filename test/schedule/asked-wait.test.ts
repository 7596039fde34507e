import { expect, test } from 'vitest'
import { askedToWaitMs } from '../../src/schedule/asked-wait.ts'
import { publishingGapMs } from '../../src/schedule/publishing-gap.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const noon = Date.UTC(2026, 2, 1, 12)

test.each([
  ['nothing', 0, {}, 0],
  ['a fresh answer', 5 * MINUTE, {}, 5 * MINUTE],
  ['a ttl', 0, { ttl: 30 }, 30 * MINUTE],
  ['a ttl longer than the answer is fresh', 5 * MINUTE, { ttl: 30 }, 30 * MINUTE],
  ['a ttl shorter than the answer is fresh', HOUR, { ttl: 30 }, HOUR],
  ['a ttl of a year', 0, { ttl: 525_600 }, DAY],
  ['a ttl below zero', 0, { ttl: -1 }, 0],
  ['a ttl that is no number', 0, { ttl: Number.NaN }, 0],
  ['an update each hour', 0, { updatePeriod: 'hourly' }, HOUR],
  ['four updates a day', 0, { updatePeriod: ' Daily', updateFrequency: 4 }, 6 * HOUR],
  ['four updates of an unnamed period, which is a day', 0, { updateFrequency: 4 }, 6 * HOUR],
  ['a frequency of zero', 0, { updatePeriod: 'hourly', updateFrequency: 0 }, HOUR],
  ['an update each month', 0, { updatePeriod: 'monthly' }, DAY],
  ['a period that nobody knows', 0, { updatePeriod: 'constructor' }, 0],
])('what an outlet asks for with %s', (_, freshForMs, hints, expected) => {
  expect(askedToWaitMs(freshForMs, hints)).toBe(expected)
})

test.each([
  ['30 articles in five hours', 30, 5 * HOUR, 10 * MINUTE],
  ['seven articles in a week', 7, 7 * DAY, DAY],
  ['one article, three days ago', 1, 3 * DAY, 3 * DAY],
  ['none since its first visit three days ago', 0, 3 * DAY, 3 * DAY],
  ['none in a year', 0, 365 * DAY, 7 * DAY],
  ['none, first visited an hour ago', 0, HOUR, null],
  ['its first article just now', 1, 0, null],
  ['a single article, an hour ago', 1, HOUR, null],
  ['one article in a year', 1, 365 * DAY, 7 * DAY],
])('the gap of an outlet with %s', (_, count, agoMs, expected) => {
  expect(publishingGapMs(count, noon - agoMs, noon)).toBe(expected)
})
