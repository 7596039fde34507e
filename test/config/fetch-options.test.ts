import { expect, test } from 'vitest'
import { checkConfig } from '../../src/config/check.ts'

const OUTLET = { id: 'gazette', url: 'https://gazette.example/feed' }
const check = (fetch: object, outlet: object = {}) =>
  checkConfig({ fetch, outlets: [{ ...OUTLET, ...outlet }] })

test.each<[string, object, object, string, RegExp]>([
  [
    'a range with too many bits',
    { allowPrivate: ['loopback', '10.0.0.0/33'] },
    {},
    'fetch.allowPrivate[1]',
    /10\.0\.0\.0\/8/,
  ],
  ['a name instead of a range', { allowPrivate: ['nas.local'] }, {}, 'fetch.allowPrivate[0]', /"nas\.local"/],
  ['an empty range', { allowPrivate: [''] }, {}, 'fetch.allowPrivate[0]', /range/],
  ['a proxy without a scheme', { proxy: 'proxy:3128' }, {}, 'fetch.proxy', /http:\/\/proxy/],
  ['a proxy of another kind', { proxy: 'socks5://proxy:1080' }, {}, 'fetch.proxy', /http:\/\/proxy/],
  ['a header of the connection', {}, { headers: { Host: 'x' } }, 'outlets[0].headers.Host', /ours to send/],
  [
    'a condition',
    {},
    { headers: { 'if-None-match': '"x"' } },
    'outlets[0].headers.if-None-match',
    /ours to send/,
  ],
  ['a name that is none', {}, { headers: { 'X Key': '1' } }, 'outlets[0].headers.X Key', /no name/],
  [
    'a value of two lines',
    {},
    { headers: { 'X-Key': '1\r\nHost: x' } },
    'outlets[0].headers.X-Key',
    /line breaks/,
  ],
  ['an Arabic value', {}, { headers: { 'X-Key': 'مفتاح' } }, 'outlets[0].headers.X-Key', /ISO-8859-1/],
  [
    'a value without end',
    {},
    { headers: { 'X-Key': 'x'.repeat(5_000) } },
    'outlets[0].headers.X-Key',
    /4096/,
  ],
  ['no pace', {}, { adaptive: 'no' }, 'outlets[0].adaptive', /boolean/],
])('%s is told with its place and what would be right', (_, fetch, outlet, place, message) => {
  const verdict = check(fetch, outlet)
  expect(verdict).toEqual({ problems: [{ place, message: expect.stringMatching(message) }] })
})

test('what is right goes to the fetcher as it was written', () => {
  const fetch = {
    allowPrivate: ['loopback', '10.0.0.0/8', 'fd00::/8', '192.0.2.7'],
    proxy: 'http://u:p@proxy:3128',
  }
  const outlet = { adaptive: false, headers: { 'X-Api-Key': 'kéy', Accept: 'text/xml' } }
  const verdict = check(fetch, outlet)
  expect(verdict).toMatchObject({ config: { fetch, outlets: [outlet] } })
})

test('what is not said is not there', () => {
  const verdict = check({})
  expect('config' in verdict && verdict.config.fetch.proxy).toBeNull()
  expect('config' in verdict && Object.keys(verdict.config.outlets[0] ?? {})).not.toContain('headers')
})
