import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { packTexts, unpackTexts } from '../../src/store/packed-texts.ts'

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'grapheme', minLength: 3_000, maxLength: 4_000 }),
)

test('texts come back as they were', () => {
  fc.assert(
    fc.property(text, text, text, (summary, plain, html) => {
      const texts = { summary, text: plain, html }
      expect(unpackTexts(packTexts(texts))).toEqual(texts)
    }),
  )
})

test.each([
  ['a small window', { windowBits: 12, memLevel: 5, chunkSize: 2_048 }],
  ['a large one', {}],
  ['none, as it does what has no repetitions', { level: 0 }],
])('texts that DEFLATE packed with %s come back', (_, options) => {
  fc.assert(
    fc.property(text, text, text, (summary, plain, html) => {
      const joined = `${summary.length} ${plain.length}\n${summary}${plain}${html}`
      expect(unpackTexts(deflateRawSync(joined, options))).toEqual({ summary, text: plain, html })
    }),
  )
})

test('what is said three times is kept once', () => {
  const words = Array.from({ length: 200 }, (_, n) => `word${(n * 7_919) % 1_009}`)
  const text = words.join(' ')
  const texts = { summary: words.slice(0, 80).join(' '), text, html: `<p>${text}</p>` }
  const alone = packTexts({ summary: '', text, html: '' })
  expect(packTexts(texts).length).toBeLessThan(alone.length + 60)
})

test('nothing is kept of an article that is not kept any more', () => {
  expect(unpackTexts(new Uint8Array())).toEqual({ summary: '', text: '', html: '' })
})
