import type { buildConnector } from 'undici'
import { Client, type Dispatcher, ProxyAgent } from 'undici'

/** `isKept` says that it may have served another request before. */
export type Taken = { connection: Dispatcher; isKept: boolean }

/** Where requests get their connections from. */
export type Connections = {
  /** A connection to an origin that no other request uses, open already if there is one. */
  take(origin: string): Taken
  /** Gives it back; one that is in an unknown state (`isReusable` false) is ended. */
  give(origin: string, connection: Dispatcher, isReusable: boolean): void
  close(): Promise<void>
}

const KEEP_ALIVE_MS = 4_000
const MAX_HEADER_BYTES = 32 * 1024

/** Our own clock limits the whole request, so undici's two timers are off. */
const CLIENT = { headersTimeout: 0, bodyTimeout: 0, allowH2: false, maxHeaderSize: MAX_HEADER_BYTES }

/**
 * Most outlets are asked once in a quarter of an hour, and are long gone by then: of connections that nobody uses so
 * many are kept, whichever were used last.
 */
const MAX_IDLE = 128

/** Made once: an error with its stack is a tenth of what a visit costs. */
const NOT_NEEDED = new Error('the connection is not needed any more')

/**
 * One undici Client a connection. Its Agent was measured out: at each disconnect it looks through all its origins,
 * which at 5,000 outlets is a seventh of a visit's time, and it keeps every idle socket.
 */
export class DirectConnections implements Connections {
  readonly #connect: buildConnector.connector
  /** Longest idle first. */
  readonly #idle = new Map<Client, string>()
  readonly #idleByOrigin = new Map<string, Client[]>()
  readonly #inUse = new Set<Client>()

  constructor(connect: buildConnector.connector) {
    this.#connect = connect
  }

  take(origin: string): Taken {
    const kept = this.#idleByOrigin.get(origin)?.at(-1)
    const connection = kept ?? this.#open(origin)
    this.#forget(connection)
    this.#inUse.add(connection)
    return { connection, isKept: kept !== undefined }
  }

  give(origin: string, connection: Dispatcher, isReusable: boolean): void {
    const client = connection as Client
    this.#inUse.delete(client)
    if (!isReusable) {
      void client.destroy(NOT_NEEDED)
      return
    }
    this.#idle.set(client, origin)
    this.#idleByOrigin.set(origin, [...(this.#idleByOrigin.get(origin) ?? []), client])
    if (this.#idle.size <= MAX_IDLE) return
    for (const oldest of this.#idle.keys()) {
      this.#end(oldest)
      break
    }
  }

  async close(): Promise<void> {
    const clients = [...this.#idle.keys(), ...this.#inUse]
    await Promise.all(clients.map(client => client.destroy()))
  }

  #open(origin: string): Client {
    const client = new Client(origin, { ...CLIENT, keepAliveTimeout: KEEP_ALIVE_MS, connect: this.#connect })
    client.on('disconnect', () => {
      if (this.#idle.has(client)) this.#end(client)
    })
    return client
  }

  #end(client: Client): void {
    this.#forget(client)
    void client.destroy(NOT_NEEDED)
  }

  #forget(client: Client): void {
    const origin = this.#idle.get(client)
    if (origin === undefined) return
    this.#idle.delete(client)
    const others = (this.#idleByOrigin.get(origin) ?? []).filter(other => other !== client)
    if (others.length > 0) this.#idleByOrigin.set(origin, others)
    else this.#idleByOrigin.delete(origin)
  }
}

/** Connections through an HTTP proxy, which undici shares among the requests by itself. */
export function proxyConnections(uri: string): Connections {
  const agent = new ProxyAgent({ ...CLIENT, uri })
  return { take: () => ({ connection: agent, isKept: true }), give: () => {}, close: () => agent.destroy() }
}
