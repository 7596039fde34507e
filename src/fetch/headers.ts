import type { FetchedHeaders, FetchRequest } from '../model/fetched.ts'
import type { Validators } from '../model/outlet.ts'

const ACCEPT =
  'application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, ' +
  'application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, text/html;q=0.5, */*;q=0.1'

const ACCEPT_ENCODING = 'gzip, deflate, br, zstd'

/** Headers that belong to the connection, or that we answer for ourselves. */
const OURS = new Set([
  'a-im',
  'accept-encoding',
  'connection',
  'content-length',
  'expect',
  'host',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'if-range',
  'if-unmodified-since',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'range',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

const MAX_HEADERS = 100

/**
 * What we send with one hop of a request. The operator's own headers and the credentials of the configured URL go
 * nowhere but to the outlet's own scheme, host and port; validators go back byte for byte.
 */
export function requestHeaders(request: FetchRequest, hop: URL): Record<string, string> {
  const configured = new URL(request.url)
  const isOwnHost = hop.origin === configured.origin
  return {
    'user-agent': request.userAgent,
    accept: ACCEPT,
    ...(isOwnHost ? { ...authorization(configured), ...ownHeaders(request.headers ?? {}) } : {}),
    'accept-encoding': ACCEPT_ENCODING,
    ...conditions(request),
  }
}

/** Whether the request may be answered with 304. */
export function isConditional({ validators }: FetchRequest): boolean {
  return sendable(validators.etag) || sendable(validators.lastModified)
}

function conditions({ validators, etagDelta = true }: FetchRequest): Record<string, string> {
  const headers: Record<string, string> = {}
  if (sendable(validators.etag)) {
    headers['if-none-match'] = validators.etag
    if (etagDelta) headers['a-im'] = 'feed'
  }
  if (sendable(validators.lastModified)) headers['if-modified-since'] = validators.lastModified
  return headers
}

/** RFC 9110 §5.5: what a header's value may hold; bytes beyond ASCII are kept as ISO-8859-1. */
function sendable(value: string | null): value is string {
  return value !== null && value !== '' && !/[^\t\x20-\x7e\x80-\xff]/.test(value)
}

/** RFC 9110 §5.1. */
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9a-z-]{1,100}$/i
const MAX_VALUE = 4_096

/** What is wrong with a header that is to be sent to an outlet; null where nothing is. */
export function headerProblem(name: string, value: string): string | null {
  if (!HEADER_NAME.test(name)) return `"${name}" is no name of a header`
  if (OURS.has(name.toLowerCase())) return `${name} is ours to send; leave it out`
  if (/[^\t\x20-\x7e\x80-\xff]/.test(value))
    return 'a header holds no line breaks, and no letters beyond ISO-8859-1; encode them as its server expects'
  return value.length > MAX_VALUE ? `is longer than ${MAX_VALUE} characters` : null
}

function ownHeaders(headers: Record<string, string>): Record<string, string> {
  const own = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const)
  return Object.fromEntries(own.filter(([name]) => !OURS.has(name)))
}

function authorization(url: URL): Record<string, string> {
  const credentials = basicCredentials(url)
  return credentials === null ? {} : { authorization: credentials }
}

/** Name and password of a URL as headers bear them (RFC 7617 §2); null where it has none. */
export function basicCredentials({ username, password }: URL): string | null {
  if (username === '' && password === '') return null
  const pair = `${decodePercent(username)}:${decodePercent(password)}`
  return `Basic ${Buffer.from(pair).toString('base64')}`
}

function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text // a bare % in a password
  }
}

/** The headers of an answer as one string each, lower-cased, cookies left out, at most a hundred. */
export function boundedHeaders(raw: Record<string, string | string[] | undefined>): FetchedHeaders {
  const headers: FetchedHeaders = Object.create(null)
  for (const name of Object.keys(raw).slice(0, MAX_HEADERS)) {
    const value = raw[name]
    if (value !== undefined && name !== 'set-cookie')
      headers[name] = typeof value === 'string' ? value : value.join(', ')
  }
  return headers
}

/** The validators that an answer names (RFC 9110 §8.8), as they stand there. */
export function validatorsOf(headers: FetchedHeaders): Validators {
  return { etag: headers.etag ?? null, lastModified: headers['last-modified'] ?? null }
}
