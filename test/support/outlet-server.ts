import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import {
  brotliCompressSync,
  constants,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from 'node:zlib'

/** One answer of the outlet server, as a test writes it. */
export type Reply = {
  status?: number
  headers?: Record<string, string | string[]>
  body?: string | Uint8Array
  /** Compresses the body and names the encoding; `deflate-raw` is called `deflate`, as such outlets call it. */
  encoding?: 'gzip' | 'deflate' | 'deflate-raw' | 'br' | 'zstd'
  /** Waits before the headers. */
  delayMs?: number
  /** Sends the body a few bytes at a time, waiting in between. */
  drip?: { bytes: number; everyMs: number }
  /** Ends the connection after so many bytes of the body, though Content-Length promises all. */
  cutAfter?: number
  /** Sends no Content-Length: chunked. */
  chunked?: boolean
  /** Takes the request and never answers. */
  hang?: boolean
  /** Sent instead of an answer, byte for byte, and the connection ended: for what is not HTTP. */
  raw?: string
  /** Leaves the connection open after `raw`, and sends over it what this may bring. */
  stays?: true | Promise<string>
}

/** One reply for every request, one a request with the last repeated, or what a function decides. */
export type Script = Reply | Reply[] | ((asked: Asked, nth: number) => Reply)

/** What the server was asked. Header values are as they came, one string each. */
export type Asked = {
  method: string
  path: string
  headers: Record<string, string>
  at: number
  /** Counts connections from 1: two requests with the same number came over the same one. */
  connection: number
}

export type OutletServer = {
  /** `http://127.0.0.1:PORT`, or https. */
  origin: string
  url(path: string): string
  asked: Asked[]
  askedFor(path: string): Asked[]
  /** Sets or replaces what a path (with its query, if any) answers; any other path answers 404. */
  answer(path: string, script: Script): void
  connections(): number
  /** Connections that are open now. */
  openConnections(): number
  /** The most requests that were being answered at the same time. */
  mostAtOnce(): number
  close(): Promise<void>
}

/** A real HTTP origin on a free port of loopback, which records what it is asked and answers as told. */
export async function startOutletServer(
  scripts: Record<string, Script> = {},
  host = '127.0.0.1',
  tls: { key: string; cert: string } | null = null,
): Promise<OutletServer> {
  const table = new Map(Object.entries(scripts))
  const asked: Asked[] = []
  const numbers = new Map<Socket, number>()
  let connections = 0
  let atOnce = 0
  let mostAtOnce = 0

  const listener: RequestListener = (request, response) => {
    atOnce++
    mostAtOnce = Math.max(mostAtOnce, atOnce)
    response.on('close', () => atOnce--)
    const record = recorded(request, numbers.get(request.socket) ?? 0)
    const nth = asked.filter(({ path }) => path === record.path).length
    asked.push(record)
    send(replyOf(table.get(record.path), record, nth), response)
  }
  const server = tls ? createTlsServer(tls, listener) : createServer(listener)
  server.on(tls ? 'secureConnection' : 'connection', (socket: Socket) => {
    connections++
    numbers.set(socket, connections)
    socket.on('close', () => numbers.delete(socket))
  })
  await new Promise<void>(resolve => server.listen(0, host, resolve))
  const { port } = server.address() as AddressInfo
  const origin = `${tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`

  return {
    origin,
    url: path => origin + path,
    asked,
    askedFor: path => asked.filter(one => one.path === path),
    answer: (path, script) => void table.set(path, script),
    connections: () => connections,
    openConnections: () => numbers.size,
    mostAtOnce: () => mostAtOnce,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** A script that answers as a good outlet does: 304 to a request that names the ETag or the date, else the body. */
export function conditional(reply: Reply & { etag?: string; lastModified?: string }): Script {
  const { etag, lastModified, ...rest } = reply
  const validators = { ...(etag ? { etag } : {}), ...(lastModified ? { 'last-modified': lastModified } : {}) }
  return ({ headers }) => {
    const matches = headers['if-none-match']
      ? headers['if-none-match'] === etag
      : lastModified !== undefined && headers['if-modified-since'] === lastModified
    return matches
      ? { status: 304, headers: validators }
      : { ...rest, headers: { ...rest.headers, ...validators } }
  }
}

function recorded(request: IncomingMessage, connection: number): Asked {
  const headers: Record<string, string> = {}
  for (let at = 0; at < request.rawHeaders.length; at += 2) {
    headers[(request.rawHeaders[at] ?? '').toLowerCase()] = request.rawHeaders[at + 1] ?? ''
  }
  return { method: request.method ?? '', path: request.url ?? '', headers, at: performance.now(), connection }
}

function replyOf(script: Script | undefined, asked: Asked, nth: number): Reply {
  if (!script) return { status: 404, body: 'nothing here' }
  if (typeof script === 'function') return script(asked, nth)
  if (!Array.isArray(script)) return script
  return script[Math.min(nth, script.length - 1)] ?? { status: 404 }
}

function send(reply: Reply, response: ServerResponse): void {
  if (reply.hang) return
  if (reply.delayMs) setTimeout(() => write(reply, response), reply.delayMs)
  else write(reply, response)
}

function write(reply: Reply, response: ServerResponse): void {
  if (reply.raw !== undefined) {
    const raw = Buffer.from(reply.raw, 'latin1')
    if (!reply.stays) response.socket?.end(raw)
    else response.socket?.write(raw)
    if (reply.stays instanceof Promise) void reply.stays.then(more => response.socket?.write(more))
    return
  }
  const plain = Buffer.from((reply.body ?? '') as string)
  const body = reply.encoding ? COMPRESS[reply.encoding](plain) : plain
  if (reply.encoding)
    response.setHeader('content-encoding', reply.encoding === 'deflate-raw' ? 'deflate' : reply.encoding)
  const hasBody = reply.status !== 304 && reply.status !== 204
  if (hasBody && !reply.chunked) response.setHeader('content-length', body.length)
  response.writeHead(reply.status ?? 200, reply.headers)
  if (!hasBody) response.end()
  else if (reply.cutAfter !== undefined) {
    response.flushHeaders()
    response.write(body.subarray(0, reply.cutAfter), () => response.destroy())
  } else if (reply.drip) drip(body, reply.drip, response)
  else response.end(body)
}

function drip(
  body: Buffer,
  { bytes, everyMs }: { bytes: number; everyMs: number },
  response: ServerResponse,
): void {
  let sent = 0
  const timer = setInterval(() => {
    response.write(body.subarray(sent, sent + bytes))
    sent += bytes
    if (sent >= body.length) response.end(() => clearInterval(timer))
  }, everyMs)
  response.on('close', () => clearInterval(timer))
}

const COMPRESS = {
  gzip: gzipSync,
  deflate: deflateSync,
  'deflate-raw': deflateRawSync,
  br: (body: Buffer) => brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
  zstd: zstdCompressSync,
}
