import { describe, expect, test } from 'vitest'
import { findFeedLinks } from '../../src/parse/discover.ts'

const page = 'https://h.example/ar/page.html'
const feed = (attributes: string) => `<link ${attributes}>`

describe('the feed of a page', () => {
  test.each([
    [
      'is where the page says',
      feed('rel="alternate" type="application/rss+xml" href="/rss.xml"'),
      'https://h.example/rss.xml',
    ],
    [
      'in any case and order',
      feed('HREF=f TYPE="Application/Atom+XML; charset=utf-8" REL="home ALTERNATE"'),
      'https://h.example/ar/f',
    ],
    [
      'as JSON Feed',
      feed('rel=alternate type=application/feed+json href=/f.json'),
      'https://h.example/f.json',
    ],
    ['under the old name', feed('rel=feed href=/f'), 'https://h.example/f'],
    [
      'relative to the base',
      `<base href="//cdn.example/x/">${feed('rel=alternate type=text/xml href=f?a=1&amp;b=2')}`,
      'https://cdn.example/x/f?a=1&b=2',
    ],
    [
      'where a link leads',
      '<a href="/feedback">x</a><a href="/ar/rss/all.xml">RSS</a>',
      'https://h.example/ar/rss/all.xml',
    ],
    ['where most sites keep it', '<title>x</title>', 'https://h.example/feed'],
    ['not in comments', `<!-- ${feed('rel=alternate type=text/xml href=/no')} -->`, 'https://h.example/feed'],
    [
      'not in scripts',
      `<script>"${feed('rel=alternate type=text/xml href=/no')}"</script>`,
      'https://h.example/feed',
    ],
    ['not a translation', feed('rel=alternate hreflang=en href=/en'), 'https://h.example/feed'],
    ['not a style', feed('rel="alternate stylesheet" type="text/xml" href=/s'), 'https://h.example/feed'],
    [
      'not a script',
      feed('rel=alternate type=application/rss+xml href="javascript:x"'),
      'https://h.example/feed',
    ],
  ])('%s', (_, html, expected) => {
    expect(findFeedLinks(html, page)[0]).toBe(expected)
  })

  test('comes before that of its comments', () => {
    const html = ['/comments/feed', '/feed']
      .map(href => feed(`rel=alternate type=application/rss+xml href=${href}`))
      .join('')
    expect(findFeedLinks(html, page).slice(0, 2)).toEqual([
      'https://h.example/feed',
      'https://h.example/comments/feed',
    ])
  })

  test('is looked for in few places, each once', () => {
    const html = Array.from({ length: 1_000 }, (_, i) =>
      feed(`rel=alternate type=text/xml href=/${i % 500}`),
    ).join('')
    const links = findFeedLinks(html, page)
    expect(links).toHaveLength(20)
    expect(new Set(links).size).toBe(20)
  })

  test('is never the page itself', () => {
    expect(
      findFeedLinks(feed('rel=alternate type=text/xml href=""'), 'https://h.example/feed'),
    ).not.toContain('https://h.example/feed')
  })

  test.each(['file:///x.html', 'nonsense', ''])('is not looked for behind %j', url => {
    expect(findFeedLinks(feed('rel=alternate type=text/xml href=/f'), url)).toEqual([])
  })

  test('is found in hostile pages too', () => {
    const html = `${feed('rel=alternate type=text/xml href=/f')}${'<b>'.repeat(80_000)}${'</i>'.repeat(60_000)}`
    expect(findFeedLinks(html, page)[0]).toBe('https://h.example/f')
  })
})
