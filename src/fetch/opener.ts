import { isIP, type Socket } from 'node:net'

/** Opens connections for requests, to their outlets or to a proxy. */
export type Opener = {
  /** Returns a connection that is being opened, or undefined where it is handed over once it stands. */
  open(url: URL, { note, handOver }: Opening): Socket | undefined
  /** What a request over such a connection asks for. */
  target(url: URL): string
  /** What it says beside its own headers. */
  headers(url: URL): Record<string, string>
}

export type Opening = {
  /** Is shown every socket at once, so that it can be ended. */
  note(socket: Socket): Socket
  handOver(error: Error | null, socket?: Socket): void
}

/** The host of an address as it is looked up: IPv6 addresses stand in brackets in a URL. */
export function bareHost({ hostname }: URL): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname
}

/** What TLS is told of a host: its name, as addresses have none there (RFC 6066 §3), and that we speak HTTP/1.1. */
export function tlsOptions(host: string): { servername: string; ALPNProtocols: string[] } {
  return { servername: isIP(host) ? '' : host, ALPNProtocols: ['http/1.1'] }
}
