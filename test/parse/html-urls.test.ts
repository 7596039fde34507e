import { expect, test } from 'vitest'
import { absoluteHtml, absoluteUrl } from '../../src/parse/html-urls.ts'

const BASE = 'https://a.example/dir/page'

test.each([
  ['b', 'https://a.example/dir/b'],
  ['/b', 'https://a.example/b'],
  ['//c.example/b', 'https://c.example/b'],
  ['?q=1', 'https://a.example/dir/page?q=1'],
  [' b ', 'https://a.example/dir/b'],
  ['HTTP://C.example/B', 'HTTP://C.example/B'],
  ['mailto:a@b.example', 'mailto:a@b.example'],
  ['http://[', 'http://['],
  ['//[', '//['],
  ['', ''],
])('the address %j is made absolute', (href, expected) => {
  expect(absoluteUrl(href, BASE)).toBe(expected)
})

test.each([
  ['<a href="b">', '<a href="https://a.example/dir/b">'],
  ["<a href='b'>", '<a href="https://a.example/dir/b">'],
  ['<a href=b>', '<a href="https://a.example/dir/b">'],
  ['<A HREF = "b" class="c">', '<A HREF = "https://a.example/dir/b" class="c">'],
  ['<img alt="src=x" src="b?c=1&amp;d=2">', '<img alt="src=x" src="https://a.example/dir/b?c=1&amp;d=2">'],
  [
    '<img srcset="b 1x, /c 2x" src="/d">',
    '<img srcset="https://a.example/dir/b 1x, https://a.example/c 2x" src="https://a.example/d">',
  ],
  [
    '<video poster="p.jpg"><source src="v.mp4">',
    '<video poster="https://a.example/dir/p.jpg"><source src="https://a.example/dir/v.mp4">',
  ],
  ['<blockquote cite="b">', '<blockquote cite="https://a.example/dir/b">'],
])('the addresses of %s are made absolute', (html, expected) => {
  expect(absoluteHtml(html, BASE)).toBe(expected)
})

test.each([
  '<a href="https://c.example/b">',
  '<a href="#note">',
  '<a href="mailto:a@b.example">',
  '<img src="data:image/gif;base64,R0lGODlhAQ">',
  'no tags, href="b"',
  '<p data-x="href=b">',
])('%s is left as it is', html => {
  expect(absoluteHtml(html, BASE)).toBe(html)
})

test('without a base nothing changes', () => {
  expect(absoluteHtml('<a href="b">', undefined)).toBe('<a href="b">')
  expect(absoluteUrl('b', undefined)).toBe('b')
})
