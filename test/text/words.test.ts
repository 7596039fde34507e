import fc from 'fast-check'
import { expect, test } from 'vitest'
import { joinedWords, wordSpans, words } from '../../src/text/words.ts'

test.each([
  ['punctuation parts words', 'قالت: «نعم»، ثم... (صمتت)!', 'قالت نعم ثم صمتت'],
  ['a hyphen parts words', 'anti-Taliban covid-19 twenty‑one', 'anti taliban covid 19 twenty one'],
  ['an underscore and a slash part words', '#غزة_تقاوم and/or', 'غزه تقاوم and or'],
  ["a possessive 's is dropped", "Russia’s Biden's 1990s 1990's", 'russia biden 1990s 1990'],
  ['contractions stay whole', 'don’t we’ll they’ve', "don't we'll they've"],
  ['other apostrophes part words', 'l’Iran O’Brien Sana’a', 'l iran o brien sana a'],
  ['a language with plus signs or a hash is a word', 'C++ c# F# C++17 Disney+', 'c++ c# f# c++ 17 disney'],
  [
    'initials with dots are a word, without the last dot',
    'U.S. U.S.-led J.K. Rowling ق.م',
    'u.s u.s led j.k rowling ق.م',
  ],
  ['one letter and a dot are no initials', 'د.أحمد Ph.D. Node.js', 'د احمد ph d node js'],
  ['letters and digits are one word', 'G7 F16 2nd', 'g7 f16 2nd'],
  ['Arabic letters part from Latin ones and digits', 'وBBC بـ50 عام2024', 'و bbc ب 50 عام 2024'],
  ['a decimal is one number', '3.5 ٣٫٥', '3.5 3.5'],
  ['groups of three digits are one number', '1,000 1,000,000.5 ١٬٠٠٠', '1000 1000000.5 1000'],
  [
    'dates, addresses and lists are several numbers',
    '12.05.2024 192.168.0.1 2019,2020',
    '12 05 2024 192 168 0 1 2019 2020',
  ],
  ['a number parts from its unit after a decimal', '3.5bn', '3.5 bn'],
  ['Indic words keep their marks', 'हिन्दी में', 'हिन्दी में'],
  ['Hangul is written with spaces', '한국어 뉴스', '한국어 뉴스'],
  ['Japanese is segmented', '東京都で地震', '東京 都 で 地震'],
  ['Thai is segmented', 'ข่าววันนี้', 'ข่าว วัน นี้'],
  ['a stray mark is no word', '\u0650 \u0301 x', 'x'],
  ['emoji are no words', '🔥 خبر 🇵🇸', 'خبر'],
  ['letters beyond the first plane make words', '𞤀𞤣𞤤𞤢𞤥 𐐀', '𞤢𞤣𞤤𞤢𞤥 𐐨'],
  ['nothing makes no words', '', ''],
])('%s', (_, text, found) => {
  expect(words(text).join(' ')).toBe(found)
})

test.each([
  ['a span is the word as written', 'وَزِيرُ الخارجيّة', ['وَزِيرُ', 'الخارجيّة']],
  ['what folds to more letters keeps its place', 'ﷲ ½kg Straße', ['ﷲ', '½', '½kg', 'Straße']],
  ["a possessive 's is part of it", 'Russia’s army', ['Russia’s', 'army']],
  ['marks around a word are not', '\u200fطالبان\u200f، «نعم»', ['طالبان', 'نعم']],
])('%s', (_, text, written) => {
  expect(wordSpans(text).map(({ start, end }) => text.slice(start, end))).toEqual(written)
})

const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(..."اأؤةـ\u0654\u064E\u200f وABsßΣé\u0301½…٢9.,’'+#-_/東京でไทย각\u11A8ﾞｶ"),
  }),
)

test('spans name the same words as the words', () => {
  fc.assert(
    fc.property(texts, text => {
      expect(wordSpans(text).map(span => span.word)).toEqual(words(text))
    }),
    { numRuns: 2_000 },
  )
})

test('spans are in order, inside the text, and not empty', () => {
  fc.assert(
    fc.property(texts, text => {
      let before = 0
      for (const { start, end } of wordSpans(text)) {
        expect(start).toBeGreaterThanOrEqual(Math.min(before, start))
        expect(end).toBeGreaterThan(start)
        expect(end).toBeLessThanOrEqual(text.length)
        before = start
      }
    }),
  )
})

test('words with spaces between them are the same words: what the full-text index reads', () => {
  const spaced = fc.string({ unit: fc.constantFrom(..."اأؤة وABs٢9.,’'+#-_/éß") })
  fc.assert(
    fc.property(spaced, text => {
      expect(words(words(text).join(' '))).toEqual(words(text))
    }),
    { numRuns: 2_000 },
  )
})

test('joined words are the words, a line at a time', () => {
  const lines = fc.array(fc.oneof(texts, fc.lorem(), fc.constantFrom("Iran's 1,000 c++", 'b ', ' b', '')))
  fc.assert(
    fc.property(lines, some => {
      expect(joinedWords(some.join('\n'))).toBe(some.flatMap(words).join(' '))
    }),
    { numRuns: 2_000 },
  )
})
