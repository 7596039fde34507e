import { expect, test } from 'vitest'
import { siteIn, visitorLanguage } from '../../src/serve/visitor-language.ts'
import { arabicSite, englishSite } from './pages/builders.ts'

test.each([
  ['nothing is said', undefined, undefined, null],
  ['the browser asks for Arabic as spoken in Egypt', undefined, 'ar-EG,ar;q=0.9,en;q=0.8', 'ar'],
  ['the browser asks for English, and for Arabic as well', undefined, 'en-US,en;q=0.9,ar;q=0.4', 'en'],
  ['the browser likes Arabic better, said last', undefined, 'en;q=0.5, AR;q=0.7', 'ar'],
  ['both are liked as much, English first', undefined, 'en,ar', 'en'],
  ['the browser asks for others first', undefined, 'fr, de;q=0.9, en;q=0.1', 'en'],
  ['the browser asks for others only', undefined, 'fr, de;q=0.9', null],
  ['the browser takes anything', undefined, '*', null],
  ['Arabic is not wanted', undefined, 'ar;q=0', null],
  ['the browser sends nonsense', undefined, 'ar;q=9, ;;, en;q=x', null],
  ['the visitor chose', 'en', 'ar', 'en'],
  ['the cookie holds something else', 'klingon', 'ar', 'ar'],
])('where %s', (_, cookie, accepted, language) => {
  expect(visitorLanguage(cookie, accepted)).toBe(language)
})

test.each([
  ['ar', 'ar-EG', 'ar-EG'],
  ['en', 'ar-EG', 'en'],
  [null, 'ar-EG', 'ar-EG'],
  ['ar', 'en-GB', 'ar'],
] as const)('who reads %s finds a site in %s in %s', (language, own, shown) => {
  expect(siteIn({ ...arabicSite, language: own }, language).language).toBe(shown)
})

test('a site in another language is made once', () => {
  expect(siteIn(englishSite, 'ar')).toBe(siteIn(englishSite, 'ar'))
})
