import { expect, test } from 'vitest'
import { ownInstant, rfc822, rfc3339 } from '../../src/render/dates.ts'

test.each([
  ['the epoch', 0, '1970-01-01T00:00:00.000Z', 'Thu, 01 Jan 1970 00:00:00 GMT'],
  [
    'a fraction of a second',
    Date.UTC(2026, 1, 28, 23, 59, 59, 999),
    '2026-02-28T23:59:59.999Z',
    'Sat, 28 Feb 2026 23:59:59 GMT',
  ],
  ['a leap day', Date.UTC(2024, 1, 29, 12), '2024-02-29T12:00:00.000Z', 'Thu, 29 Feb 2024 12:00:00 GMT'],
  ['before the first year', -8.64e15, '0001-01-01T00:00:00.000Z', 'Mon, 01 Jan 0001 00:00:00 GMT'],
  ['after year 9999', 8.64e15, '9999-12-31T23:59:59.000Z', 'Fri, 31 Dec 9999 23:59:59 GMT'],
])('%s is written as both formats want it', (_, at, atom, rss) => {
  expect(rfc3339(at)).toBe(atom)
  expect(rfc822(at)).toBe(rss)
})

test('entries that changed at the same instant say so in ways that differ, and each in the same way always', () => {
  const ids = Array.from({ length: 50 }, (_, n) => `urn:uuid:0192f0c1-0000-7000-8000-0000000000${10 + n}`)
  const written = ids.map(id => ownInstant(Date.UTC(2026, 1, 28), id))
  expect(new Set(written).size).toBe(ids.length)
  expect(written).toEqual(ids.map(id => ownInstant(Date.UTC(2026, 1, 28), id)))
  for (const text of written) expect(Date.parse(text)).toBe(Date.UTC(2026, 1, 28))
})
