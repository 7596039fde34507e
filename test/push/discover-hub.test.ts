import fc from 'fast-check'
import { expect, test } from 'vitest'
import { discoverHub } from '../../src/push/discover-hub.ts'
import { readLinkHeader } from '../../src/push/link-header.ts'

const URL = 'https://gazette.example/feed'
const HUB = 'https://hub.example/'

test.each([
  [
    'the header names both',
    `<${HUB}>; rel="hub", <https://gazette.example/self>; rel="self"`,
    [],
    { hubUrl: HUB, topicUrl: 'https://gazette.example/self' },
  ],
  [
    'the feed links to both',
    undefined,
    [
      { rel: 'hub', href: HUB },
      { rel: 'self', href: 'https://gazette.example/self' },
    ],
    { hubUrl: HUB, topicUrl: 'https://gazette.example/self' },
  ],
  [
    'the header wins over the feed',
    `<https://one.example/>; rel=hub`,
    [
      { rel: 'hub', href: HUB },
      { rel: 'self', href: 'https://gazette.example/self' },
    ],
    { hubUrl: 'https://one.example/', topicUrl: URL },
  ],
  [
    'a header about other things leaves the feed its say',
    '<https://gazette.example/>; rel="alternate"',
    [{ rel: 'hub', href: HUB }],
    { hubUrl: HUB, topicUrl: URL },
  ],
  [
    'addresses may be relative',
    '</hub>; rel="hub", </feed.xml>; rel="self"',
    [],
    { hubUrl: 'https://gazette.example/hub', topicUrl: 'https://gazette.example/feed.xml' },
  ],
  [
    'of several hubs the first over HTTPS is taken',
    `<http://one.example/>; rel=hub, <${HUB}>; rel=hub, <https://three.example/>; rel=hub`,
    [],
    { hubUrl: HUB, topicUrl: URL },
  ],
  [
    'a hub over HTTP is better than none',
    '<http://one.example/>; rel=hub',
    [],
    { hubUrl: 'http://one.example/', topicUrl: URL },
  ],
  ['one link may be several things', `<${HUB}>; rel="nofollow HUB"`, [], { hubUrl: HUB, topicUrl: URL }],
  ['a hub that is no web address is none', '<ftp://hub.example/>; rel=hub', [], null],
  ['a link about another resource does not count', `<${HUB}>; rel=hub; anchor="/other"`, [], null],
  ['nothing names one', undefined, [{ rel: 'self', href: URL }], null],
])('%s', (_, header, links, found) => {
  expect(discoverHub(header, links, URL)).toEqual(found)
})

test.each([
  [
    '<a>; rel="one, two"; title="x;y", <b>; rel=two',
    [
      ['a', ['one,', 'two']],
      ['b', ['two']],
    ],
  ],
  ['<a,b;c>; rel=one', [['a,b;c', ['one']]]],
  ['<a> ; REL = "One" ; rel=two', [['a', ['one']]]],
  ['<a>; title="say \\"rel=x\\", then"; rel=one', [['a', ['one']]]],
  ['<a>', [['a', []]]],
  ['<a; rel=one', []],
  ['a; rel=one', []],
  ['', []],
])('Link: %s', (value, links) => {
  expect(readLinkHeader(value).map(({ href, rel }) => [href, rel])).toEqual(links)
})

test('no header makes it fail', () => {
  const part = fc.constantFrom('<', '>', '"', ';', ',', '\\', 'rel=hub', 'a', ' ')
  fc.assert(
    fc.property(fc.array(part), parts => {
      expect(() => discoverHub(parts.join(''), [], URL)).not.toThrow()
    }),
  )
})
