import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'
import { feedOf } from './news.ts'

/**
 * The outlets of bench/collect.ts, in a process of their own. Speaks HTTP over bare sockets, so that little of what is
 * measured is the origin. What an outlet serves is made before it is asked.
 */
export type OriginOrder = {
  outlets: number
  /** The newest item of every outlet; its ETag names it. */
  newest: number
  delayMs: number
}

let order: OriginOrder = { outlets: 0, newest: 0, delayMs: 0 }
let bodies: Buffer[] = []

const server = createServer(socket => {
  socket.setNoDelay(true)
  socket.on('error', () => {})
  let head = ''
  socket.on('data', data => {
    head += data.toString('latin1')
    for (let end = head.indexOf('\r\n\r\n'); end >= 0; end = head.indexOf('\r\n\r\n')) {
      const request = head.slice(0, end)
      head = head.slice(end + 4)
      if (order.delayMs > 0) setTimeout(() => answer(request, socket), order.delayMs)
      else answer(request, socket)
    }
  })
})

function answer(request: string, socket: Socket): void {
  const etag = `"${order.newest}"`
  if (
    request.includes(`\r\nif-none-match: ${etag}\r\n`) ||
    request.includes(`\r\nIf-None-Match: ${etag}\r\n`)
  ) {
    socket.write(`HTTP/1.1 304 Not Modified\r\netag: ${etag}\r\n\r\n`)
    return
  }
  const body = bodies[Number(/^GET \/(\d+)/.exec(request)?.[1])]
  if (!body) socket.write('HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n')
  else {
    socket.cork()
    socket.write(
      `HTTP/1.1 200 OK\r\ncontent-type: application/rss+xml; charset=utf-8\r\netag: ${etag}\r\ncontent-length: ${body.length}\r\n\r\n`,
    )
    socket.write(body)
    socket.uncork()
  }
}

process.on('message', (next: OriginOrder) => {
  order = next
  bodies = Array.from({ length: next.outlets }, (_, outlet) => Buffer.from(feedOf(outlet, next.newest)))
  process.send?.({ kind: 'ready', bytes: bodies.reduce((sum, body) => sum + body.length, 0) })
})
server.listen({ port: 0, host: '0.0.0.0', backlog: 4_096 }, () =>
  process.send?.({ kind: 'listening', port: (server.address() as AddressInfo).port }),
)
