import { describe, expect, test } from 'vitest'
import type { Outlet } from '../../src/model/outlet.ts'
import type { ParsedFeed, ParsedItem } from '../../src/model/parsed-feed.ts'
import { identify } from '../../src/normalise/identity.ts'
import { normaliseFeed } from '../../src/normalise/normalise.ts'

const seenAt = Date.parse('2015-10-27T12:00:00Z')
const outlet: Outlet = {
  id: 'sample',
  url: 'https://news.example/rss.xml',
  title: null,
  language: null,
  timezone: null,
  everyMs: 900_000,
  owner: null,
  private: false,
}

const lists = { authors: [], categories: [], links: [], enclosures: [] }
const item = (fields: Partial<ParsedItem>): ParsedItem => ({ ...lists, ...fields })
const feed = (items: Partial<ParsedItem>[], fields: Partial<ParsedFeed['feed']> = {}): ParsedFeed => ({
  encoding: 'utf-8',
  encodingFrom: 'default',
  format: 'rss',
  repairs: [],
  feed: { authors: [], categories: [], links: [], ...fields },
  items: items.map(item),
})

const read = (
  items: Partial<ParsedItem>[],
  fields: Partial<ParsedFeed['feed']> = {},
  own: Partial<Outlet> = {},
) => normaliseFeed(feed(items, fields), { ...outlet, ...own }, seenAt)

function one(fields: Partial<ParsedItem>, own: Partial<Outlet> = {}) {
  const [article] = read([{ title: 'T', link: 'https://news.example/1', ...fields }], {}, own).articles
  if (!article) throw new Error('the item was dropped')
  return article
}

test('an item comes out as an article, whole', () => {
  const article = one({
    id: 'g1',
    title: 'موسكو تستقبل وفد &laquo;طالبان&raquo;',
    link: '/1?utm_source=rss',
    summary: 'موجز <b>الخبر</b>',
    content: '<p>نص الخبر كاملا <img src="/a.jpg"></p><p>كلمات مفتاحية: طالبان، روسيا</p>',
    published: '2015-10-27T09:10:00.000Z',
    authors: [{ name: 'سارة' }, { name: 'علي' }],
    categories: [{ term: 'سياسة' }],
    enclosures: [{ url: '/a.mp3', type: 'audio/mpeg; x', length: 5 }],
  })
  expect(article).toEqual({
    outletId: 'sample',
    guid: 'g1',
    url: 'https://news.example/1',
    title: 'موسكو تستقبل وفد «طالبان»',
    summary: 'موجز الخبر',
    html: '<p>نص الخبر كاملا <img src="https://news.example/a.jpg" /></p><p>كلمات مفتاحية: طالبان، روسيا</p>',
    text: 'نص الخبر كاملا\nكلمات مفتاحية: طالبان، روسيا',
    author: 'سارة, علي',
    language: 'ar',
    direction: 'rtl',
    categories: ['سياسة', 'طالبان', 'روسيا'],
    image: 'https://news.example/a.jpg',
    enclosures: [{ url: 'https://news.example/a.mp3', type: 'audio/mpeg', length: 5 }],
    publishedAt: Date.parse('2015-10-27T09:10:00Z'),
    seenAt,
    eventAt: Date.parse('2015-10-27T09:10:00Z'),
  })
})

describe('who an article is', () => {
  const guid = (fields: Partial<ParsedItem>) => one(fields).guid
  test('its guid says', () => expect(guid({ id: ' tag:1 ' })).toBe('tag:1'))
  test('else its address', () => expect(guid({ link: '/2?fbclid=x' })).toBe('https://news.example/2'))
  test('else what it says', () => {
    const nameless = (title: string) => read([{ title }]).articles[0]?.guid
    expect(nameless('a')).toBe(nameless('a'))
    expect(nameless('a')).not.toBe(nameless('b'))
  })
  test('in few characters', () => expect(guid({ id: 'x'.repeat(100_000) })).toHaveLength(22))

  test('is known by address and title too, where guids change at each fetch', () => {
    const first = identify(
      one({ id: 'session-1', link: 'http://www.news.example/1/?utm_source=a', title: 'خبر' }),
    )
    const second = identify(one({ id: 'session-2', link: 'https://news.example/1', title: 'خبر' }))
    expect(first.altKey).not.toBeNull()
    expect(second.altKey).toBe(first.altKey)
    expect(identify(one({ id: 'session-2', title: 'خبر آخر' })).altKey).not.toBe(first.altKey)
  })

  test('is not known by an address that all articles have', () => {
    expect(identify(one({ link: 'https://news.example/', title: 'News in brief' })).altKey).toBeNull()
    expect(identify(one({ link: 'https://news.example/?p=1', title: 'News in brief' })).altKey).not.toBeNull()
  })

  test.each([
    ['another word', '<img src="/a.jpg">b', true],
    ['another picture', '<img src="/b.jpg">a', true],
    ['another link', '<img src="/a.jpg"><a href="/?b">a</a>', true],
    ['another signature of the same picture', '<img src="/a.jpg?token=2">a', false],
  ])('%s: an edit?', (_, content, isEdit) => {
    const before = identify(one({ content: '<img src="/a.jpg?token=1">a' }))
    expect(identify(one({ content })).contentHash !== before.contentHash).toBe(isEdit)
  })

  test('stays the same article when its words are edited, with another content hash', () => {
    const before = one({ id: 'g', summary: 'a' })
    const after = one({ id: 'g', summary: 'b' })
    expect(after.guid).toBe(before.guid)
    expect(identify(after).contentHash).not.toBe(identify(before).contentHash)
    expect(identify(one({ id: 'g', summary: 'a' }))).toEqual(identify(before))
  })
})

describe('items of one document', () => {
  const a = { id: 'same', link: '/a', title: 'A' }
  const b = { id: 'same', link: '/b', title: 'B' }

  test('that share a guid by mistake are both kept, the same two in any order', () => {
    const guids = (items: Partial<ParsedItem>[]) => read(items).articles.map(({ guid }) => guid)
    expect(new Set(guids([a, b])).size).toBe(2)
    expect(guids([b, a])).toEqual(guids([a, b]).reverse())
  })

  test.each([
    ['under one guid', [a, { ...a, summary: 'x' }]],
    ['under two guids', [a, { ...a, id: 'other' }]],
    ['with a title that was edited', [a, { ...a, title: 'A2' }]],
  ])('that are one article %s are listed once', (_, items) => {
    const { articles, dropped } = read(items)
    expect(articles.map(({ title }) => title)).toEqual(['A'])
    expect(dropped).toEqual([{ title: items[1]?.title, reason: 'the feed lists it twice' }])
  })

  test('that say nothing are left out, with the reason', () => {
    const { articles, dropped } = read([{ link: '/x', content: '<img src="/a.jpg">' }, { title: ' ' }, a])
    expect(articles).toHaveLength(1)
    expect(dropped.map(({ reason }) => reason)).toEqual(Array(2).fill('it has neither title nor text'))
  })

  test('named plain text keep what only looks like markup', () => {
    const said = { title: 'Use <b> & <i> &amp; co', summary: 'If 1 < 2 then <b>', content: '<p>Body</p>' }
    expect(one({ ...said, plainText: ['title', 'summary'] })).toMatchObject({
      title: 'Use <b> & <i> &amp; co',
      summary: 'If 1 < 2 then <b>',
    })
    expect(one(said).title).toBe('Use & & co')
  })

  test('without a title take it from their text', () => {
    expect(one({ title: '', summary: '<p>The minister resigned today. He gave no reason.</p>' }).title).toBe(
      'The minister resigned today.',
    )
  })
})

describe('the body', () => {
  const picture = '<img src="https://news.example/a.jpg" />'
  test.each([
    ['the content', '<p>A short story</p>', '<p>Its teaser</p>', '<p>A short story</p>'],
    ['the summary, where there is no content', '', '<p>The story</p>', '<p>The story</p>'],
    [
      'the summary, where the content is a teaser',
      'More',
      '<p>The whole story</p>',
      '<p>The whole story</p>',
    ],
    ['both, where the content is a picture', picture, '<p>The story</p>', `${picture}<p>The story</p>`],
  ])('is %s', (_, content, summary, expected) => {
    expect(one({ content, summary }).html).toBe(expected)
  })

  test('is told as text only where it says more than the summary', () => {
    expect(one({ content: '<p>The story</p>', summary: 'The story' }).text).toBe('')
    expect(one({ content: '<p>The story.</p><p>The rest.</p>', summary: 'The story.' }).text).toBe(
      'The story.\nThe rest.',
    )
  })

  test('has a summary made of it where the outlet gives none', () => {
    const { summary, text } = one({ content: `<p>${'word '.repeat(400)}</p>` })
    expect(summary.length).toBeLessThanOrEqual(600)
    expect(summary).toMatch(/ word…$/)
    expect(text).toHaveLength(1_999)
  })

  test('has its addresses resolved against the article', () => {
    const { html } = one({ link: 'https://news.example/a/b', summary: '<a href="c">x</a>' })
    expect(html).toContain('href="https://news.example/a/c"')
  })
})

describe('the time of an article', () => {
  const at = (published: string) => one({ published })
  const utc = Date.parse
  test.each([
    [
      'is when it was published',
      '2015-10-27T09:00:00.000Z',
      utc('2015-10-27T09:00Z'),
      utc('2015-10-27T09:00Z'),
    ],
    ['is when it was seen, if that is earlier', '2015-10-27T15:00:00.000Z', utc('2015-10-27T15:00Z'), seenAt],
    ['is when it was seen, where the date is a placeholder', '1970-01-01T00:00:00.000Z', 0, seenAt],
    ['is when it was seen, where the date is none', '', null, seenAt],
  ])('%s', (_, published, publishedAt, eventAt) => {
    expect(at(published)).toMatchObject({ publishedAt, eventAt })
  })

  test('is when it was updated, where it was never published', () => {
    expect(one({ updated: '2015-10-27T09:00:00.000Z' }).eventAt).toBe(utc('2015-10-27T09:00Z'))
  })
})

describe('the picture', () => {
  const body = '<img src="/body.jpg?a=1&amp;b=2">'
  test.each([
    [
      'the one the item names',
      { image: { url: '/i.jpg' }, media: { thumbnails: [{ url: '/t.jpg' }] } },
      '/i.jpg',
    ],
    [
      'an attached one',
      { enclosures: [{ url: '/e.jpg', type: 'image/jpeg' }], media: { thumbnails: [{ url: '/t.jpg' }] } },
      '/e.jpg',
    ],
    ['an attached one without a type', { enclosures: [{ url: '/e.PNG?x' }] }, '/e.PNG?x'],
    [
      'a thumbnail',
      { enclosures: [{ url: '/e.mp3', type: 'audio/mpeg' }], media: { thumbnails: [{ url: '/t.jpg' }] } },
      '/t.jpg',
    ],
    ['the first of the body', {}, '/body.jpg?a=1&b=2'],
  ])('is %s', (_, fields, expected) => {
    expect(one({ content: `x${body}`, ...fields }).image).toBe(`https://news.example${expected}`)
  })
})

test.each([
  ['Sara', { authors: [{ name: 'Sara' }, { name: 'Sara' }] }],
  ['Sara', { authors: [], author: 'sara@news.example (Sara)' }],
  ['A & B', { authors: [{ name: 'A &amp; B' }] }],
  [null, { authors: [{ email: 'sara@news.example' }], author: 'sara@news.example' }],
  [null, {}],
])('the author is %s', (expected, fields) => {
  expect(one(fields).author).toBe(expected)
})

describe('the language of an article', () => {
  const arabic = { title: 'أعلن الرئيس عن إصلاح نظام التقاعد', id: '1' }
  const english = { title: 'The president has announced a reform of the pensions', id: '2', link: '/2' }
  test.each([
    ['is what the operator says', { own: { language: 'AR_sa' }, language: 'fa' }, 'ar-sa'],
    ['else what the feed says', { own: {}, language: 'ar-EG' }, 'ar-eg'],
    ['else what the text tells', { own: {}, language: 'en-US' }, 'ar'],
  ])('%s', (_, { own, language }, expected) => {
    expect(read([arabic], { language }, own).articles[0]?.language).toBe(expected)
  })

  test('is its own in a feed of several', () => {
    const { articles, language } = read([arabic, arabic, english], { language: 'ar' })
    expect(language).toBe('ar')
    expect(articles.map(article => [article.language, article.direction])).toEqual([
      ['ar', 'rtl'],
      ['en', 'ltr'],
    ])
  })
})

test('the feed tells its title, its site and its language', () => {
  const { title, siteUrl, language } = read([{ title: 'T' }], {
    title: 'A &amp; <b>B</b>',
    link: '/home',
    language: 'de',
  })
  expect({ title, siteUrl, language }).toEqual({
    title: 'A & B',
    siteUrl: 'https://news.example/home',
    language: 'de',
  })
})

test('an empty feed is an outlet without articles', () => {
  expect(read([], {}, { url: 'file:///sample.xml' })).toEqual({
    title: null,
    siteUrl: null,
    language: null,
    articles: [],
    dropped: [],
  })
})
