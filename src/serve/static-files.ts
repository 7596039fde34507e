import { readFileSync } from 'node:fs'
import type { Context } from 'hono'
import { isKnown } from './conditional.ts'
import { type Representation, represent } from './representation.ts'

const FILES: Record<string, string> = {
  'style.css': 'text/css; charset=utf-8',
  'favicon.svg': 'image/svg+xml',
}

/** What answers `/static/FILE`: the few files are read once, at start. */
export function staticFiles(): (context: Context, file: string) => Response | Promise<Response> {
  const ready = new Map<string, Representation>()
  for (const [file, type] of Object.entries(FILES)) {
    const text = readFileSync(new URL(`./static/${file}`, import.meta.url), 'utf8')
    ready.set(file, represent(text, type, 0, 0))
  }
  return (context, file) => {
    const found = ready.get(file)
    if (!found) return context.notFound()
    const { body, contentType, etag } = found
    const headers = { etag, 'cache-control': 'public, max-age=3600' }
    if (isKnown(context.req.raw.headers, found)) return context.body(null, 304, headers)
    return context.body(body as Uint8Array<ArrayBuffer>, 200, { ...headers, 'content-type': contentType })
  }
}
