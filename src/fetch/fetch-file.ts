import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Fetched, FetchRequest } from '../model/fetched.ts'
import { tooLarge } from './trouble.ts'

type FileOutcome =
  | { kind: 'read'; etag: string; bytes: Uint8Array | null }
  | { kind: 'too-large' }
  | { kind: 'unreadable'; why: string }

/**
 * Reads a `file:` URL as if it were served: its time and size make the ETag, and one that has not changed is not read.
 * Directories and devices are refused.
 */
export async function fetchFile(request: FetchRequest, now: () => number): Promise<Fetched> {
  const askedAt = now()
  const outcome = await readOutletFile(request)
  const bytes = outcome.kind === 'read' ? outcome.bytes : null
  const from = {
    finalUrl: request.url,
    permanentUrl: null,
    tookMs: now() - askedAt,
    wireBytes: bytes?.length ?? 0,
  }
  switch (outcome.kind) {
    case 'too-large':
      return { ...from, kind: 'failed', ...tooLarge('the file', request.maxBytes) }
    case 'unreadable':
      return { ...from, kind: 'failed', reason: 'unreadable', status: null, message: outcome.why }
    case 'read': {
      const validators = { etag: outcome.etag, lastModified: null }
      if (!bytes) return { ...from, kind: 'unchanged', status: 304, headers: {}, validators }
      return { ...from, kind: 'body', status: 200, bytes, contentType: null, headers: {}, validators }
    }
  }
}

async function readOutletFile({ url, validators, maxBytes }: FetchRequest): Promise<FileOutcome> {
  try {
    const path = fileURLToPath(url)
    // Without O_NONBLOCK a named pipe would hold the thread until someone writes to it.
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
    try {
      const about = await file.stat()
      if (!about.isFile()) return { kind: 'unreadable', why: `${path} is not a file` }
      if (about.size > maxBytes) return { kind: 'too-large' }
      const etag = `"${about.mtimeMs}-${about.size}"`
      if (etag === validators.etag) return { kind: 'read', etag, bytes: null }
      return { kind: 'read', etag, bytes: (await file.readFile()).subarray(0, maxBytes) }
    } finally {
      await file.close()
    }
  } catch (error) {
    return { kind: 'unreadable', why: `the file cannot be read: ${(error as Error).message}` }
  }
}
