import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import type { Socket } from 'node:net'
import type { FetchedHeaders } from '../model/fetched.ts'
import { offAbort, onAbort } from './abort.ts'
import { BodyBuffer } from './body-buffer.ts'
import type { Connections } from './connections.ts'
import { boundedHeaders } from './headers.ts'
import type { Opening } from './opener.ts'
import { codeOf, noConnection, type Trouble, tooLarge, tooSlow, troubleOf } from './trouble.ts'

export type Ask = {
  url: URL
  /** GET unless told otherwise. What is sent with a body must bear being sent twice. */
  method?: 'GET' | 'POST'
  body?: string | Uint8Array
  /** False where the status says all: the body of the answer is then neither kept nor limited. */
  wantsBody?: boolean
  headers: Record<string, string>
  timeoutMs: number
  maxBytes: number
  signal?: AbortSignal | undefined
}

export type Answer =
  | { kind: 'answer'; status: number; headers: FetchedHeaders; bytes: Buffer }
  | { kind: 'trouble'; trouble: Trouble }

type Outcome = Answer | Error

/** Told of the origin whose request goes out, which is when its connection stands. */
export type OnSent = (origin: string) => void

/** Of an answer without a feed so much is read that the connection can be used again. */
const MAX_DRAINED_BYTES = 64 * 1024
const MAX_HEADER_BYTES = 32 * 1024

const CONNECT_TIMEOUT_MS = 10_000

/** Sends one request and reads its answer within time and size. Rejects with the signal's reason when it is aborted. */
export function ask(connections: Connections, asked: Ask, onSent: OnSent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    if (asked.signal?.aborted) return reject(asked.signal.reason)
    const settle = (outcome: Outcome) => (outcome instanceof Error ? reject(outcome) : resolve(outcome))
    try {
      new Exchange(connections, asked, onSent, settle)
    } catch (error) {
      settle(outcomeOf(error as Error, asked.url.host))
    }
  })
}

/**
 * A request and its answer. Settles once: with the answer, a trouble, or an error of ours. Where a connection that was
 * kept turns out to have ended, it asks again over a new one, within the same time.
 */
class Exchange {
  readonly #connections: Connections
  readonly #asked: Ask
  readonly #onSent: OnSent
  readonly #settle: (outcome: Outcome) => void
  readonly #origin: string
  #request: ClientRequest
  /** What is being opened for the request, and is not its own until it stands. */
  #opening: Socket | null = null
  #timer: NodeJS.Timeout
  readonly #onAbort = () => this.#stop(asError(this.#asked.signal?.reason))
  #isKept = false
  #isRepeated = false
  #isSent = false
  #isSettled = false
  #response: IncomingMessage | null = null

  constructor(connections: Connections, asked: Ask, onSent: OnSent, settle: (outcome: Outcome) => void) {
    this.#connections = connections
    this.#asked = asked
    this.#onSent = onSent
    this.#settle = settle
    this.#origin = asked.url.origin
    this.#request = this.#send()
    this.#timer = setTimeout(() => this.#onTime(), Math.min(asked.timeoutMs, CONNECT_TIMEOUT_MS))
    onAbort(asked.signal, this.#onAbort)
  }

  #send(): ClientRequest {
    const { opener } = this.#connections
    const { url, method = 'GET', headers, body } = this.#asked
    const sent = request({
      createConnection: (_, handOver) => this.#connect(handOver as Opening['handOver']),
      path: opener.target(url),
      method,
      // Host belongs first: RFC 9110 §7.2
      headers: { host: url.host, connection: 'keep-alive', ...opener.headers(url), ...headers },
      maxHeaderSize: MAX_HEADER_BYTES,
    })
    sent.on('socket', socket => this.#watch(socket))
    sent.on('response', response => this.#read(response))
    sent.on('error', error => sent === this.#request && this.#fail(error))
    sent.on('close', () => sent === this.#request && this.#end())
    // beside text Node would write the headers as UTF-8, too
    return sent.end(typeof body === 'string' ? Buffer.from(body) : body)
  }

  #connect(handOver: Opening['handOver']): Socket | undefined {
    const kept = this.#isRepeated ? undefined : this.#connections.take(this.#origin)
    this.#isKept = kept !== undefined
    const note = (socket: Socket) => {
      this.#opening = socket
      return socket
    }
    return kept ?? this.#connections.open(this.#asked.url, { note, handOver })
  }

  #watch(socket: Socket): void {
    const sent = () => {
      this.#isSent = true
      this.#onSent(this.#origin)
    }
    const isTls = this.#origin.startsWith('https:')
    if (socket.connecting) socket.once(isTls ? 'secureConnect' : 'connect', sent)
    else sent()
  }

  #read(response: IncomingMessage): void {
    const { maxBytes, wantsBody = true, url } = this.#asked
    const status = response.statusCode ?? 0
    // the only one of its kind that Node takes for an answer
    if (status === 101) return void this.#request.destroy(CUT_SHORT)
    const isWanted = wantsBody && status >= 200 && status < 300
    const expectedBytes = isWanted ? Number(response.headers['content-length']) || 0 : 0
    const body = new BodyBuffer(isWanted ? maxBytes : MAX_DRAINED_BYTES, expectedBytes)
    const answer = (): Answer => ({
      kind: 'answer',
      status,
      headers: boundedHeaders(response.headers),
      bytes: body.bytes(),
    })
    const overflow = () =>
      this.#stop(isWanted ? { kind: 'trouble', trouble: tooLarge(url.host, maxBytes) } : answer())
    this.#response = response
    response.on('data', piece => body.add(piece) || overflow())
    response.on('end', () => this.#finish(answer()))
    if (expectedBytes > maxBytes) overflow()
  }

  /** What goes wrong behind a whole answer, as bytes that nobody announced, is no trouble: its end is on the way. */
  #fail(error: Error): void {
    if (this.#isSettled || this.#response?.complete) return
    if (this.#response === null && this.#isKept && RESET.has(codeOf(error) ?? '')) this.#repeat()
    else this.#finish(outcomeOf(error, this.#asked.url.host))
  }

  #repeat(): void {
    this.#isRepeated = true
    this.#isSent = false
    this.#request = this.#send()
  }

  #end(): void {
    const { socket } = this.#request
    if (this.#response?.complete && socket)
      this.#connections.give(this.#origin, socket, this.#response.headers['keep-alive'])
    this.#fail(CUT_SHORT)
  }

  /** One timer for both limits: it goes on once the connection stands. */
  #onTime(): void {
    const { timeoutMs, url } = this.#asked
    const restMs = timeoutMs - CONNECT_TIMEOUT_MS
    const giveUp = () => this.#stop({ kind: 'trouble', trouble: tooSlow(url.host, timeoutMs) })
    if (restMs <= 0) giveUp()
    else if (this.#isSent) this.#timer = setTimeout(giveUp, restMs)
    else this.#stop({ kind: 'trouble', trouble: noConnection(url.host) })
  }

  /** Gives up; a request that has not been sent yet is not sent any more. */
  #stop(outcome: Outcome): void {
    this.#finish(outcome)
    this.#request.destroy()
    this.#opening?.destroy()
  }

  #finish(outcome: Outcome): void {
    if (this.#isSettled) return
    this.#isSettled = true
    clearTimeout(this.#timer)
    offAbort(this.#asked.signal, this.#onAbort)
    this.#settle(outcome)
  }
}

/**
 * How a connection ends that an outlet closed while nobody used it, just when we did; RFC 9112 §9.3.1 lets a GET be
 * repeated then.
 */
const RESET = new Set(['ECONNRESET', 'EPIPE'])

/** Made once: an error with its stack is dear. */
const CUT_SHORT = Object.assign(new Error('the connection ended'), { code: 'ERR_STREAM_PREMATURE_CLOSE' })

function outcomeOf(error: Error, host: string): Outcome {
  const trouble = troubleOf(error, host)
  return trouble ? { kind: 'trouble', trouble } : error
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('fetching was stopped', { cause: reason })
}
