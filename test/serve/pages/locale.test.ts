import { describe, expect, test } from 'vitest'
import { localeOf } from '../../../src/serve/pages/locale.ts'
import { arabicSite, englishSite, HOUR_MS, MINUTE_MS, now } from './builders.ts'

const ar = localeOf(arabicSite)
const en = localeOf(englishSite)
const DAY_MS = 24 * HOUR_MS

describe('time', () => {
  test.each([
    [-20_000, 'just now', 'الآن'],
    [-MINUTE_MS, '1 minute ago', 'قبل دقيقة واحدة'],
    [-59 * MINUTE_MS, '59 minutes ago', 'قبل 59 دقيقة'],
    [-119 * MINUTE_MS, '1 hour ago', 'قبل ساعة واحدة'],
    [-2 * DAY_MS, '2 days ago', 'قبل يومين'],
    [-7 * DAY_MS, 'March 7, 2026', '7 مارس 2026'],
    [10 * MINUTE_MS, 'in 10 minutes', 'خلال 10 دقائق'],
  ])('%d ms from now is %s', (awayMs, english, arabic) => {
    expect(en.relative(now + awayMs, now)).toBe(english)
    expect(ar.relative(now + awayMs, now)).toBe(arabic)
  })
})

describe('counts', () => {
  test.each([
    [1, 'مصدر واحد', '1 outlet'],
    [2, 'مصدران', '2 outlets'],
    [3, '3 مصادر', '3 outlets'],
    [11, '11 مصدرًا', '11 outlets'],
    [100, '100 مصدر', '100 outlets'],
    [1234, '1,234 مصدرًا', '1,234 outlets'],
  ])('%d outlets', (n, arabic, english) => {
    expect(ar.count('outlets', n)).toBe(arabic)
    expect(en.count('outlets', n)).toBe(english)
  })
})

test.each([
  ['ar-EG', 'ar-EG', 'rtl', '٣ مصادر'],
  ['AR', 'AR', 'rtl', '3 مصادر'],
  ['en-GB', 'en-GB', 'ltr', '3 outlets'],
  ['fa', 'en', 'ltr', '3 outlets'],
])('a site in %s speaks %s', (siteLanguage, language, direction, counted) => {
  const locale = localeOf({ ...arabicSite, language: siteLanguage })
  expect(locale.language).toBe(language)
  expect(locale.strings.direction).toBe(direction)
  expect(locale.count('outlets', 3)).toBe(counted)
})

test.each([
  ['ar', 'العربية'],
  ['en-GB', 'الإنجليزية (المملكة المتحدة)'],
  ['not a language', 'not a language'],
])('the language %s is named as people name it', (code, name) => {
  expect(ar.languageName(code)).toBe(name)
})

test('Arabic and English say the same things', () => {
  expect(shape(ar.strings)).toEqual(shape(en.strings))
})

test('every counted noun has the number in it wherever Arabic wants the number', () => {
  for (const forms of Object.values(ar.strings.plural)) {
    for (const form of [forms.few, forms.many, forms.other]) expect(form).toContain('{n}')
  }
})

// Plural forms differ by language by nature, so that only the nouns are compared; the parser speaks English itself.
function shape(strings: typeof ar.strings): unknown {
  const { plural, queryProblems, ...words } = strings
  const places = Object.entries(words).map(([name, value]) => [
    name,
    typeof value === 'string' ? 'text' : Object.keys(value).toSorted(),
  ])
  return { places, nouns: Object.keys(plural) }
}
