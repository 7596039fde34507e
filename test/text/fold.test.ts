import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fold } from '../../src/text/fold.ts'

test.each([
  ['harakat are dropped', 'طَالِبَانُ', 'طالبان'],
  ['the dagger alif is a mark too', 'هٰذا', 'هذا'],
  ['tatweel is dropped', 'طــالــبــان', 'طالبان'],
  ['alif with hamza above, below, madda and wasla is alif', 'أحمد إيران آسيا ٱلله', 'احمد ايران اسيا الله'],
  ['hamza on waw and on ya is hamza', 'مسؤول مسئول', 'مسءول مسءول'],
  [
    'hamza as a mark of its own makes the same letters',
    'مسو\u0654ول مسي\u0654ول ا\u0654حمد',
    'مسءول مسءول احمد',
  ],
  ['alif maqsura and Persian ya are ya', 'على علی', 'علي علي'],
  ['ta marbuta is ha', 'حكومة', 'حكومه'],
  ['Persian kaf is kaf', 'کتاب', 'كتاب'],
  ['digits of any script are ASCII', '٢٠٢٥ ۲۰۲۵ २०२५ ２０２５', '2025 2025 2025 2025'],
  ['ligatures of old code pages come apart', 'ﻻ ﷲ', 'لا الله'],
  ['bidi marks are dropped', '\u200fطالبان\u200e \u202bنص\u202c', 'طالبان نص'],
  ['a joiner does not part a word', 'می\u200cخواهد', 'ميخواهد'],
  ['a soft hyphen does not part a word', 'Afghan\u00adistan', 'afghanistan'],
  ['case is folded', 'TALIBAN Москва', 'taliban москва'],
  ['sharp s is two letters, capital or not', 'Straße STRAẞE', 'strasse strasse'],
  ['final sigma is sigma', 'Οδυσσεύς ΟΔΥΣΣΕΥΣ', 'οδυσσευσ οδυσσευσ'],
  ['Turkish i with and without a dot is i', 'İstanbul ıstanbul ISTANBUL', 'istanbul istanbul istanbul'],
  ['accents are dropped, composed or not', 'Élysée E\u0301lyse\u0301e', 'elysee elysee'],
  ['full width is narrow', 'ＣＮＮ', 'cnn'],
  ['apostrophes are one', 'it’s it‘s it`s it´s itʼs', "it's it's it's it's it's"],
  ['vowel signs of Indic scripts stay', 'दिन दान', 'दिन दान'],
  ['kana stay voiced', 'が か', 'が か'],
])('%s', (_, text, folded) => {
  expect(fold(text)).toBe(folded)
})

const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(...'اأؤئىةکـ\u0654\u0655\u064E\u0651\u200f وABßΣİıé\u0301½…٢9’\u3099か각\u11A8'),
  }),
)

test('folding twice changes nothing', () => {
  fc.assert(
    fc.property(texts, text => {
      expect(fold(fold(text))).toBe(fold(text))
    }),
    { numRuns: 2_000 },
  )
})

test('what follows a space does not change how the text before it folds', () => {
  fc.assert(
    fc.property(texts, texts, (a, b) => {
      expect(fold(`${a} ${b}`)).toBe(`${fold(a)} ${fold(b)}`)
    }),
  )
})
