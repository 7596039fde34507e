import { expect, test } from 'vitest'
import { dropForbidden } from '../../src/render/characters.ts'

test.each([
  ['what XML has no way to write', 'a\u0000b\u000bc\ufffed\uffff', 'abcd'],
  ['controls that a wrong decoding left', 'a\u0080b\u009fc\u007f', 'abc'],
  ['halves of pairs, and no character made of two that met', 'a\ud83d\u0000\ude00b', 'ab'],
  ['letters that the outlet itself had lost', 'caf\ufffd', 'caf?'],
  ['tabs and lines, which stay', 'a\tb\nc\rd', 'a\tb\nc\rd'],
  ['what is beyond the basic plane, which stays', '😀 𝒜', '😀 𝒜'],
])('%s', (_, text, written) => {
  expect(dropForbidden(text)).toBe(written)
})
