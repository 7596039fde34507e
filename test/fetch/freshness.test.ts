import fc from 'fast-check'
import { expect, test } from 'vitest'
import { freshForMs, readRetryAfter } from '../../src/fetch/freshness.ts'

const NOON = Date.UTC(2026, 2, 1, 12)
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

test.each([
  ['nothing is said', {}, 0],
  ['max-age is given', { 'cache-control': 'max-age=600' }, 10 * MINUTE],
  ['max-age is quoted and stands among others', { 'cache-control': 'public, Max-Age="600", x' }, 10 * MINUTE],
  ['the answer is old already', { 'cache-control': 'max-age=600', age: '240' }, 6 * MINUTE],
  ['the answer is older than its max-age', { 'cache-control': 'max-age=600', age: '900' }, 0],
  [
    'max-age and Expires differ',
    { 'cache-control': 'max-age=60', expires: 'Sun, 01 Mar 2026 13:00:00 GMT' },
    MINUTE,
  ],
  ['each time is to be asked', { 'cache-control': 'no-cache, max-age=600' }, 0],
  ['nothing is to be kept', { 'cache-control': 'no-store, max-age=600' }, 0],
  ['only shared caches are told', { 'cache-control': 's-maxage=600' }, 0],
  ['max-age is nonsense', { 'cache-control': 'max-age=-5' }, 0],
  ['max-age is a year', { 'cache-control': 'max-age=31536000' }, DAY],
  ['Expires is given', { expires: 'Sun, 01 Mar 2026 12:30:00 GMT' }, 30 * MINUTE],
  ['Expires is in the old format', { expires: 'Sunday, 01-Mar-26 12:30:00 GMT' }, 30 * MINUTE],
  ['Expires is in the C format', { expires: 'Sun Mar  1 12:30:00 2026' }, 30 * MINUTE],
  [
    'the clock of the outlet is wrong',
    { expires: 'Sun, 01 Mar 2020 12:30:00 GMT', date: 'Sun, 01 Mar 2020 12:00:00 GMT' },
    30 * MINUTE,
  ],
  ['Expires has passed', { expires: 'Sun, 01 Mar 2026 11:00:00 GMT' }, 0],
  ['Expires is zero', { expires: '0' }, 0],
  ['Expires is a number that would be a year', { expires: '3000' }, 0],
])('how long an answer is fresh when %s', (_, headers, expected) => {
  expect(freshForMs(headers as Record<string, string>, NOON)).toBe(expected)
})

test.each([
  ['seconds', '90', NOON + 90_000],
  ['seconds with blanks', ' 90 ', NOON + 90_000],
  ['none', '0', NOON],
  ['a date', 'Sun, 01 Mar 2026 12:10:00 GMT', NOON + 10 * MINUTE],
  ['a date that has passed', 'Sun, 01 Mar 2026 11:00:00 GMT', NOON],
  ['more than a day', '999999', NOON + DAY],
  ['more digits than a number holds', '9'.repeat(40), NOON + DAY],
  ['a date in ten years', 'Tue, 01 Mar 2036 12:10:00 GMT', NOON + DAY],
  ['a fraction', '1.5', null],
  ['a negative number', '-5', null],
  ['a word', 'later', null],
  ['an empty value', '', null],
  ['no header', undefined, null],
])('Retry-After with %s', (_, value, expected) => {
  expect(readRetryAfter(value, NOON)).toBe(expected)
})

test('whatever an outlet sends, it binds us a day at most', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 80 }), fc.string({ maxLength: 80 }), (control, date) => {
      const freshMs = freshForMs(
        { 'cache-control': control, expires: date, age: control, date: control },
        NOON,
      )
      const retryAt = readRetryAfter(date, NOON) ?? NOON
      for (const waitMs of [freshMs, retryAt - NOON]) expect(waitMs >= 0 && waitMs <= DAY).toBe(true)
    }),
  )
})
