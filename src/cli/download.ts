import { createAgent } from '../fetch/agent.ts'
import { fetchOutlet } from '../fetch/fetch-outlet.ts'
import { type CliContext, CommandError } from './context.ts'

/** What was found at an address, or in a file. */
export type Source = {
  bytes: Uint8Array
  url?: string
  contentType?: string
  headers?: Record<string, string>
}

const MAX_BYTES = 50_000_000
const TIMEOUT_MS = 30_000

/** What an address answers. */
export async function download(
  url: string,
  command: string,
  { now, signal }: Pick<CliContext, 'now' | 'signal'>,
): Promise<Source> {
  // whoever runs this command sits at this machine, so its own servers may be asked
  const agent = createAgent({ allowPrivate: ['loopback'], perHost: 1, concurrency: 1 })
  try {
    const request = {
      url,
      validators: { etag: null, lastModified: null },
      timeoutMs: TIMEOUT_MS,
      maxBytes: MAX_BYTES,
      userAgent: `khulasa ${command}`,
    }
    const fetched = await fetchOutlet(request, { agent, now, signal })
    if (fetched.kind !== 'body')
      throw new CommandError('message' in fetched ? fetched.message : `${url} answered ${fetched.status}`)
    const { bytes, finalUrl, contentType, headers } = fetched
    return { bytes, url: finalUrl, headers, ...(contentType ? { contentType } : {}) }
  } finally {
    await agent.close()
  }
}
