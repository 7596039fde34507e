import { expect, test } from 'vitest'
import { asciiUrl } from '../../src/render/ascii-url.ts'

test.each([
  ['https://a.example/b?c=d&e=%D8%A7#f', 'https://a.example/b?c=d&e=%D8%A7#f'],
  ['https://a.example/خبر?ق=ب', 'https://a.example/%D8%AE%D8%A8%D8%B1?%D9%82=%D8%A8'],
  ['https://مثال.example/x', 'https://xn--mgbh0fb.example/x'],
  ['https://a.example/?q[]=1|2&r="<>{}', 'https://a.example/?q%5B%5D=1%7C2&r=%22%3C%3E%7B%7D'],
  ['http://[::1]:8080/topics/a b', 'http://[::1]:8080/topics/a%20b'],
  ['urn:uuid:0192f0c1', 'urn:uuid:0192f0c1'],
  ['not an address \uD800<', 'not%20an%20address%20%3C'],
  ['', ''],
])('%s is linked as %s', (url, expected) => {
  expect(asciiUrl(url)).toBe(expected)
})
