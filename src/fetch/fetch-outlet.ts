import type { Fetched, FetchedFrom, FetchedHeaders, FetchRequest } from '../model/fetched.ts'
import type { Instant } from '../model/time.ts'
import type { FetchAgent } from './agent.ts'
import type { Answer } from './ask.ts'
import { decompress } from './decompress.ts'
import { fetchFile } from './fetch-file.ts'
import { readRetryAfter } from './freshness.ts'
import { isConditional, requestHeaders, validatorsOf } from './headers.ts'
import { followRedirect, isRedirect, withoutCredentials } from './redirect.ts'
import { statusTrouble, type Trouble, tooLarge } from './trouble.ts'

type Deps = { agent: FetchAgent; now(): Instant; signal?: AbortSignal }

/** How far a request has come: the addresses asked, and what they cost. */
type Trail = { visited: URL[]; isPermanent: boolean; tookMs: number }

/**
 * Asks an outlet for its feed, politely and within limits: conditionally (RFC 9110 §13), with at most five hops, one
 * time limit and one size limit for all, and only at addresses that the agent allows.
 *
 * A body that was cut short is a failure. Rejects only with the reason of an aborted `signal`, or over a bug.
 */
export async function fetchOutlet(request: FetchRequest, deps: Deps): Promise<Fetched> {
  const start = URL.parse(request.movedTo ?? request.url)
  if (start?.protocol === 'file:') return fetchFile(request, deps.now)
  if (start?.protocol !== 'http:' && start?.protocol !== 'https:') return notAnAddress()
  const trail: Trail = { visited: [withoutCredentials(start)], isPermanent: true, tookMs: 0 }
  for (;;) {
    const answer = await askHop(request, trail, deps)
    if (answer.kind !== 'answer') return conclude(answer, request, trail, deps)
    if (!isRedirect(answer.status)) return conclude(answer, request, trail, deps)
    const redirect = followRedirect(answer.status, answer.headers.location, trail.visited)
    if (redirect.kind !== 'hop') {
      const message = `${hopOf(trail).host} ${redirect.why}`
      const reason = redirect.kind === 'loop' ? 'redirect-loop' : 'bad-redirect'
      return failed(trail, { reason, status: answer.status, message })
    }
    trail.visited.push(redirect.url)
    trail.isPermanent &&= redirect.isPermanent
  }
}

type HopAnswer = Answer | { kind: 'bound'; status: 429 | 503; retryAt: Instant }

/** Waits for a turn at the host, then asks with what is left of the time; the wait itself costs the outlet nothing. */
async function askHop(request: FetchRequest, trail: Trail, { agent, now, signal }: Deps): Promise<HopAnswer> {
  const url = hopOf(trail)
  const leave = await agent.enter(url, signal)
  let isBrokenOff = false
  try {
    const bound = agent.refusals.boundUntil(url.origin, now())
    if (bound) return { kind: 'bound', ...bound }
    const askedAt = now()
    const timeoutMs = Math.max(1, request.timeoutMs - trail.tookMs)
    const headers = requestHeaders(request, url)
    const answer = await agent.ask({ url, headers, timeoutMs, maxBytes: request.maxBytes, signal })
    trail.tookMs += now() - askedAt
    isBrokenOff = answer.kind === 'trouble' && BROKEN_OFF.has(answer.trouble.reason)
    return answer
  } finally {
    if (isBrokenOff) setTimeout(leave, BROKEN_OFF_MS)
    else leave()
  }
}

/** Troubles in which it is we who give up. */
const BROKEN_OFF = new Set<Trouble['reason']>(['timeout', 'too-large'])

/** So long the outlet may go on with what we broke off: its turn ends when it knows, and nobody waits for that. */
const BROKEN_OFF_MS = 50

async function conclude(
  answer: HopAnswer,
  request: FetchRequest,
  trail: Trail,
  deps: Deps,
): Promise<Fetched> {
  if (answer.kind === 'trouble') return failed(trail, answer.trouble)
  if (answer.kind === 'bound') {
    const { status, retryAt } = answer
    return { ...from(trail, 0), kind: 'refused', status, retryAt, boundByHost: true }
  }
  const { status, headers, bytes } = answer
  if (status === 304 && isConditional(request)) {
    const validators = { ...request.validators, ...named(validatorsOf(headers)) }
    return { ...from(trail, 0), kind: 'unchanged', status, headers, validators }
  }
  if (status === 429 || status === 503) return refused(status, headers, request, trail, deps)
  // Gone for good is what stands at the outlet's own address, not what a temporary redirect led to.
  if (status === 410 && trail.isPermanent) return { ...from(trail, 0), kind: 'gone', status }
  if (!BODY_STATUSES.has(status)) return failed(trail, statusTrouble(status, hopOf(trail).host))
  return body(status, headers, bytes, request, trail)
}

/** 206 is a part that we never asked for; 204 and 205 have no body. */
const BODY_STATUSES = new Set([200, 201, 202, 203, 226])

function refused(
  status: 429 | 503,
  headers: FetchedHeaders,
  request: FetchRequest,
  trail: Trail,
  { agent, now }: Deps,
): Fetched {
  const at = now()
  const retryAt = readRetryAfter(headers['retry-after'], at)
  agent.refusals.note(hopOf(trail).origin, { outletUrl: request.url, status, retryAt }, at)
  return { ...from(trail, 0), kind: 'refused', status, retryAt, boundByHost: false }
}

async function body(
  status: number,
  headers: FetchedHeaders,
  wire: Uint8Array,
  request: FetchRequest,
  trail: Trail,
): Promise<Fetched> {
  const { host } = hopOf(trail)
  const plain = await decompress(wire, headers['content-encoding'] ?? '', request.maxBytes)
  switch (plain.kind) {
    case 'too-large':
      return failed(trail, { ...tooLarge(host, request.maxBytes), status })
    case 'bad-encoding': {
      const message = `what ${host} sent cannot be decompressed (${plain.encoding.slice(0, 40)}), or was cut short`
      return failed(trail, { reason: 'bad-encoding', status, message })
    }
    case 'bytes': {
      const contentType = headers['content-type'] ?? null
      const validators = validatorsOf(headers)
      return {
        ...from(trail, wire.length),
        kind: 'body',
        status,
        bytes: plain.bytes,
        contentType,
        headers,
        validators,
      }
    }
  }
}

function named<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as Partial<T>
}

function failed(trail: Trail, trouble: Trouble): Fetched {
  return { ...from(trail, 0), kind: 'failed', ...trouble }
}

function from(trail: Trail, wireBytes: number): FetchedFrom {
  const finalUrl = hopOf(trail).href
  const permanentUrl = trail.visited.length > 1 && trail.isPermanent ? finalUrl : null
  return { finalUrl, permanentUrl, tookMs: trail.tookMs, wireBytes }
}

function hopOf({ visited }: Trail): URL {
  const last = visited.at(-1)
  if (!last) throw new Error('a request asks at least one address')
  return last
}

function notAnAddress(): Fetched {
  const message =
    'the address of the outlet is none that we ask; write it as https://host/path, or file:///path'
  const nowhere = { finalUrl: '', permanentUrl: null, tookMs: 0, wireBytes: 0 }
  return { ...nowhere, kind: 'failed', reason: 'bad-redirect', status: null, message }
}
