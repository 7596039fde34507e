import { expect, test } from 'vitest'
import { statusTrouble, troubleOf } from '../../src/fetch/trouble.ts'

const withCode = (code: string) => Object.assign(new Error('it broke'), { code })

test.each([
  ['a certificate that has run out', 'CERT_HAS_EXPIRED', 'tls', 'has run out'],
  ['a certificate of tomorrow', 'CERT_NOT_YET_VALID', 'tls', 'clock'],
  ['a certificate of another host', 'ERR_TLS_CERT_ALTNAME_INVALID', 'tls', 'another host'],
  ['a certificate that is its own authority', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'tls', 'NODE_EXTRA_CA_CERTS'],
  ['an authority that nobody knows', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls', 'NODE_EXTRA_CA_CERTS'],
  ['plain HTTP where TLS was meant', 'ERR_SSL_WRONG_VERSION_NUMBER', 'tls', 'http://'],
  ['another trouble of TLS', 'ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR', 'tls', 'certificate'],
  ['a name that is not known', 'ENOTFOUND', 'dns', 'spelling'],
  ['a private address', 'REFUSED_ADDRESS', 'refused-address', 'fetch.allowPrivate'],
  ['a closed port', 'ECONNREFUSED', 'connection', 'port'],
  ['no answer to a connection', 'ETIMEDOUT', 'timeout', 'firewall'],
  ['something new', 'E_NEW', 'connection', 'E_NEW'],
])('%s is told with the host and a remedy', (_, code, reason, remedy) => {
  const trouble = troubleOf(withCode(code), 'gazette.example')
  expect(trouble).toMatchObject({ reason, status: null })
  expect(trouble?.message).toContain('gazette.example')
  expect(trouble?.message).toContain(remedy)
})

test('a bug of ours is no trouble of an outlet', () => {
  expect(troubleOf(new TypeError('x is undefined'), 'gazette.example')).toBeNull()
})

test.each([401, 403, 404, 500])('a %d is told with a remedy', status => {
  expect(statusTrouble(status, 'gazette.example').message).toMatch(
    new RegExp(`^gazette\\.example answered ${status}: .{10}`),
  )
})
