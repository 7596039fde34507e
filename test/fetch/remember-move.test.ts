import { expect, test } from 'vitest'
import { type Move, rememberMove } from '../../src/fetch/remember-move.ts'
import type { Fetched } from '../../src/model/fetched.ts'

const sent = (kind: string, change: object = {}) =>
  ({ kind, permanentUrl: 'https://b.example/', ...change }) as Fetched
const once: Move = { movedTo: null, seenOnce: 'https://b.example/' }
const moved: Move = { movedTo: 'https://b.example/', seenOnce: null }
const still: Move = { movedTo: null, seenOnce: null }
test.each<[string, Move, Fetched, boolean, Move]>([
  [
    'a second redirect elsewhere starts over',
    once,
    sent('body', { permanentUrl: 'https://c.example/' }),
    true,
    { movedTo: null, seenOnce: 'https://c.example/' },
  ],
  ['a page behind the redirect is not remembered', once, sent('body'), false, still],
  ['a failure in between starts over', once, sent('failed'), false, still],
  [
    'a visit without redirect in between starts over',
    once,
    sent('body', { permanentUrl: null }),
    true,
    still,
  ],
  ['a 304 behind the redirect counts', once, sent('unchanged'), false, moved],
  ['a remembered address stays', moved, sent('body', { permanentUrl: null }), true, moved],
  [
    'a remembered address stays through a short trouble',
    moved,
    sent('failed', { reason: 'timeout' }),
    false,
    moved,
  ],
  [
    'a remembered address that is not found any more is forgotten',
    moved,
    sent('failed', { status: 404 }),
    false,
    still,
  ],
  [
    'a remembered address whose name is not found stays for a while',
    moved,
    sent('failed', { reason: 'dns' }),
    false,
    moved,
  ],
  [
    'a remembered address that became a page is forgotten',
    moved,
    sent('body', { permanentUrl: null }),
    false,
    still,
  ],
  [
    'a remembered address that moves on needs two visits again',
    moved,
    sent('body', { permanentUrl: 'https://c.example/' }),
    true,
    { movedTo: 'https://b.example/', seenOnce: 'https://c.example/' },
  ],
])('%s', (_, before, fetched, isFeed, after) => {
  expect(rememberMove(before, fetched, isFeed)).toEqual(after)
})

test.each([
  [0, moved],
  [2, moved],
  [3, still],
  [30, still],
])('after %i failures in a row a remembered address whose name is gone is %o', (failures, after) => {
  expect(rememberMove(moved, sent('failed', { reason: 'dns' }), false, failures)).toEqual(after)
})
