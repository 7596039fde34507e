import { expect, test } from 'vitest'
import { encodeWindows1256 } from '../../src/demo/windows-1256.ts'
import { readPageKeywords } from '../../src/flows/page-keywords.ts'
import { draftQuery } from '../../src/flows/seed.ts'
import { parseQuery } from '../../src/query/parse.ts'

const TITLE = 'طالبان وروسيا: ماذا يبحث الطرفان في محادثات موسكو؟'
const page = (head: string, body = '') =>
  `<!doctype html><html><head><meta property="og:title" content="${TITLE}">${head}</head><body><h1>عنوان</h1>${body}</body></html>`
const read = (html: string) => readPageKeywords(new TextEncoder().encode(html), null)
const linked = (value: unknown) => `<script type="application/ld+json">${JSON.stringify(value)}</script>`

test.each([
  ['a list under the text', page('', '<p><b>كلمات مفتاحية:</b> موسكو ، طالبان</p>'), ['موسكو', 'طالبان']],
  [
    'a list before what software filled in',
    page('<meta name="keywords" content="أخبار,عاجل">', '<p>الوسوم: موسكو، طالبان</p>'),
    ['موسكو', 'طالبان'],
  ],
  ['meta keywords', page('<meta name="keywords" content="موسكو, طالبان">'), ['موسكو', 'طالبان']],
  [
    'article:tag, one an element',
    page('<meta property="article:tag" content="موسكو"><meta property="article:tag" content="طالبان">'),
    ['موسكو', 'طالبان'],
  ],
  [
    'keywords of JSON-LD',
    page(linked({ '@graph': [{ '@type': 'NewsArticle', keywords: ['موسكو', 'طالبان'] }] })),
    ['موسكو', 'طالبان'],
  ],
  ['keywords of JSON-LD as a text', page(linked([{ keywords: 'موسكو,طالبان' }])), ['موسكو', 'طالبان']],
  [
    'links to tags',
    page('', '<a rel="tag nofollow" href="/t/1">موسكو</a> <a rel="tag" href="/t/2">طالبان</a>'),
    ['موسكو', 'طالبان'],
  ],
  [
    'one keyword here and one there',
    page('<meta name="keywords" content="موسكو">', '<a rel="tag" href="/t/2">طالبان</a>'),
    ['موسكو', 'طالبان'],
  ],
  ['none', page('<script type="application/ld+json">{"keywords":</script>'), []],
])('the keywords of a page are read: %s', (_, html, keywords) => {
  expect(read(html)).toEqual({ title: TITLE, keywords })
})

test('a page in an old encoding is read by what it declares, and its heading where it names no title', () => {
  const html =
    '<html><head><meta charset="windows-1256"><meta name="keywords" content="موسكو، طالبان"></head><body><h1>محادثات</h1></body></html>'
  expect(readPageKeywords(encodeWindows1256(html), null)).toEqual({
    title: 'محادثات',
    keywords: ['موسكو', 'طالبان'],
  })
})

test.each([
  [
    'the keyword that the title names first is required',
    TITLE,
    ['موسكو', 'أفغانستان', 'طالبان', 'روسيا'],
    'طالبان (روسيا OR موسكو OR أفغانستان)',
  ],
  ['of two, both are', 'Floods in Marlow', ['Marlow', 'floods'], 'floods Marlow'],
  [
    'several words go between quotes',
    'Wheat from the Black Sea',
    ['Black Sea', 'wheat'],
    'wheat "Black Sea"',
  ],
  ['what would be an operator does too', 'To be OR not', ['OR', 'be', 'not'], 'be ("OR" OR not)'],
  ['what has no letters is left out', 'Floods', ['***', 'floods', '«»'], 'floods'],
  ['each once', 'Floods', ['floods', 'floods', 'rain'], 'floods rain'],
  ['no more than eight', 'a', [...'abcdefghij'], 'a (b OR c OR d OR e OR f OR g OR h)'],
  [
    'a title without keywords gives its own words',
    'Floods close the coast road',
    [],
    'Floods (coast OR road)',
  ],
])('a query is drafted: %s', (_, title, keywords, query) => {
  expect(draftQuery({ title, keywords })).toBe(query)
  expect(parseQuery(query).text).toBe(query)
})

test('nothing is drafted from nothing', () => {
  expect(draftQuery({ title: '', keywords: [] })).toBeNull()
  expect(draftQuery({ title: '…', keywords: ['!'] })).toBeNull()
})
