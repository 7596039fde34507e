import { type Dispatcher, errors } from 'undici'
import type { FetchedHeaders } from '../model/fetched.ts'
import { BodyBuffer } from './body-buffer.ts'
import { boundedHeaders } from './headers.ts'
import { type Trouble, troubleOf } from './trouble.ts'

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
  /** Told when the request goes out, which is when its connection stands. */
  onSent?: () => void
}

export type Answer =
  | { kind: 'answer'; status: number; headers: FetchedHeaders; bytes: Buffer }
  | {
      kind: 'trouble'
      trouble: Trouble
      /** The connection had been kept from an earlier request and ended before any answer: asking again is right. */
      isStale?: boolean
    }

const NOT_WANTED = new Error('the answer is not wanted any more')

/** Of an answer without a feed so much is read that the connection can be used again. */
const MAX_DRAINED_BYTES = 64 * 1024

/**
 * Sends one request and reads its answer within time and size. Uses `dispatch`: a body as a stream, as undici's `request`
 * gives it, costs as much again as the request. Rejects with the signal's reason when it is aborted.
 */
export function ask(
  dispatcher: Dispatcher,
  { url, method = 'GET', headers, body, wantsBody = true, timeoutMs, maxBytes, signal, onSent }: Ask,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const reply = new Reply(url.host, wantsBody ? maxBytes : null, onSent, outcome => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
      if (outcome instanceof Error) reject(outcome)
      else resolve(outcome)
    })
    const abort = () => reply.stop(asError(signal?.reason))
    const timer = setTimeout(() => reply.stop(tooSlow(url.host, timeoutMs)), timeoutMs)
    signal?.addEventListener('abort', abort, { once: true })
    dispatcher.dispatch(
      { origin: url.origin, path: url.pathname + url.search, method, headers, body: body ?? null },
      reply,
    )
  })
}

/** Takes what undici tells of one answer, and settles once: with the answer, a trouble, or an error of ours. */
class Reply implements Dispatcher.DispatchHandler {
  readonly #host: string
  /** Null where no body is wanted. */
  readonly #maxBytes: number | null
  readonly #onSent: (() => void) | undefined
  readonly #settle: (outcome: Answer | Error) => void
  #controller: Dispatcher.DispatchController | null = null
  #settled = false
  #status = 0
  #headers: FetchedHeaders = {}
  #body = new BodyBuffer(0, 0)

  constructor(
    host: string,
    maxBytes: number | null,
    onSent: (() => void) | undefined,
    settle: (outcome: Answer | Error) => void,
  ) {
    this.#host = host
    this.#maxBytes = maxBytes
    this.#onSent = onSent
    this.#settle = settle
  }

  /** Gives up; a request that has not been sent yet is not sent any more. */
  stop(outcome: Answer | Error): void {
    this.#finish(outcome)
    this.#controller?.abort(NOT_WANTED)
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    if (this.#settled) controller.abort(NOT_WANTED)
    else this.#onSent?.()
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    this.#status = status
    this.#headers = boundedHeaders(headers)
    const expectedBytes = Number(this.#headers['content-length']) || 0
    const limit = this.#limit
    if (limit === null) this.#body = new BodyBuffer(MAX_DRAINED_BYTES, 0)
    else if (expectedBytes > limit) this.stop(tooLarge(this.#host, limit))
    else this.#body = new BodyBuffer(limit, expectedBytes)
  }

  onResponseData(_controller: Dispatcher.DispatchController, piece: Buffer): void {
    if (this.#settled || this.#body.add(piece)) return
    const limit = this.#limit
    this.stop(limit === null ? this.#answer() : tooLarge(this.#host, limit))
  }

  onResponseEnd(): void {
    this.#finish(this.#answer())
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    const trouble = troubleOf(error, this.#host)
    const isStale = this.#status === 0 && wasKeptConnection(error)
    this.#finish(trouble ? { kind: 'trouble', trouble, isStale } : error)
  }

  /** How much of the body is wanted; null for none, as of an answer that is no good one. */
  get #limit(): number | null {
    return this.#status >= 200 && this.#status < 300 ? this.#maxBytes : null
  }

  #answer(): Answer {
    return { kind: 'answer', status: this.#status, headers: this.#headers, bytes: this.#body.bytes() }
  }

  #finish(outcome: Answer | Error): void {
    if (this.#settled) return
    this.#settled = true
    this.#settle(outcome)
  }
}

/**
 * Whether a connection ended that had served another request before. An outlet may close one that idles just when we
 * use it, and RFC 9112 §9.3.1 lets a GET be repeated then.
 */
function wasKeptConnection(error: Error): boolean {
  return error instanceof errors.SocketError && (error.socket?.bytesRead ?? 0) > 0
}

function tooSlow(host: string, timeoutMs: number): Answer {
  const message = `${host} did not answer in full within ${timeoutMs / 1000} s; if it always needs so long, raise fetch.timeout`
  return { kind: 'trouble', trouble: { reason: 'timeout', status: null, message } }
}

export function tooLarge(host: string, maxBytes: number): Answer & { kind: 'trouble' } {
  const message = `what ${host} sent is over ${maxBytes} bytes; if its feed is truly that large, raise fetch.maxBytes`
  return { kind: 'trouble', trouble: { reason: 'too-large', status: null, message } }
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('fetching was stopped', { cause: reason })
}
