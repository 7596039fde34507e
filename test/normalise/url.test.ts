import { describe, expect, test } from 'vitest'
import { absoluteUrl, canonicalUrl } from '../../src/normalise/url.ts'

describe('an address', () => {
  test.each([
    ['is resolved', '../a', 'https://h.example/b/c', 'https://h.example/a'],
    ['takes the scheme of its page', '//h.example/a', 'http://x.example/', 'http://h.example/a'],
    ['without a page is taken to be https', '//h.example/a', undefined, 'https://h.example/a'],
    ['of a relative kind is none without a page', '/a', undefined, null],
    [
      'in Arabic is encoded as browsers send it',
      'https://h.example/خبر',
      undefined,
      'https://h.example/%D8%AE%D8%A8%D8%B1',
    ],
    ['loses its credentials', 'https://u:p@h.example/', undefined, 'https://h.example/'],
    ['of another scheme is none', 'javascript:alert(1)', undefined, null],
    ['that is empty is none', '  ', 'https://h.example/', null],
    ['that is absurdly long is none', `https://h.example/${'a'.repeat(5_000)}`, undefined, null],
  ])('%s', (_, address, baseUrl, expected) => {
    expect(absoluteUrl(address, baseUrl)).toBe(expected)
  })
})

describe('the canonical address', () => {
  test.each([
    ['https://h.example/a?utm_source=rss&utm_medium=x', 'https://h.example/a'],
    ['https://h.example/a?id=5&fbclid=x&page=2', 'https://h.example/a?id=5&page=2'],
    ['https://h.example/a?at_medium=RSS&at_campaign=KARANGA', 'https://h.example/a'],
    ['https://h.example/a?maca=ara-rss-ar-all-1491-rdf', 'https://h.example/a'],
    ['https://h.example/a#xtor=RSS-1', 'https://h.example/a'],
    ['https://h.example/a?ref=rss', 'https://h.example/a'],
    ['https://h.example/a?ref=123', 'https://h.example/a?ref=123'],
    ['https://h.example/a?q=%20x+y&b', 'https://h.example/a?q=%20x+y&b'],
    ['https://h.example/a?', 'https://h.example/a'],
    ['https://h.example/a#part', 'https://h.example/a#part'],
    ['HTTPS://H.example:443/A', 'https://h.example/A'],
    [
      'https://www.google.com/url?rct=j&url=https://h.example/a%3Fid%3D1%26utm_source%3Dx&ct=ga',
      'https://h.example/a?id=1',
    ],
    [
      'https://www.google.com/url?url=javascript:alert(1)',
      'https://www.google.com/url?url=javascript:alert(1)',
    ],
  ])('of %s is %s', (address, expected) => {
    expect(canonicalUrl(address)).toBe(expected)
  })
})
