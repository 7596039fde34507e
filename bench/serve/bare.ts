// A server of node:http alone that holds the same bytes in both encodings. Started by bench/serve.ts.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

type Held = { etag: string; headers: Record<string, string>; body: Buffer }

process.once('message', (message: Record<'identity' | 'br', Omit<Held, 'body'> & { body: string }>) => {
  const hold = (held: Omit<Held, 'body'> & { body: string }): Held => ({
    ...held,
    body: Buffer.from(held.body, 'base64'),
  })
  const [identity, br] = [hold(message.identity), hold(message.br)]
  const server = createServer((request, response) => {
    const { etag, headers, body } = request.headers['accept-encoding'] === 'br' ? br : identity
    if (request.headers['if-none-match'] === etag) {
      response.writeHead(304, { etag, 'cache-control': headers['cache-control'], vary: headers.vary }).end()
    } else response.writeHead(200, headers).end(body)
  })
  server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }))
  process.on('message', () => process.send?.({ cpu: process.cpuUsage() }))
})
