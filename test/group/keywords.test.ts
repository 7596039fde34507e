import { expect, test } from 'vitest'
import { type KeywordArticle, keywordsOf } from '../../src/group/keywords.ts'

const article = (change: Partial<KeywordArticle>): KeywordArticle => ({
  title: '',
  summary: '',
  categories: [],
  language: 'en',
  ...change,
})

test("the outlets' own categories come first, those of most articles before others", () => {
  const articles = [
    article({ title: 'Valdria votes', categories: ['World', 'Elections'] }),
    article({ title: 'Valdria counts its votes', categories: ['Elections'] }),
  ]
  expect(keywordsOf(articles).slice(0, 3)).toEqual(['Elections', 'World', 'Valdria'])
})

test('names of several words are told whole, as outlets write them', () => {
  const articles = [
    article({
      title: 'مقتل قيادي في تنظيم الدولة الإسلامية',
      summary: 'قال الجيش إن تنظيم الدولة الإسلامية خسر قياديا.',
      language: 'ar',
    }),
    article({ title: 'الجيش: مقتل قيادي من الدولة الإسلامية', language: 'ar' }),
  ]
  const keywords = keywordsOf(articles)
  expect(keywords[0]).toBe('الدولة الإسلامية')
  expect(keywords).not.toContain('الدولة')
  expect(
    keywordsOf([article({ title: 'Civic Alliance wins', summary: 'The Civic Alliance won in Kesten.' })])[0],
  ).toBe('Civic Alliance')
})

test('words that tell nothing are no keywords, in whatever letters they are folded to', () => {
  const [first] = [
    article({ title: 'موسكو تنقل القمح إلى أفغانستان على متن القطار لدى وصوله', language: 'ar' }),
  ]
  const keywords = keywordsOf([first as KeywordArticle])
  for (const word of ['إلى', 'على', 'لدى', 'من']) expect(keywords).not.toContain(word)
  expect(keywords).toContain('أفغانستان')
})

test('a keyword is told once, however it is spelled, and there are eight at most', () => {
  const articles = [
    article({
      title: 'One two three four five six seven eight nine ten',
      categories: ['الأخبار', 'الاخبار', 'ALERT', 'alert'],
    }),
  ]
  const keywords = keywordsOf(articles)
  expect(keywords).toHaveLength(8)
  expect(keywords.slice(0, 2)).toEqual(['الأخبار', 'ALERT'])
})

test('what has no words has no keywords', () => {
  expect(keywordsOf([])).toEqual([])
  expect(keywordsOf([article({ title: '!!!', categories: ['', ' ', '—'] })])).toEqual([])
})
