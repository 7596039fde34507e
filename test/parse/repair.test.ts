import { expect, test } from 'vitest'
import { NotAFeedError, parseFeed } from '../../src/parse/parse.ts'

const rss = (items: string) => `<rss version="2.0"><channel><title>News</title>${items}</channel></rss>`
const item = (elements: string) => rss(`<item>${elements}</item>`)

async function read(xml: string) {
  const { items, feed, repairs, format } = await parseFeed(Buffer.from(xml))
  return { items, feed, format, kinds: repairs.map(({ kind }) => kind) }
}

test.each([
  ['a bare &', '<title>a & b</title>', 'a & b', ['bare-ampersand']],
  ['an address with &', '<title>?a=1&b=2&lt;</title>', '?a=1&b=2<', ['bare-ampersand']],
  ['an entity of HTML', '<title>a&nbsp;b&ouml;</title>', 'a\u00a0bö', ['html-entity']],
  ['an entity of nobody', '<title>&foo;</title>', '&foo;', ['bare-ampersand']],
  ['a number of windows-1252', '<title>&#147;a&#x94;</title>', '“a”', []],
  ['a number that is no character', '<title>a&#xFFFFFFF;&#xD800;b</title>', 'a\ufffd\ufffdb', []],
  ['a number of a control character', '<title>a&#0;&#7;b</title>', 'ab', ['control-character']],
  ['a control character', '<title>a\u0001b</title>', 'ab', ['control-character']],
  ['a bare <', '<title>1 < 2</title>', '1 < 2', ['bare-less-than']],
  ['markup', '<title>a <b>b</b></title>', 'a <b>b</b>', ['inline-markup']],
  ['a void element', '<title>a<br>b<br/></title>', 'a<br>b<br />', ['inline-markup']],
  ['an empty element that HTML does not know', '<title>a<i/></title>', 'a<i></i>', ['inline-markup']],
  ['a title that is not closed', '<title>a<guid>1</guid>', 'a', ['unclosed-element']],
  ['another letter case', '<TITLE>a</title>', 'a', ['odd-case']],
  ['CDATA', '<title><![CDATA[a &amp; <b>]]></title>', 'a &amp; <b>', []],
  ['CDATA amid text', '<title>a <![CDATA[&]]> b &amp; c</title>', 'a & b & c', []],
  ['text escaped twice, resolved once', '<title>a &amp;lt; b</title>', 'a &lt; b', []],
  ['a comment', '<title>a<!-- <b> & -->b</title>', 'ab', []],
  ['the first of two', '<title>a</title><title>b</title>', 'a', []],
  [
    'one that is empty, and another',
    '<title> </title><dc:title xmlns:dc="http://purl.org/dc/elements/1.1/">b</dc:title>',
    'b',
    [],
  ],
  ['that of another vocabulary', '<dc:title>b</dc:title>', 'b', ['unknown-namespace']],
  ['not that of an image', '<image><title>no</title></image><title>a</title>', 'a', []],
  ['not that of an element nobody knows', '<x><title>no</title></x><title>a</title>', 'a', []],
  ['one after an element that is not closed', '<x><y></x><title>a</title>', 'a', []],
  ['one after an HTML element that needs no end tag', '<img src="a"><title>a</title>', 'a', []],
])('a title with %s is read', async (_, elements, title, kinds) => {
  const { items, kinds: repairs } = await read(item(elements))
  expect({ title: items[0]?.title, repairs }).toEqual({ title, repairs: kinds })
})

test.each([
  ['escaped', '&lt;p&gt;a &amp;amp; b&lt;/p&gt;', '<p>a &amp; b</p>'],
  ['in CDATA', '<![CDATA[<p>a &amp; b</p>]]>', '<p>a &amp; b</p>'],
  ['not escaped', '<p>a &amp; b</p>', '<p>a &amp; b</p>'],
  ['half escaped', '&lt;p&gt;a&lt;/p&gt;<p>b</p>', '<p>a</p><p>b</p>'],
  ['not escaped, with quotes in attributes', `<a title='"'>b</a>`, '<a title="&quot;">b</a>'],
  [
    'not escaped, with an attribute without quotes',
    '<a href=http://a.example/?b=1>b</a>',
    '<a href="http://a.example/?b=1">b</a>',
  ],
])('HTML that is %s comes out as HTML', async (_, written, html) => {
  expect((await read(item(`<description>${written}</description>`))).items[0]?.summary).toBe(html)
})

test('a summary may hold a summary', async () => {
  const { items } = await read(item('<summary><details><summary>a</summary>b</details></summary>'))
  expect(items[0]?.summary).toBe('<details><summary>a</summary>b</details>')
})

test.each([
  ['text', 'type="text"', '1 &lt; 2', '1 < 2', ['content']],
  ['text without markup', '', 'a', 'a', undefined],
  ['HTML', 'type="html"', '&lt;b&gt;', '<b>', undefined],
  [
    'XHTML',
    'type="xhtml"',
    '<div xmlns="http://www.w3.org/1999/xhtml">1 &lt; <b>2</b></div>',
    '1 &lt; <b>2</b>',
    undefined,
  ],
  [
    'XHTML in a div that says something',
    'type="xhtml"',
    '<div dir="rtl">a</div>',
    '<div dir="rtl">a</div>',
    undefined,
  ],
  ['HTML by its media type', 'type="text/html" mode="escaped"', '&lt;b&gt;', '<b>', undefined],
  ['HTML in base64', 'type="text/html" mode="base64"', 'PGI+YTwvYj4=', '<b>a</b>', undefined],
  ['a picture in base64', 'type="image/png"', 'iVBORw0KGgo=', undefined, undefined],
  ['what is called base64 and is not', 'mode="base64"', 'not &amp; at all', 'not & at all', undefined],
])('Atom content of %s is read', async (_, attributes, written, content, plainText) => {
  const { items } = await read(`<feed><entry><content ${attributes}>${written}</content></entry></feed>`)
  expect({ content: items[0]?.content, plainText: items[0]?.plainText }).toEqual({ content, plainText })
})

test.each([
  [
    'whole items of a document that was cut',
    `${rss('<item><title>a</title></item><item><title>b').slice(0, -16)}`,
    ['a'],
    ['truncated'],
  ],
  [
    'items that nobody closes',
    rss('<item><title>a</title><item><title>b</title>'),
    ['a', 'b'],
    ['unclosed-element'],
  ],
  [
    'items within items',
    rss('<item><title>a</title><item><title>b</title></item></item>'),
    ['a', 'b'],
    ['unclosed-element', 'stray-end-tag'],
  ],
  ['items in a wrapper', rss('<x:list><item><title>a</title></item></x:list>'), ['a'], ['stray-end-tag']],
  ['items beside the channel', '<rss><channel></channel><item><title>a</title></item></rss>', ['a'], []],
  ['items without a channel', '<rss><item><title>a</title></item></rss>', ['a'], []],
  ['items after a warning', `<b>Warning</b>${item('<title>a</title>')}`, ['a'], ['junk-before']],
  ['items before more', `${item('<title>a</title>')}<script>`, ['a'], []],
  ['items before more text', `${item('<title>a</title>')}bye`, ['a'], ['junk-after']],
])('%s are kept', async (_, xml, titles, kinds) => {
  const { items, kinds: repairs } = await read(xml)
  expect({ titles: items.map(({ title }) => title), repairs }).toEqual({ titles, repairs: kinds })
})

test.each([
  ['nothing', '', 'it is empty'],
  ['white space', ' \n\t', 'it is empty'],
  ['zeros', '\0\0\0\0\0', 'it holds no element of a feed'],
  ['words', 'Service unavailable', 'it holds no element of a feed'],
  ['a page', '<!DOCTYPE html><html><head><title>a</title></head></html>', 'it is an HTML page'],
  [
    'a page that quotes a feed',
    `<html><body><pre>${item('<title>a</title>')}</pre></body></html>`,
    'it is an HTML page',
  ],
  ['a page without its tags', '<!doctype html><title>a</title><p>b', 'it is an HTML page'],
  ['a site map', '<?xml version="1.0"?><urlset><url/></urlset>', 'its root element is <urlset>'],
  ['JSON of another kind', '{"error":"no"}', 'it is JSON, but no JSON Feed: it has no items'],
  ['JSON that was cut', '{"items":[', 'it is neither XML nor JSON that can be read'],
])('%s is not a feed, and the reason is told', async (_, document, reason) => {
  const error = await parseFeed(Buffer.from(document)).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(NotAFeedError)
  expect((error as NotAFeedError).reason).toBe(reason)
})
