import { expect, test } from 'vitest'
import type { Subscription } from '../../src/model/push.ts'
import { backupVisitAt, isPushing } from '../../src/push/backup-pace.ts'
import { believedLeaseMs, grantedLeaseMs, renewAt } from '../../src/push/lease.ts'
import { isGivenUp, retryAt } from '../../src/push/retry.ts'
import { HOUR, MINUTE, NOON } from '../support/build.ts'

const DAY = 24 * HOUR
const SECOND = 1_000

test.each([
  ['what is left to us lasts ten days', null, 10 * DAY],
  ['what is asked is given', HOUR, HOUR],
  ['no less than a minute', SECOND, MINUTE],
  ['no more than thirty days', 365 * DAY, 30 * DAY],
])('a lease: %s', (_, asked, granted) => {
  expect(grantedLeaseMs(asked)).toBe(granted)
})

test('a lease is renewed while a quarter of it is left', () => {
  expect(renewAt(NOON, 4 * HOUR)).toBe(NOON + 3 * HOUR)
  expect(renewAt(NOON, 10 * SECOND)).toBe(NOON + 7.5 * SECOND)
  expect(renewAt(NOON, 1)).toBe(NOON + SECOND)
})

test('no hub is believed for more than thirty days', () => {
  expect(believedLeaseMs(DAY)).toBe(DAY)
  expect(believedLeaseMs(10_000 * DAY)).toBe(30 * DAY)
})

test.each([
  [1, 0, 10 * SECOND],
  [2, 0, 20 * SECOND],
  [2, 1, 25 * SECOND],
  [5, 0, 160 * SECOND],
  [10, 0, 5_120 * SECOND],
  [11, 0, 2 * HOUR],
  [1_000, 1, 2.5 * HOUR],
])('what failed %i times in a row is tried again later and later', (failures, jitter, waitMs) => {
  expect(retryAt(NOON, failures, jitter) - NOON).toBe(waitMs)
})

test('what fails for a day is given up', () => {
  expect(isGivenUp(NOON, NOON + DAY - 1)).toBe(false)
  expect(isGivenUp(NOON, NOON + DAY)).toBe(true)
})

test.each([
  ['eight times its own wait', 15 * MINUTE, 10 * DAY, 2 * HOUR],
  ['a day at most', 6 * HOUR, 10 * DAY, DAY],
  ['not after the lease', 15 * MINUTE, HOUR, HOUR],
  ['never sooner than its own wait', 2 * DAY, HOUR, 2 * DAY],
])('an outlet whose hub pushes is visited all the same: after %s', (_, ownMs, leaseMs, waitMs) => {
  expect(backupVisitAt(NOON, NOON + ownMs, NOON + leaseMs) - NOON).toBe(waitMs)
})

test.each<[string, Partial<Subscription>, boolean]>([
  ['has confirmed', {}, true],
  ['has not confirmed', { leaseUntil: null }, false],
  ['has let its lease run out', { leaseUntil: NOON }, false],
  ['is being left', { leaving: true }, false],
  ['never pushed, and a visit found news', { misses: 1 }, false],
  ['pushed before, and a visit was quicker once', { misses: 1, pushedAt: NOON - HOUR }, true],
  ['pushed before, and visits were quicker twice', { misses: 2, pushedAt: NOON - HOUR }, false],
])('a hub that %s', (_, change, pushes) => {
  const subscription = { leaving: false, leaseUntil: NOON + HOUR, misses: 0, pushedAt: null, ...change }
  expect(isPushing(subscription as Subscription, NOON)).toBe(pushes)
})
