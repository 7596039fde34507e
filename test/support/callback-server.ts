import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a hub, a callback or a webhook was asked. */
export type Called = {
  method: string
  path: string
  query: URLSearchParams
  headers: Record<string, string>
  body: Buffer
}

export type CallAnswer = { status: number; headers?: Record<string, string>; body?: string }

export type CallbackServer = {
  /** `http://127.0.0.1:PORT`. */
  origin: string
  called: Called[]
  calledBy(method: string, path?: string): Called[]
  /** What it answers from now on; until then as a good subscriber does. */
  answer(decide: (called: Called) => CallAnswer | Promise<CallAnswer>): void
  close(): Promise<void>
}

/** Echoes challenges and takes what is delivered. */
export const goodSubscriber = ({ method, query }: Called): CallAnswer =>
  method === 'GET' ? { status: 200, body: query.get('hub.challenge') ?? '' } : { status: 204 }

/** A real HTTP server on a free port of loopback that records what it is sent, bodies too. */
export async function startCallbackServer(): Promise<CallbackServer> {
  const called: Called[] = []
  let decide: (called: Called) => CallAnswer | Promise<CallAnswer> = goodSubscriber
  const server = createServer(async (request, response) => {
    const call = await recorded(request)
    called.push(call)
    const { status, headers, body } = await decide(call)
    response.writeHead(status, headers).end(body)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    called,
    calledBy: (method, path) =>
      called.filter(one => one.method === method && (path === undefined || one.path === path)),
    answer(next) {
      decide = next
    },
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function recorded(request: IncomingMessage): Promise<Called> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const url = new URL(request.url ?? '/', 'http://callback.example')
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  )
  const { pathname: path, searchParams: query } = url
  return { method: request.method ?? '', path, query, headers, body: Buffer.concat(chunks) }
}
