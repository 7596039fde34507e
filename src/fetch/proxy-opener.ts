import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import type { Socket } from 'node:net'
import { basicCredentials } from './headers.ts'
import { bareHost, type Opener, tlsOptions } from './opener.ts'

/** So long a proxy may say nothing while it opens a tunnel. */
const TUNNEL_TIMEOUT_MS = 10_000

/**
 * Opens connections to an HTTP proxy, which is asked for http addresses whole (RFC 9112 §3.2.2), and for tunnels to
 * https ones (RFC 9110 §9.3.6). Node's Agents do both, and keep nothing here.
 */
export function proxyOpener(proxy: string): Opener {
  const proxyEnv = { http_proxy: proxy, https_proxy: proxy }
  const connections = new HttpAgent({ proxyEnv })
  const tunnels = new HttpsAgent({ proxyEnv })
  const credentials = basicCredentials(new URL(proxy))
  return {
    open(url, { note, handOver }) {
      const host = bareHost(url)
      if (url.protocol === 'http:')
        return note(connections.createConnection({ host, port: url.port }) as Socket)
      const to = { ...tlsOptions(host), host, port: url.port || 443, timeout: TUNNEL_TIMEOUT_MS }
      const socket = tunnels.createConnection(to, (error, tunnel) => {
        if (!error) return handOver(null, note(tunnel as Socket))
        // Node leaves that open on which the proxy refused
        socket.destroy()
        handOver(error)
      }) as Socket
      note(socket)
      return undefined
    },
    target: ({ protocol, origin, pathname, search }) =>
      protocol === 'http:' ? origin + pathname + search : pathname + search,
    headers: ({ protocol }) =>
      protocol === 'http:' && credentials !== null ? { 'proxy-authorization': credentials } : {},
  }
}
