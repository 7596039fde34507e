import type { Duplex } from 'node:stream'

/** What Node answers by itself to requests that no HTTP parser takes; everything else is a 400. */
const STATUS = new Map([
  ['HPE_HEADER_OVERFLOW', '431 Request Header Fields Too Large'],
  ['HPE_CHUNK_EXTENSIONS_OVERFLOW', '413 Payload Too Large'],
  ['ERR_HTTP_REQUEST_TIMEOUT', '408 Request Timeout'],
])

const WHAT_TO_DO = new Map([
  [
    'HPE_INVALID_URL',
    "An address holds ASCII alone: percent-encode the rest. With curl: -G --data-urlencode 'q=…'\n",
  ],
])

/** Answers a request that could not be read, and says what to do where that is known. For `clientError` of a server. */
export function answerUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const status = STATUS.get(error.code ?? '') ?? '400 Bad Request'
  const body = WHAT_TO_DO.get(error.code ?? '') ?? ''
  const headers = [
    'connection: close',
    'content-type: text/plain; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
  ]
  socket.end(`HTTP/1.1 ${status}\r\n${headers.join('\r\n')}\r\n\r\n${body}`)
}
