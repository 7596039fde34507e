import type { Range } from './address.ts'
import { readRanges } from './address.ts'
import { type Answer, type Ask, ask } from './ask.ts'
import { Connections } from './connections.ts'
import { allowedAddresses, guardedOpener } from './guarded-opener.ts'
import { HostGate, type Leave } from './host-gate.ts'
import { HostRefusals } from './host-refusals.ts'
import { bareHost } from './opener.ts'
import { proxyOpener } from './proxy-opener.ts'
import { cachedResolver, type Resolve, systemResolver } from './resolver.ts'
import { troubleOf } from './trouble.ts'

export type AgentOptions = {
  /** Addresses, ranges (`10.0.0.0/8`, `fd00::/8`) or `loopback`, that may be asked though they are not public. */
  allowPrivate: string[]
  /** Requests at once to one host (scheme, host and port). */
  perHost: number
  /** Requests at once in all. */
  concurrency: number
  /** Between the starts of two requests to one host. */
  gapMs?: number
  /** `http://name:password@host:port`, for every request. */
  proxy?: string | null
}

/** What all requests share: connections, names, and the manners that no request could keep alone. */
export type FetchAgent = {
  /** Waits for a turn at the host of `url`; the turn must be given back. */
  enter(url: URL, signal?: AbortSignal): Promise<Leave>
  /** Takes one of the `concurrency` places for a body that is not read yet, so that bodies never pile up. */
  hold(): Leave
  /** How many requests wait because their host is busy, whatever else runs. */
  waitingForHost(): number
  ask(request: Ask): Promise<Answer>
  refusals: HostRefusals
  /** Ends every connection, those in use too. */
  close(): Promise<void>
}

const GAP_MS = 75

/** Throws a RangeError that names the entry of `allowPrivate` which is no range. */
export function createAgent(options: AgentOptions, deps: { resolve?: Resolve } = {}): FetchAgent {
  const allowed = options.allowPrivate.flatMap(readAllowed)
  const resolve = cachedResolver(deps.resolve ?? systemResolver())
  const gate = new HostGate({ gapMs: GAP_MS, ...options })
  const opener = options.proxy ? proxyOpener(options.proxy) : guardedOpener(resolve, allowed)
  const connections = new Connections(opener)
  const onSent = (origin: string) => gate.sent(origin)
  return {
    enter: (url, signal) => gate.enter(url.origin, signal),
    hold: () => gate.hold(),
    waitingForHost: () => gate.waitingForHost,
    ask: async request => {
      const trouble = options.proxy ? await addressTrouble(request.url, resolve, allowed) : null
      if (trouble) return trouble
      const answer = await ask(connections, request, onSent)
      return options.proxy ? namingProxy(answer, options.proxy) : answer
    },
    refusals: new HostRefusals(),
    close: async () => connections.close(),
  }
}

/**
 * Behind a proxy it is the proxy that connects, so the check can only be made before. A name that we cannot resolve is
 * left to the proxy: often only it has a name server.
 */
async function addressTrouble(url: URL, resolve: Resolve, allowed: readonly Range[]): Promise<Answer | null> {
  try {
    await allowedAddresses(bareHost(url), resolve, allowed)
    return null
  } catch (error) {
    const trouble = troubleOf(error as Error, url.host)
    if (!trouble) throw error
    return trouble.reason === 'refused-address' ? { kind: 'trouble', trouble } : null
  }
}

/** What does not answer may be the proxy, not the outlet. */
function namingProxy(answer: Answer, proxy: string): Answer {
  if (answer.kind === 'answer') return answer
  const message = `${answer.trouble.message} (asked through the proxy ${new URL(proxy).host})`
  return { ...answer, trouble: { ...answer.trouble, message } }
}

function readAllowed(text: string): Range[] {
  const ranges = readRanges(text)
  if (ranges) return ranges
  throw new RangeError(
    `fetch.allowPrivate: "${text}" is no address or range; write 10.0.0.0/8, fd00::/8 or loopback`,
  )
}
