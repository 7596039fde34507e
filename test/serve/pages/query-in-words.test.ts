import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseQuery, QueryError } from '../../../src/query/parse.ts'
import { localeOf } from '../../../src/serve/pages/locale.ts'
import { queryInWords } from '../../../src/serve/pages/query-in-words.ts'
import { queryPhrasesAr } from '../../../src/serve/pages/query-phrases-ar.ts'
import { queryPhrasesEn } from '../../../src/serve/pages/query-phrases-en.ts'
import { arabicSite, englishSite } from './builders.ts'

const known = {
  topics: new Map([
    ['war', 'حرب OR قصف'],
    ['secret', 'كنز'],
  ]),
}

function said(query: string, site: typeof arabicSite): string {
  const phrases = site === arabicSite ? queryPhrasesAr : queryPhrasesEn
  const [open, close] = site === arabicSite ? '«»' : '“”'
  const pieces = queryInWords(parseQuery(query, known).root, {
    ...localeOf(site),
    phrases,
    isTold: id => id !== 'secret',
  })
  return pieces.map(piece => (typeof piece === 'string' ? piece : `${open}${piece.quoted}${close}`)).join('')
}

describe('a query is told', () => {
  test.each([
    ['*', 'كل الأخبار', 'All stories'],
    ['طالبان', 'أخبار فيها «طالبان»', 'Stories with “طالبان”'],
    [
      'طالبان (روسيا OR موسكو) -رياضة',
      'أخبار فيها «طالبان»، ومعها «روسيا» أو «موسكو»، وليس فيها «رياضة»',
      'Stories with “طالبان”, and with “روسيا” or “موسكو”, and without “رياضة”',
    ],
    ['a b c', 'أخبار فيها «a»، ومعها «b»، ومعها «c»', 'Stories with “a”, and with “b”, and with “c”'],
    ['(a b) OR c', 'أخبار فيها («a» و«b») أو «c»', 'Stories with (“a” and “b”) or “c”'],
    ['(a -b) OR c', 'أخبار فيها («a» بلا «b») أو «c»', 'Stories with (“a” without “b”) or “c”'],
    ['-a b', 'أخبار ليس فيها «a»، وفيها «b»', 'Stories without “a”, and with “b”'],
    ['a -(b OR c)', 'أخبار فيها «a»، وليس فيها «b» أو «c»', 'Stories with “a”, and without “b” or “c”'],
    ['* -رياضة', 'أخبار فيها أي شيء، وليس فيها «رياضة»', 'Stories with anything, and without “رياضة”'],
    ['* a', 'أخبار فيها «a»', 'Stories with “a”'],
    ['"كرة القدم"', 'أخبار فيها عبارة «كرة القدم»', 'Stories with the phrase “كرة القدم”'],
    [
      '"موسكو روسيا"~5',
      'أخبار فيها «موسكو» و«روسيا» متقاربة (لا يزيد ما بينها على 5 كلمات)',
      'Stories with “موسكو” and “روسيا” near one another (at most 5 words between them)',
    ],
    ['محادث*', 'أخبار فيها كلمة تبدأ بـ«محادث»', 'Stories with a word that begins with “محادث”'],
    ['~run', 'أخبار فيها «run» بكل صيغها', 'Stories with any form of “run”'],
    ['="US"', 'أخبار فيها «US» كما كُتبت تمامًا', 'Stories with exactly “US”'],
    ['/bird ?flu/', 'أخبار فيها ما يطابق «/bird ?flu/»', 'Stories with what matches “/bird ?flu/”'],
    [
      'title:(روسيا OR موسكو)',
      'أخبار فيها («روسيا» أو «موسكو») في العنوان',
      'Stories with (“روسيا” or “موسكو”) in the title',
    ],
    [
      'title:a text:b',
      'أخبار فيها «a» في العنوان، ومعها «b» في النص',
      'Stories with “a” in the title, and with “b” in the text',
    ],
    ['title:a OR b', 'أخبار فيها «a» في العنوان أو «b»', 'Stories with “a” in the title or “b”'],
    ['keyword:x', 'أخبار فيها «x» في الكلمات المفتاحية', 'Stories with “x” among the keywords'],
    ['a lang:ar', 'أخبار فيها «a»، وباللغة العربية', 'Stories with “a”, and in Arabic'],
    ['a -lang:en', 'أخبار فيها «a»، وليست باللغة الإنجليزية', 'Stories with “a”, and not in English'],
    [
      'a outlet:bbc*',
      'أخبار فيها «a»، ومن مصدر يبدأ معرّفه بـ«bbc»',
      'Stories with “a”, and from an outlet whose id begins with “bbc”',
    ],
    [
      'a OR outlet:bbc',
      'أخبار إما فيها «a» أو من المصدر «bbc»',
      'Stories either with “a” or from the outlet “bbc”',
    ],
    [
      'a -(b OR lang:en)',
      'أخبار فيها «a»، و(ليس فيها «b»، وليست باللغة الإنجليزية)',
      'Stories with “a”, and (without “b”, and not in English)',
    ],
    ['url:bbc.com/news', 'أخبار منشورة على «bbc.com/news»', 'Stories published at “bbc.com/news”'],
    ['after:2026-03-01', 'أخبار من 1 مارس 2026 فصاعدًا', 'Stories first seen on March 1, 2026 or later'],
    ['before:2026-03', 'أخبار من قبل 1 مارس 2026', 'Stories first seen before March 1, 2026'],
    ['a age:<2d', 'أخبار فيها «a»، وأحدث من يومين', 'Stories with “a”, and less than 2 days old'],
    ['a age:>=36h', 'أخبار فيها «a»، وأقدم من 36 ساعة', 'Stories with “a”, and more than 36 hours old'],
    [
      'a outlets:>=3',
      'أخبار فيها «a»، وذات مصادر مستقلة عددها 3 على الأقل',
      'Stories with “a”, and of at least 3 independent outlets',
    ],
    [
      'topic:war روسيا',
      'أخبار مما يطلبه الموضوع «war» (فيها «حرب» أو «قصف»)، وفيها «روسيا»',
      'Stories of the topic “war” (with “حرب” or “قصف”), and with “روسيا”',
    ],
    ['topic:secret', 'أخبار مما يطلبه الموضوع «secret»', 'Stories of the topic “secret”'],
  ])('%s', (query, arabic, english) => {
    expect(said(query, arabicSite)).toBe(arabic)
    expect(said(query, englishSite)).toBe(english)
  })

  test('whatever it asks, and every word of it is in what is said', () => {
    const word = fc.constantFrom(
      'طالبان',
      'روسيا',
      '"كرة القدم"',
      'title:x',
      'lang:ar',
      '~run',
      'outlet:bbc',
      'y*',
    )
    const query = fc.letrec<{ node: string }>(tie => ({
      node: fc.oneof(
        { maxDepth: 4 },
        word,
        fc.tuple(tie('node'), tie('node')).map(([a, b]) => `(${a} ${b})`),
        fc.tuple(tie('node'), tie('node')).map(([a, b]) => `(${a} OR ${b})`),
        fc.tuple(tie('node'), tie('node')).map(([a, b]) => `(${a} -${b})`),
      ),
    })).node
    fc.assert(
      fc.property(query, text => {
        const sentence = saidOrNull(text)
        if (sentence === null) return
        for (const asked of text.match(/طالبان|روسيا|كرة القدم|(?<=title:)x|run|bbc|y/g) ?? [])
          expect(sentence).toContain(asked)
        expect(sentence.split('(').length).toBe(sentence.split(')').length)
      }),
    )
  })
})

/** Null for what is no query: one that only excludes. */
function saidOrNull(query: string): string | null {
  try {
    return said(query, englishSite)
  } catch (error) {
    if (error instanceof QueryError) return null
    throw error
  }
}
