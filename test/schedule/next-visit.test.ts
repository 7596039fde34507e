import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nextVisitAt, type Pace } from '../../src/schedule/next-visit.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** A Sunday. */
const noon = Date.UTC(2026, 2, 1, 12)
const pace: Pace = {
  everyMs: HOUR / 2,
  minIntervalMs: HOUR / 12,
  adaptive: true,
  publishingGapMs: null,
  askedToWaitMs: 0,
  retryAt: null,
  failures: 0,
  jitter: 0,
}

test.each<[string, Partial<Pace>, string]>([
  ['an outlet of which nothing is known is visited at the configured pace', {}, '01 12:30'],
  [
    'an outlet is visited twice in the time that it leaves between articles',
    { publishingGapMs: 3 * HOUR },
    '01 13:30',
  ],
  ['a busy outlet is visited no more often than the shortest interval', { publishingGapMs: 1 }, '01 12:05'],
  ['a quiet outlet is visited once a day', { publishingGapMs: 90 * DAY }, '02 12:00'],
  [
    'an outlet that is not to be followed keeps its pace',
    { publishingGapMs: HOUR, adaptive: false },
    '01 12:30',
  ],
  ['no pace is quicker than the shortest interval', { everyMs: 1, adaptive: false }, '01 12:05'],
  ['a pace slower than a day is kept', { everyMs: 2 * DAY }, '03 12:00'],
  ['an outlet that asks for time is given it', { askedToWaitMs: 2 * HOUR }, '01 14:00'],
  ['what an outlet asks for shortens nothing', { askedToWaitMs: HOUR / 10 }, '01 12:30'],
  ['nobody is waited for longer than a day', { askedToWaitMs: 9 * DAY }, '02 12:00'],
  ['a refusal is obeyed', { retryAt: noon + 3 * HOUR, failures: 1 }, '01 15:00'],
  ['a refusal shortens nothing', { retryAt: noon + 1_000 }, '01 12:30'],
  ['a refusal that has run out means nothing', { retryAt: noon - HOUR }, '01 12:30'],
  ['a refusal binds for a day at most', { retryAt: noon + 9 * DAY }, '02 12:00'],
  ['a failure doubles the wait', { failures: 1 }, '01 13:00'],
  ['each failure doubles it again', { failures: 3 }, '01 16:00'],
  ['chance makes a wait after a failure longer', { failures: 1, jitter: 1 }, '01 13:15'],
  ['chance does not touch a healthy outlet', { jitter: 1 }, '01 12:30'],
  ['an outlet that is dead for good is visited once a day', { failures: 2_000, jitter: 1 }, '02 12:00'],
  ['an hour that the feed skips is left out', { skipHours: [12, 13] }, '01 14:00'],
  ['an hour 24 is midnight', { everyMs: 12 * HOUR, skipHours: [24] }, '02 01:00'],
  ['a day that the feed skips is left out', { skipDays: ['Sunday', ' monday'] }, '03 00:00'],
  ['hours and days are left out together', { skipDays: ['Sunday'], skipHours: [0, 1] }, '02 02:00'],
  [
    'a feed that skips every hour skips none',
    { skipHours: Array.from({ length: 24 }, (_, hour) => hour) },
    '01 12:30',
  ],
  ['a day that is no day is not left out', { skipDays: ['الأحد'] }, '01 12:30'],
])('%s', (_, change, expected) => {
  const at = new Date(nextVisitAt(noon, { ...pace, ...change })).toISOString()
  expect(at.slice(8, 16).replace('T', ' ')).toBe(expected)
})

test('whatever is asked and whatever fails, the next visit is neither too soon nor more than a day away', () => {
  const ms = fc.double({ min: 0, max: 10 * DAY, noNaN: true })
  const anyPace = fc.record({
    everyMs: fc.integer({ min: 1_000, max: DAY }),
    minIntervalMs: fc.integer({ min: 1_000, max: HOUR }),
    adaptive: fc.boolean(),
    publishingGapMs: fc.option(ms),
    askedToWaitMs: ms,
    retryAt: fc.option(ms.map(wait => noon + wait)),
    failures: fc.nat(100),
    jitter: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  fc.assert(
    fc.property(anyPace, changed => {
      const waitMs = nextVisitAt(noon, changed) - noon
      expect(Number.isInteger(waitMs)).toBe(true)
      expect(waitMs).toBeGreaterThanOrEqual(changed.minIntervalMs)
      expect(waitMs).toBeGreaterThanOrEqual(Math.min(changed.askedToWaitMs, DAY))
      expect(waitMs).toBeLessThanOrEqual(DAY)
    }),
  )
})
