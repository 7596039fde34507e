import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeWindows1256 } from '../../src/demo/windows-1256.ts'

const decoder = new TextDecoder('windows-1256')

test('whatever windows-1256 can say comes back as it was', () => {
  fc.assert(
    fc.property(fc.uint8Array(), bytes => {
      expect(encodeWindows1256(decoder.decode(bytes, { stream: false }))).toEqual(bytes)
    }),
  )
})

test.each([
  ['سلام', [0xd3, 0xe1, 0xc7, 0xe3]],
  ['«»', [0xab, 0xbb]],
  ['٣', [...Buffer.from('&#1635;')]],
  ['😀', [...Buffer.from('&#128512;')]],
])('%s is written as the code page has it, or as a character reference', (text, bytes) => {
  expect([...encodeWindows1256(text)]).toEqual(bytes)
})
