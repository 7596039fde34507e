import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wordDiff } from '../../../src/serve/pages/word-diff.ts'

const written = (before: string, after: string) =>
  wordDiff(before, after)
    .map(({ text, only }) => (only === null ? text : only === 'before' ? `[-${text}-]` : `{+${text}+}`))
    .join(' ')

test.each([
  ['a b c', 'a b c', 'a b c'],
  ['two held', 'three held', '[-two-] {+three+} held'],
  ['a c', 'a b c', 'a {+b+} c'],
  ['a b c d', 'a d', 'a [-b c-] d'],
  ['مقتل 12 في انفجار', 'مقتل 15 في الانفجار', 'مقتل [-12-] {+15+} في [-انفجار-] {+الانفجار+}'],
  ['', 'new', '{+new+}'],
])('from "%s" to "%s"', (before, after, expected) => {
  expect(written(before, after)).toBe(expected)
})

test('both texts are in what is told, word for word, however long', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', 'c', 'وفد'), { maxLength: 260 })
    .map(words => words.join(' '))
  fc.assert(
    fc.property(text, text, (before, after) => {
      const pieces = wordDiff(before, after)
      const side = (name: 'before' | 'after') =>
        pieces.flatMap(({ text, only }) => (only === null || only === name ? [text] : [])).join(' ')
      expect([side('before').trim(), side('after').trim()]).toEqual([before, after])
    }),
    { numRuns: 50 },
  )
})
