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
    article({ title: 'Valdria votes', categories: ['Europe', 'Elections'] }),
    article({ title: 'Valdria counts its votes', categories: ['Elections'] }),
  ]
  expect(keywordsOf(articles).slice(0, 3)).toEqual(['Elections', 'Europe', 'Valdria'])
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
      title: 'Harvest, granary, orchard, vineyard, mill, barn, stable, pasture and meadow',
      categories: ['الزراعة', 'زراعه', 'FARMS', 'farms'],
    }),
  ]
  const keywords = keywordsOf(articles)
  expect(keywords).toHaveLength(8)
  expect(keywords.slice(0, 3)).toEqual(['الزراعة', 'FARMS', 'Harvest'])
})

test.each<[string, Partial<KeywordArticle>, string[], string[]]>([
  [
    'sections and years',
    { title: 'Floods reach Port Marlow', categories: ['News', 'أخبار', '2026', 'World', 'Rivers'] },
    ['Rivers', 'Port Marlow', 'Floods'],
    ['News', 'أخبار', '2026', 'World'],
  ],
  [
    'the outlet that tells it, and agencies',
    {
      title: 'عين الساحل: افتتاح جسر القنطرة أمام المشاة',
      summary:
        'عين الساحل – واس: قال المهندس إن جسر القنطرة جاهز، ونقلت رويترز عنه ذلك. ورويترز سألت المشاة.',
      outlet: { title: 'عين الساحل' },
    },
    ['جسر القنطرة', 'المشاة'],
    ['عين الساحل', 'رويترز', 'واس'],
  ],
  [
    'times, numbers and what is said of anything',
    {
      title: 'Kempf says on Tuesday that three more ferries will sail next year',
      summary: 'Kempf told reporters on Tuesday. The ferries will sail in June, he said on Tuesday.',
    },
    ['Kempf', 'ferries'],
    ['Tuesday', 'three', 'says', 'June', 'year', 'more'],
  ],
  [
    'verbs that Arabic news is full of',
    {
      title: 'قال وزير المالية إن العجز انخفض ثلاثة في المئة يوم الثلاثاء',
      summary: 'أكد الوزير أن العجز انخفض يوم الثلاثاء، وأعلن أن العجز سينخفض أيضا.',
    },
    ['المالية', 'العجز'],
    ['قال', 'انخفض', 'الثلاثاء', 'وزير', 'ثلاثة'],
  ],
  [
    'titles of persons and shouting',
    {
      title: 'Prime Minister Ilse Torvan returns',
      summary:
        'KESTEN — Ms Torvan came back. Ilse Torvan’s Civic Alliance waited at the University of Kesten.',
    },
    ['Ilse Torvan', 'University of Kesten', 'Civic Alliance'],
    ['Prime', 'Minister', 'KESTEN', 'Torvan'],
  ],
  [
    'what is written together with a word',
    {
      title: 'دعوة لطالبان وللجيش إلى معرض في قازان',
      summary: 'تلقت طالبان دعوة، وطالبان لم تجب، والجيش قبلها.',
    },
    ['طالبان', 'الجيش', 'قازان'],
    ['لطالبان', 'وطالبان', 'وللجيش', 'للجيش'],
  ],
  [
    'parts of names',
    {
      title: 'محمد صلاح يقود المنتخب إلى كأس الأمم الأفريقية',
      summary: 'سجل محمد صلاح هدفا، وقال صلاح إن كأس الأمم الأفريقية هدفه.',
    },
    ['محمد صلاح', 'كأس الأمم الأفريقية'],
    ['صلاح', 'محمد', 'الأمم', 'كأس', 'يقود'],
  ],
])('keywords are in surface form, and none are %s', (_, change, are, areNot) => {
  const keywords = keywordsOf([article(change)])
  expect(keywords).toEqual(expect.arrayContaining(are))
  for (const keyword of areNot) expect(keywords).not.toContain(keyword)
})

test('what has no words has no keywords', () => {
  expect(keywordsOf([])).toEqual([])
  expect(keywordsOf([article({ title: '!!!', categories: ['', ' ', '—'] })])).toEqual([])
})
