import type { FetchAgent } from './agent.ts'
import type { Answer } from './ask.ts'
import { followRedirect, isRedirect } from './redirect.ts'

/** A picture as it came, with what its first bytes say that it is; null where it is none, or did not come. */
export type FetchedImage = { bytes: Buffer; mediaType: string } | null

type ImageDeps = { agent: FetchAgent; userAgent: string; signal?: AbortSignal | undefined }

const TIMEOUT_MS = 10_000
const MAX_BYTES = 5_000_000

/**
 * Fetches an outlet's picture, by the manners and the address guard of the agent, each hop of a redirect too; at most
 * 5 MB, ten seconds a hop. Rejects with the reason of an aborted signal.
 */
export async function fetchImage(address: string, deps: ImageDeps): Promise<FetchedImage> {
  const start = URL.parse(address)
  if (start?.protocol !== 'http:' && start?.protocol !== 'https:') return null
  const visited = [start]
  for (;;) {
    const answer = await askFor(visited.at(-1) as URL, deps)
    if (answer.kind !== 'answer') return null
    if (!isRedirect(answer.status)) return answer.status === 200 ? imageOf(answer.bytes) : null
    const redirect = followRedirect(answer.status, answer.headers.location, visited)
    if (redirect.kind !== 'hop') return null
    visited.push(redirect.url)
  }
}

async function askFor(url: URL, { agent, userAgent, signal }: ImageDeps): Promise<Answer> {
  const leave = await agent.enter(url, signal)
  try {
    return await agent.ask({
      url,
      headers: { 'user-agent': userAgent, accept: 'image/avif, image/webp, image/*;q=0.8' },
      timeoutMs: TIMEOUT_MS,
      maxBytes: MAX_BYTES,
      signal,
    })
  } finally {
    leave()
  }
}

/** What a picture begins with, and what follows after how many bytes. */
const SIGNATURES: [mediaType: string, ...marks: [at: number, bytes: string][]][] = [
  ['image/jpeg', [0, '\xff\xd8\xff']],
  ['image/png', [0, '\x89PNG\r\n\x1a\n']],
  ['image/gif', [0, 'GIF87a']],
  ['image/gif', [0, 'GIF89a']],
  ['image/webp', [0, 'RIFF'], [8, 'WEBP']],
  ['image/avif', [4, 'ftypavif']],
  ['image/avif', [4, 'ftypavis']],
]

/**
 * What the bytes are by their own signature, whatever the header says. SVG is none of them: it is a document, with
 * scripts and addresses of its own.
 */
export function imageOf(bytes: Buffer): FetchedImage {
  const head = bytes.toString('latin1', 0, 16)
  const mediaType = SIGNATURES.find(([, ...marks]) =>
    marks.every(([at, mark]) => head.startsWith(mark, at)),
  )?.[0]
  return mediaType ? { bytes, mediaType } : null
}
