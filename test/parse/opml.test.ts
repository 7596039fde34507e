import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseOpml } from '../../src/parse/opml.ts'

const opml = (body: string) =>
  `<?xml version="1.0"?><opml version="2.0"><head><title>x</title></head><body>${body}</body></opml>`
const outlet = { title: 'A', url: 'https://a.example/rss', siteUrl: null, folder: null }

describe('a subscription list', () => {
  test.each([
    ['names feeds', '<outline type="rss" text="A" xmlUrl="https://a.example/rss"/>', [outlet]],
    [
      'with their sites',
      '<outline title="A" text="B" xmlUrl="https://a.example/rss" htmlUrl="https://a.example"/>',
      [{ ...outlet, siteUrl: 'https://a.example/' }],
    ],
    [
      'in folders of folders',
      '<outline text="أخبار"><outline text="عربية"><outline text="A" xmlUrl="https://a.example/rss"/></outline></outline>',
      [{ ...outlet, folder: 'أخبار / عربية' }],
    ],
    [
      'beside folders',
      '<outline text="F"><outline text="none"/></outline><outline text="A" xmlUrl="https://a.example/rss"/>',
      [outlet],
    ],
    ['in any case', '<OUTLINE TEXT="A" XMLURL="https://a.example/rss"/>', [outlet]],
    ['under the other attribute', '<outline type="atom" text="A" url="https://a.example/rss"/>', [outlet]],
    [
      'once each',
      '<outline text="A" xmlUrl="https://a.example/rss"/><outline text="F"><outline xmlUrl="https://a.example/rss"/></outline>',
      [outlet],
    ],
    [
      'with bare ampersands',
      '<outline text="A & B" xmlUrl="https://a.example/?a=1&copy=2"/>',
      [{ ...outlet, title: 'A & B', url: 'https://a.example/?a=1&copy=2' }],
    ],
    [
      'with entities of HTML',
      '<outline text="&eacute;t&eacute;&nbsp;&#x62E;" xmlUrl="https://a.example/rss"/>',
      [{ ...outlet, title: 'été خ' }],
    ],
    [
      'escaped twice',
      '<outline text="A" xmlUrl="https://a.example/?a=1&amp;amp;b=2"/>',
      [{ ...outlet, url: 'https://a.example/?a=1&b=2' }],
    ],
    [
      'with the scheme of old browsers',
      '<outline text="A" xmlUrl="feed://a.example/rss"/>',
      [{ ...outlet, url: 'http://a.example/rss' }],
    ],
    ['without names', '<outline xmlUrl="https://a.example/rss"/>', [{ ...outlet, title: null }]],
    [
      'and leaves out what is no feed',
      '<outline text="x" xmlUrl="javascript:x"/><outline text="y" type="link" url="https://y.example"/>',
      [],
    ],
  ])('%s', (_, body, expected) => {
    expect(parseOpml(opml(body))).toEqual(expected)
  })

  test('that breaks off keeps what arrived', () => {
    expect(
      parseOpml('<opml><body><outline text="F"><outline text="A" xmlUrl="https://a.example/rss"><outline te'),
    ).toEqual([{ ...outlet, folder: 'F' }])
  })

  test('never fails to be read', () => {
    const piece = fc.constantFrom(
      '<outline',
      '<opml>',
      ' xmlUrl="https://a.example/',
      '"',
      '/>',
      '>',
      '</outline>',
      '&',
      ' text="',
      '__proto__',
      '<![CDATA[',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(piece).map(all => all.join('')),
        ),
        text => {
          for (const { url } of parseOpml(text)) expect(URL.canParse(url)).toBe(true)
        },
      ),
    )
  })
})
