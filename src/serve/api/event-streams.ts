import { setImmediate } from 'node:timers/promises'
import type { Freshness } from '../freshness.ts'

/** One change as it is sent: its seq, the event's name and its line of data. */
export type StreamedEvent = { seq: number; name: string; data: string }

/** Gives a topic's changes after one of them, the oldest first, at most so many. */
export type ReadEvents = (topicId: string, after: number, limit: number) => Promise<StreamedEvent[]>

type Client = {
  /** The last that it was sent. */
  seq: number
  /** Whose it is: one may not take the place of all others. */
  owner: string
  controller: ReadableStreamDefaultController<Uint8Array>
  /** Resolves when it has taken what it was sent. */
  drained: PromiseWithResolvers<void>
}
type Channel = { topicId: string; seq: number; clients: Set<Client>; isReading: boolean; isStale: boolean }

type Limits = { mostClients: number; mostOfOne: number; heartbeatMs: number; maxQueuedBytes: number }

const LIMITS: Limits = { mostClients: 1_000, mostOfOne: 50, heartbeatMs: 15_000, maxQueuedBytes: 1_000_000 }
/** How many changes are read at once. */
const PAGE = 50
/** How many are written to before others have their turn: a thousand in one go held everybody up for 77 ms, so for 17. */
const AT_ONCE = 20
/** Where a client comes back, it does after so long. */
const HELLO = 'retry: 3000\n\n'
const HEARTBEAT = ': still here\n\n'

const encoder = new TextEncoder()

/**
 * Server-sent events of topics (WHATWG HTML §9.2), each client from the change that it had last.
 *
 * A topic that changed is read once, and what was read is sent to all its clients as the same bytes. Who comes late
 * reads what it missed page by page, as fast as it takes them; who falls behind is let go, and comes back with the id of
 * the last event that it had.
 */
export class EventStreams {
  readonly #read: ReadEvents
  readonly #freshness: Freshness
  readonly #onError: (error: unknown) => void
  readonly #limits: Limits
  readonly #channels = new Map<string, Channel>()
  readonly #clients = new Set<Client>()
  readonly #unsubscribe: () => void
  #heartbeat: NodeJS.Timeout | undefined
  #isClosed = false

  constructor(
    read: ReadEvents,
    deps: { freshness: Freshness; onError(error: unknown): void },
    limits: Partial<Limits> = {},
  ) {
    this.#read = read
    this.#freshness = deps.freshness
    this.#onError = deps.onError
    this.#limits = { ...LIMITS, ...limits }
    this.#unsubscribe = deps.freshness.subscribe(topicIds => {
      for (const id of topicIds) this.#wake(this.#channels.get(id))
    })
  }

  /** How many are listening. */
  get size(): number {
    return this.#clients.size
  }

  /** A topic's events after that one, from now on where none is named; undefined where there are too many clients. */
  open(topicId: string, after?: number, owner = ''): ReadableStream<Uint8Array> | undefined {
    if (this.#isClosed || this.#isFullFor(owner)) return undefined
    let client: Client
    const { maxQueuedBytes } = this.#limits
    return new ReadableStream<Uint8Array>(
      {
        start: controller => {
          const seq = after ?? this.#freshness.topic(topicId)
          client = { seq, owner, controller, drained: Promise.withResolvers() }
          this.#clients.add(client)
          this.#beat()
          controller.enqueue(encoder.encode(HELLO))
          this.#join(topicId, client).catch(error => this.#failed(error, [client]))
        },
        pull: () => {
          client.drained.resolve()
          client.drained = Promise.withResolvers()
        },
        cancel: () => this.#drop(client),
      },
      new ByteLengthQueuingStrategy({ highWaterMark: Math.ceil(maxQueuedBytes / 10) }),
    )
  }

  /** Ends every stream; clients come back to whoever listens then. */
  close(): void {
    this.#isClosed = true
    this.#unsubscribe()
    for (const client of [...this.#clients]) this.#end(client)
  }

  #isFullFor(owner: string): boolean {
    const { mostClients, mostOfOne } = this.#limits
    if (this.#clients.size >= mostClients) return true
    return [...this.#clients].filter(client => client.owner === owner).length >= mostOfOne
  }

  /** Sends what the client missed, until it is where the others are. */
  async #join(topicId: string, client: Client): Promise<void> {
    while (this.#clients.has(client)) {
      const channel = this.#channelOf(topicId)
      if (client.seq >= channel.seq) {
        channel.clients.add(client)
        return
      }
      const missed = await this.#read(topicId, client.seq, PAGE)
      const last = missed.at(-1)
      if (last) this.#send(client, last.seq, bytesOf(missed))
      else client.seq = channel.seq
      if ((client.controller.desiredSize ?? 0) <= 0) await client.drained.promise
    }
  }

  #channelOf(topicId: string): Channel {
    const known = this.#channels.get(topicId)
    if (known) return known
    const seq = this.#freshness.topic(topicId)
    const channel = { topicId, seq, clients: new Set<Client>(), isReading: false, isStale: false }
    this.#channels.set(topicId, channel)
    return channel
  }

  #wake(channel: Channel | undefined): void {
    if (!channel) return
    channel.isStale = true
    if (!channel.isReading) this.#pump(channel).catch(error => this.#failed(error, channel.clients))
  }

  /** One read for all clients of a topic; what comes meanwhile is read after it. */
  async #pump(channel: Channel): Promise<void> {
    channel.isReading = true
    try {
      while (channel.isStale && channel.clients.size > 0) {
        channel.isStale = false
        const news = await this.#read(channel.topicId, channel.seq, PAGE)
        const last = news.at(-1)
        if (!last) continue
        channel.isStale ||= news.length === PAGE
        await this.#broadcast(channel, news, last.seq)
      }
    } finally {
      channel.isReading = false
      if (channel.clients.size === 0) this.#channels.delete(channel.topicId)
    }
  }

  /** The same bytes for all. Others are let in between, as a write to each of a thousand is felt by who reads a feed. */
  async #broadcast(channel: Channel, news: StreamedEvent[], last: number): Promise<void> {
    const bytes = bytesOf(news)
    const before = channel.seq
    // who joins meanwhile must have what is being sent
    channel.seq = last
    let sent = 0
    for (const client of [...channel.clients]) {
      const own = client.seq <= before ? bytes : bytesOf(news.filter(({ seq }) => seq > client.seq))
      this.#send(client, Math.max(last, client.seq), own)
      if (++sent % AT_ONCE === 0) await setImmediate()
    }
  }

  #send(client: Client, seq: number, bytes: Uint8Array): void {
    if (!this.#clients.has(client)) return
    client.seq = seq
    client.controller.enqueue(bytes)
    const { maxQueuedBytes } = this.#limits
    const queued = Math.ceil(maxQueuedBytes / 10) - (client.controller.desiredSize ?? 0)
    if (queued > maxQueuedBytes) this.#end(client)
  }

  #end(client: Client): void {
    this.#drop(client)
    client.controller.close()
  }

  #drop(client: Client): void {
    this.#clients.delete(client)
    client.drained.resolve()
    for (const [id, channel] of this.#channels) {
      channel.clients.delete(client)
      // nobody moves on the seq of a topic that nobody listens to
      if (channel.clients.size === 0 && !channel.isReading) this.#channels.delete(id)
    }
    if (this.#clients.size > 0) return
    clearInterval(this.#heartbeat)
    this.#heartbeat = undefined
  }

  #failed(error: unknown, clients: Iterable<Client>): void {
    for (const client of [...clients]) if (this.#clients.has(client)) this.#end(client)
    this.#onError(error)
  }

  /** Keeps what stands between us from ending a silent connection, and finds those who are gone. */
  #beat(): void {
    const bytes = encoder.encode(HEARTBEAT)
    this.#heartbeat ??= setInterval(() => {
      for (const client of [...this.#clients]) this.#send(client, client.seq, bytes)
    }, this.#limits.heartbeatMs).unref()
  }
}

/** JSON has no line breaks outside its escapes, so the data is one line. */
function bytesOf(events: StreamedEvent[]): Uint8Array {
  return encoder.encode(
    events.map(({ seq, name, data }) => `id: ${seq}\nevent: ${name}\ndata: ${data}\n\n`).join(''),
  )
}
