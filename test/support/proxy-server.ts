import { createServer, type IncomingMessage } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'

export type ProxyServer = {
  /** `http://127.0.0.1:PORT`. */
  origin: string
  /** What tunnels it was asked for, with the credentials that came along. */
  asked: { target: string; credentials: string | undefined }[]
  openConnections(): number
  close(): Promise<void>
}

/** A real proxy on a free port of loopback, which opens every tunnel to `port` of loopback, or answers with `refusal`: nothing where it is empty. */
export async function startProxyServer(port: number, refusal?: string): Promise<ProxyServer> {
  const asked: ProxyServer['asked'] = []
  const open = new Set<Socket>()
  const server = createServer()
  server.on('connection', socket => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => {})
  })
  server.on('connect', (request: IncomingMessage, client: Socket) => {
    asked.push({ target: request.url ?? '', credentials: request.headers['proxy-authorization'] })
    if (refusal !== undefined) {
      if (refusal !== '') client.write(`HTTP/1.1 ${refusal}\r\n\r\n`)
      client.on('end', () => client.end()).resume()
      return
    }
    const outlet = connect(port, '127.0.0.1', () =>
      client.write('HTTP/1.1 200 Connection established\r\n\r\n'),
    )
    outlet.on('error', () => client.destroy())
    client.on('close', () => outlet.destroy())
    outlet.pipe(client).pipe(outlet)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    openConnections: () => open.size,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        for (const socket of open) socket.destroy()
      }),
  }
}
