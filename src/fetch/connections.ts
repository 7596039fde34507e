import type { Socket } from 'node:net'
import type { Opener, Opening } from './opener.ts'

const IDLE_MS = 4_000
/** So much sooner than an outlet means to end an idle connection, we end it. */
const AHEAD_MS = 1_000

/**
 * Most outlets are asked once in a quarter of an hour, and are long gone by then: of connections that nobody uses so
 * many are kept, whichever were used last.
 */
const MAX_IDLE = 128

/** Made once: an error with its stack is dear. Its code is none of those that let a request be sent again. */
const CLOSED = Object.assign(new Error('all connections are closed'), { code: 'ECONNABORTED' })

/**
 * Connections in use, and those kept for the next request to their origin. Node's Agent was measured out: it adds a
 * seventh to what a request costs, and bounds idle connections by host alone.
 */
export class Connections {
  readonly opener: Opener
  readonly #open = new Set<Socket>()
  /** Longest idle first. */
  readonly #idle = new Map<Socket, string>()
  readonly #idleByOrigin = new Map<string, Socket[]>()

  constructor(opener: Opener) {
    this.opener = opener
  }

  /** A connection that was kept from another request to `origin`. */
  take(origin: string): Socket | undefined {
    const socket = this.#idleByOrigin.get(origin)?.findLast(({ readable }) => readable)
    if (!socket) return undefined
    this.#forget(socket)
    socket.off('data', endUnasked)
    socket.setTimeout(0)
    return socket.ref()
  }

  /** A new one; undefined where it is handed over once it stands. */
  open(url: URL, { note, handOver }: Opening): Socket | undefined {
    return this.opener.open(url, { note: socket => note(this.#note(socket)), handOver })
  }

  /** Keeps one whose request is done, for as long as its outlet does (`hint` is its Keep-Alive header) or less. */
  give(origin: string, socket: Socket, hint: string | string[] | undefined): void {
    const idleMs = Math.min(IDLE_MS, announcedMs(`${hint}`) - AHEAD_MS)
    if (socket.destroyed || !socket.writable) return
    if (idleMs <= 0) return void socket.destroy()
    socket.on('data', endUnasked)
    socket.setTimeout(idleMs)
    socket.unref()
    this.#idle.set(socket, origin)
    this.#idleByOrigin.set(origin, [...(this.#idleByOrigin.get(origin) ?? []), socket])
    if (this.#idle.size > MAX_IDLE) this.#endOldest()
  }

  close(): void {
    for (const socket of this.#open) socket.destroy(CLOSED)
  }

  readonly #note = (socket: Socket): Socket => {
    this.#open.add(socket)
    socket.on('close', () => {
      this.#open.delete(socket)
      this.#forget(socket)
    })
    socket.on('timeout', () => {
      if (this.#idle.has(socket)) socket.destroy()
    })
    // an error may come when no request listens
    return socket.on('error', () => {})
  }

  #endOldest(): void {
    const [oldest] = this.#idle.keys()
    if (!oldest) return
    this.#forget(oldest)
    oldest.destroy()
  }

  #forget(socket: Socket): void {
    const origin = this.#idle.get(socket)
    if (origin === undefined) return
    this.#idle.delete(socket)
    const others = (this.#idleByOrigin.get(origin) ?? []).filter(other => other !== socket)
    if (others.length > 0) this.#idleByOrigin.set(origin, others)
    else this.#idleByOrigin.delete(origin)
  }
}

/** What comes without being asked for would be taken for the answer to the next request. */
function endUnasked(this: Socket): void {
  this.destroy()
}

/** For how long an outlet keeps an idle connection; for ever where it does not say. */
function announcedMs(hint: string): number {
  const seconds = /\btimeout=(\d+)/i.exec(hint)?.[1]
  return seconds === undefined ? Number.POSITIVE_INFINITY : Number(seconds) * 1_000
}
