import { expect, test } from 'vitest'
import { outletState } from '../../src/flows/outlet-state.ts'
import type { VisitOutcome } from '../../src/model/outlet.ts'
import { HOUR, NOON } from '../support/build.ts'

const WEEK = 7 * 24 * HOUR
const well = { goneAt: null, retryAt: null, failingSince: null, repairs: [] }
const after = (outcome: VisitOutcome) => ({ lastVisit: { outcome, at: NOON } })
const failing = { ...after('failed'), failingSince: NOON - HOUR }
const repairs = [{ kind: 'truncated', count: 1 }]

test.each([
  ['never visited', { lastVisit: null }, { kind: 'waiting' }],
  ['read', after('read'), { kind: 'well' }],
  ['unchanged', after('unchanged'), { kind: 'well' }],
  ['mended', { ...after('unchanged'), repairs }, { kind: 'repaired', repairs }],
  [
    'told to wait',
    { ...after('refused'), retryAt: NOON + 1, failingSince: NOON },
    { kind: 'asked-to-wait', until: NOON + 1 },
  ],
  [
    'told to wait for long enough',
    { ...after('refused'), retryAt: NOON, failingSince: NOON - HOUR },
    { kind: 'failing', since: NOON - HOUR, isLong: false },
  ],
  ['gone', { ...after('gone'), goneAt: NOON - 1 }, { kind: 'gone', since: NOON - 1 }],
  ['failing', failing, { kind: 'failing', since: NOON - HOUR, isLong: false }],
  [
    'failing for a week, and marked',
    { ...failing, failingSince: NOON - WEEK },
    { kind: 'failing', since: NOON - WEEK, isLong: true },
  ],
  [
    'no feed for nearly a week',
    { ...after('not-a-feed'), failingSince: NOON - WEEK + 1 },
    { kind: 'not-a-feed', since: NOON - WEEK + 1, isLong: false },
  ],
])('an outlet that is %s', (_, change, state) => {
  expect(outletState({ ...well, ...change }, NOON)).toEqual(state)
})
