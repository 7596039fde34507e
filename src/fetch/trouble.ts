import type { FetchFailure } from '../model/fetched.ts'

/** Why no usable answer came, and what the operator could do about it. Names the host only: paths may hold secrets. */
export type Trouble = { reason: FetchFailure; status: number | null; message: string }

const TLS_CODE =
  /^(CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|EPROTO|HOSTNAME_MISMATCH|UNABLE_TO_VERIFY)/
const DNS_CODE =
  /^(ENOTFOUND|EAI_|ENODATA|ESERVFAIL|EREFUSED|ETIMEOUT|EBADNAME|EBADRESP|ENOTIMP|EFORMERR|ECANCELLED)/
const HTTP_CODE = /^HPE/
const UNSENDABLE = new Set(['ERR_INVALID_CHAR', 'ERR_INVALID_HTTP_TOKEN', 'ERR_UNESCAPED_CHARACTERS'])
const ENDED = new Set(['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE'])

/** Tells what an error of the network means; null for one that is ours to mend. */
export function troubleOf(error: Error, host: string): Trouble | null {
  const code = codeOf(error)
  if (code === null) return null
  const [reason, message] = explain(code, host)
  return { reason, status: null, message }
}

function explain(code: string, host: string): [FetchFailure, string] {
  if (code === 'REFUSED_ADDRESS') return ['refused-address', refusedAddressMessage(host)]
  if (code === 'ETIMEDOUT') return ['timeout', noConnection(host).message]
  if (code === 'HPE_HEADER_OVERFLOW') return ['too-large', `${host} sent headers of more than 32 KB`]
  if (DNS_CODE.test(code)) {
    return [
      'dns',
      `the name ${host} was not found (${code}); check the spelling, and the name server of this machine`,
    ]
  }
  if (TLS_CODE.test(code)) {
    return ['tls', `no trusted connection to ${host} (${code}); ${tlsRemedy(code)}`]
  }
  if (code === 'ERR_PROXY_TUNNEL')
    return ['connection', `the proxy does not let us through to ${host}; check fetch.proxy and its password`]
  if (UNSENDABLE.has(code)) {
    return [
      'connection',
      `the request to ${host} could not be written; check the headers set for this outlet`,
    ]
  }
  if (HTTP_CODE.test(code))
    return ['connection', `what ${host} sent is not HTTP (${code}); check scheme and port`]
  if (code === 'ECONNREFUSED')
    return ['connection', `${host} refuses connections; check the port, or it may be down`]
  if (ENDED.has(code)) return ['connection', `${host} ended the connection before its answer was whole`]
  return ['connection', `no answer from ${host} (${code})`]
}

function tlsRemedy(code: string): string {
  if (code === 'CERT_HAS_EXPIRED') return 'its certificate has run out; its owner must renew it'
  if (code === 'CERT_NOT_YET_VALID')
    return 'its certificate is not valid yet; check the clock of this machine'
  if (/ALTNAME|HOSTNAME/.test(code)) return 'its certificate names another host; check the address'
  if (/SELF_SIGNED|UNABLE_TO_|UNTRUSTED/.test(code)) {
    return 'nobody whom this machine knows has signed its certificate; if you trust it, name a file with that certificate, or its authority, in NODE_EXTRA_CA_CERTS'
  }
  if (/WRONG_VERSION|PACKET_LENGTH|EPROTO/.test(code))
    return 'what answers there is no TLS; check the port, and whether the address begins with http://'
  return 'its certificate may have run out or name another host'
}

export function refusedAddressMessage(host: string): string {
  return `${host} is a private or local address; if that is meant, name its range in fetch.allowPrivate`
}

/** Node gathers the errors of each address it tried; the first tells enough. */
export function codeOf(error: Error): string | null {
  const first = error instanceof AggregateError ? (error.errors[0] ?? error) : error
  const code = (first as NodeJS.ErrnoException).code
  return typeof code === 'string' ? code : null
}

export function noConnection(host: string): Trouble {
  const message = `${host} does not take connections; it may be down, or a firewall stands between`
  return { reason: 'timeout', status: null, message }
}

export function tooSlow(host: string, timeoutMs: number): Trouble {
  const message = `${host} did not answer in full within ${timeoutMs / 1000} s; if it always needs so long, raise fetch.timeout`
  return { reason: 'timeout', status: null, message }
}

export function tooLarge(host: string, maxBytes: number): Trouble {
  const message = `what ${host} sent is over ${maxBytes} bytes; if its feed is truly that large, raise fetch.maxBytes`
  return { reason: 'too-large', status: null, message }
}

/** What an HTTP status other than a good one means to the operator. */
export function statusTrouble(status: number, host: string): Trouble {
  return { reason: 'status', status, message: `${host} answered ${status}${REMEDIES[status] ?? ''}` }
}

const REMEDIES: Record<number, string> = {
  304: ' though we hold nothing of it yet',
  401: ': it wants a name and a password; write them into the URL as https://name:password@host/',
  403: ': it does not let us in; its site may block feed readers, or want a key in the URL',
  404: ': there is no feed at this address any more; look for the new one on its site',
  406: ': it has no format that we read',
  407: ': the proxy wants a name and a password',
  410: ' at an address that it redirects to for now',
  500: ': its server is in trouble; nothing to do but wait',
  502: ': its server is in trouble; nothing to do but wait',
  504: ': its server is in trouble; nothing to do but wait',
}
