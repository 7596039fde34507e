import fc from 'fast-check'
import { expect, test } from 'vitest'
import { packTexts, unpackTexts } from '../../src/store/packed-texts.ts'

test('texts come back as they were', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'grapheme', minLength: 3_000, maxLength: 4_000 }),
  )
  fc.assert(
    fc.property(text, text, text, (summary, plain, html) => {
      const texts = { summary, text: plain, html }
      expect(unpackTexts(packTexts(texts))).toEqual(texts)
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
