import { expect, test } from 'vitest'
import { categoriesOf } from '../../src/normalise/categories.ts'

const terms = (...all: string[]) => all.map(term => ({ term }))

test.each([
  ['are those of the feed', terms('سياسة', 'World'), '', ['سياسة', 'World']],
  [
    'stand once, whatever their spelling',
    terms('الإمارات', 'الامارات', 'NEWS', 'news'),
    '',
    ['الإمارات', 'NEWS'],
  ],
  ['are plain text', terms('R&amp;D', '<b>x</b>'), '', ['R&D', 'x']],
  ['are named by their label', [{ term: 'pol-1', label: 'Politics' }], '', ['Politics']],
  [
    'part at every comma',
    terms('طالبان، روسيا؛ موسكو, أفغانستان\nكابل'),
    '',
    ['طالبان', 'روسيا', 'موسكو', 'أفغانستان', 'كابل'],
  ],
  ['lose the mark of hashtags', terms('#كأس_العالم'), '', ['كأس_العالم']],
  [
    'leave out addresses, signs and what is not filed',
    terms('http://a.example/kind#post', '---', 'Uncategorized', 'غير مصنف'),
    '',
    [],
  ],
  ['leave out sentences', terms('x'.repeat(81)), '', []],
  [
    'take up the keywords of the body',
    terms('سياسة'),
    'خبر\nالكلمات المفتاحية: طالبان، روسيا، سياسة',
    ['سياسة', 'طالبان', 'روسيا'],
  ],
  ['whatever the language', [], 'x\nTags: Kabul, Moscow.\ny', ['Kabul', 'Moscow']],
  [
    'a line each, below their label',
    [],
    'خبر\nكلمات مفتاحية\nطالبان\nروسيا\nثم جاء في البيان الرسمي الصادر اليوم عن الحكومة ما يلي',
    ['طالبان', 'روسيا'],
  ],
  ['but no sentence about keywords', [], 'The tags: a story of graffiti in New York', []],
])('categories %s', (_, categories, text, expected) => {
  expect(categoriesOf(categories, text)).toEqual(expected)
})

test('categories are 40 at most', () => {
  const many = Array.from({ length: 5_000 }, (_, i) => ({ term: `c${i}` }))
  expect(categoriesOf(many, '')).toHaveLength(40)
})
