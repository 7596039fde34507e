import type { FetchAgent } from './agent.ts'
import type { Answer } from './ask.ts'
import { followRedirect } from './redirect.ts'

/** One request to a hub or a callback. */
export type Call = {
  method: 'GET' | 'POST'
  url: string
  headers?: Record<string, string>
  body?: string | Uint8Array
  /** The answer's body matters; it is small then, or the answer is none. */
  wantsBody?: boolean
  /** Goes where 307 and 308 lead, which keep method and body (RFC 9110 §15.4); other redirects are answers. */
  followsMoves?: boolean
}

type CallDeps = { agent: FetchAgent; userAgent: string; signal?: AbortSignal }

const TIMEOUT_MS = 10_000
const MAX_BYTES = 64 * 1024
const MAX_HOPS = 3

/**
 * Asks a hub or a callback, by the manners and the address guard of the agent, within ten seconds a hop.
 *
 * Its address may hold a secret: only the host is ever named in a trouble. Rejects with the reason of an aborted signal.
 */
export async function call(request: Call, deps: CallDeps): Promise<Answer> {
  const start = URL.parse(request.url)
  if (start?.protocol !== 'http:' && start?.protocol !== 'https:') return notAnAddress()
  const visited = [start]
  for (;;) {
    const answer = await callHop(request, visited.at(-1) as URL, deps)
    if (answer.kind !== 'answer' || !request.followsMoves || !isMove(answer.status)) return answer
    const redirect = followRedirect(answer.status, answer.headers.location, visited)
    if (redirect.kind !== 'hop' || visited.length > MAX_HOPS) return answer
    visited.push(redirect.url)
  }
}

async function callHop(request: Call, url: URL, { agent, userAgent, signal }: CallDeps): Promise<Answer> {
  const { method, headers, body, wantsBody = false } = request
  const leave = await agent.enter(url, signal)
  try {
    return await agent.ask({
      url,
      method,
      headers: { 'user-agent': userAgent, ...headers },
      ...(body === undefined ? {} : { body }),
      wantsBody,
      timeoutMs: TIMEOUT_MS,
      maxBytes: MAX_BYTES,
      signal,
    })
  } finally {
    leave()
  }
}

const isMove = (status: number) => status === 307 || status === 308

function notAnAddress(): Answer {
  const message = 'this is no http or https address'
  return { kind: 'trouble', trouble: { reason: 'bad-redirect', status: null, message } }
}
