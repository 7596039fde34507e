import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type FeedOptions, optionsQuery, readFeedOptions } from '../../src/flows/feed-options.ts'

const UUID = '01a20963-318f-7465-9c21-0c07761f860a'

test.each([
  ['', {}],
  ['limit=10', { limit: 10 }],
  ['limit=%2010%20', { limit: 10 }],
  ['limit=10&limit=20', { limit: 10 }],
  ['since=75', { since: { seq: 75 } }],
  ['since=0', { since: { seq: 0 } }],
  ['since=2026-03-01', { since: { at: Date.UTC(2026, 1, 28, 21) } }],
  ['since=2026-03-01T12:30', { since: { at: Date.UTC(2026, 2, 1, 9, 30) } }],
  ['since=2026-03-01T12:30:00Z', { since: { at: Date.UTC(2026, 2, 1, 12, 30) } }],
  ['since=2026-03-01T12:30:00.250-01:00', { since: { at: Date.UTC(2026, 2, 1, 13, 30, 0, 250) } }],
  ['as_of=2026-03-01T12:30:00+03:00', { asOf: Date.UTC(2026, 2, 1, 9, 30) }],
  ['as_of=2026-03-01t12:30z', { asOf: Date.UTC(2026, 2, 1, 12, 30) }],
  ['min_outlets=2', { minOutlets: 2 }],
  ['min_outlets=1&content=full', {}],
  ['lang=AR', { language: 'ar' }],
  ['content=none', { content: 'none' }],
  [`before=1772366400000~${UUID}`, { before: { enteredAt: 1772366400000, publicId: `urn:uuid:${UUID}` } }],
  ['utm_source=x&_=17&__proto__=1&constructor=2', {}],
])('the options "%s" are understood', (query, options) => {
  expect(readFeedOptions(new URLSearchParams(query), 'Asia/Riyadh')).toEqual({ options })
})

test.each([
  ['limit=0', 'limit takes a number from 1 to 500; not "0"'],
  ['limit=501', 'limit takes a number from 1 to 500; not "501"'],
  ['limit=-1', 'limit takes a number from 1 to 500; not "-1"'],
  ['limit=1e2', 'limit takes a number from 1 to 500; not "1e2"'],
  ['limit=', 'limit takes a number from 1 to 500; not ""'],
  ['min_outlets=two', 'min_outlets takes a number from 1 to 1000; not "two"'],
  ['lang=ar-SA', 'lang takes the code of a language without a region: ar, en; not "ar-SA"'],
  ['content=html', 'content is full, summary or none; not "html"'],
  ['before=yesterday', 'before is what the link to the next page says; not "yesterday"'],
  ['as_of=2026-02-30', /^as_of takes a time: 2026-01-31, .*; not "2026-02-30"$/],
  ['as_of=12', /^as_of takes a time/],
  ['since=2026-13-01', /^since takes the number of a change .* or a time/],
  ['since=2026-03-01T25:00Z', /^since takes/],
  ['since=3&as_of=2026-03-01', 'since tells what is new, so it does not go with as_of or before'],
])('the options "%s" are refused, with what would be right', (query, problem) => {
  const verdict = readFeedOptions(new URLSearchParams(query), 'UTC')
  expect(verdict).toEqual({
    problems: [typeof problem === 'string' ? problem : expect.stringMatching(problem)],
  })
})

test('every mistake is told at once', () => {
  const verdict = readFeedOptions(new URLSearchParams('limit=x&content=y&as_of=z'), 'UTC')
  expect('problems' in verdict && verdict.problems).toHaveLength(3)
})

const instant = fc.integer({ min: 0, max: Date.UTC(2199, 0) })
const options: fc.Arbitrary<FeedOptions> = fc.record(
  {
    limit: fc.integer({ min: 1, max: 500 }),
    minOutlets: fc.integer({ min: 2, max: 1000 }),
    language: fc.constantFrom('ar', 'en', 'ckb'),
    content: fc.constantFrom('summary' as const, 'none' as const),
    asOf: instant,
    before: fc.record({ enteredAt: instant, publicId: fc.uuid().map(uuid => `urn:uuid:${uuid}`) }),
  },
  { requiredKeys: [] },
)

test('options are written in one way, which says the same', () => {
  fc.assert(
    fc.property(options, given => {
      const query = optionsQuery(given)
      const verdict = readFeedOptions(new URLSearchParams(query), 'Asia/Riyadh')
      expect(verdict).toEqual({ options: given })
      expect(optionsQuery((verdict as { options: FeedOptions }).options)).toBe(query)
    }),
  )
})

test('any query is read or refused, and nothing else', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('limit', 'since', 'min_outlets', 'lang', 'content', 'as_of', 'before'),
      fc.string(),
      (name, value) => {
        const verdict = readFeedOptions(new URLSearchParams([[name, value]]), 'UTC')
        if ('options' in verdict) expect(optionsQuery(verdict.options).length).toBeLessThan(100)
        else expect(verdict.problems).toHaveLength(1)
      },
    ),
  )
})
