import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Instant } from '../model/time.ts'
import { type Resource, sampleSite } from './site.ts'

export type SampleServer = { origin: string; close(): Promise<void> }

/** Serves the sample outlets on a free port of loopback; the newest article of all is at `newestAt`. */
export async function serveSamples({ newestAt }: { newestAt: Instant }): Promise<SampleServer> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const site = sampleSite(origin, newestAt)
  server.on('request', (request, response) => answer(request, response, site))
  return {
    origin,
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

function answer(request: IncomingMessage, response: ServerResponse, site: Map<string, Resource>): void {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end()
    return
  }
  const path = (request.url ?? '').split('?', 1)[0] ?? ''
  const resource = site.get(path)
  if (resource === undefined) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('not found\n')
    return
  }
  const { body, contentType, etag } = resource
  if (holds(request.headers['if-none-match'], etag)) {
    response.writeHead(304, { etag }).end()
    return
  }
  // Node leaves the body out when the method is HEAD.
  response.writeHead(200, { 'content-type': contentType, 'content-length': body.length, etag }).end(body)
}

/** True if the client has these bytes: If-None-Match compares weakly (RFC 9110 §13.1.2). */
function holds(ifNoneMatch: string | undefined, etag: string): boolean {
  return (ifNoneMatch ?? '').split(',').some(tag => tag.trim().replace(/^W\//, '') === etag)
}
