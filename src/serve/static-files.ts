import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { extname } from 'node:path'
import type { Context } from 'hono'
import { isKnown } from './conditional.ts'
import { type Encoding, encode, negotiate, taggedAs } from './encoding.ts'
import { type Representation, represent } from './representation.ts'

const FOLDER = new URL('./static/', import.meta.url)

/** The letters of Arabic alone: a page's other letters are in the fonts of its reader's machine. */
const FONT = '@fontsource-variable/vazirmatn/files/vazirmatn-arabic-wght-normal.woff2'

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/** An address that names the version never answers otherwise; one without it is asked about again after an hour. */
const FOREVER = 'public, max-age=31536000, immutable'
const AN_HOUR = 'public, max-age=3600'

export type StaticFiles = {
  /** The folder of the files as they are now, behind the site's own path: other contents have another. */
  path: string
  answer(context: Context, file: string, version?: string): Response | Promise<Response>
}

type Ready = Representation & { encoded: Map<Encoding, Promise<Buffer>> }

let files: StaticFiles | undefined

/** What pages are dressed with. The few files are read once, and compressed once an encoding. */
export function staticFiles(): StaticFiles {
  files ??= readStaticFiles()
  return files
}

function readStaticFiles(): StaticFiles {
  const ready = new Map<string, Ready>()
  for (const [file, at] of places()) {
    const type = TYPES[extname(file)]
    if (type === undefined) continue
    ready.set(file, { ...represent(readFileSync(at), type, 0, 0), encoded: new Map() })
  }
  const version = versionOf([...ready.values()])
  return {
    path: `/static/${version}`,
    answer(context, file, asked) {
      const found = ready.get(file)
      return found ? send(context, found, asked === version ? FOREVER : AN_HOUR) : context.notFound()
    },
  }
}

function places(): [file: string, at: URL | string][] {
  const own = readdirSync(FOLDER).map((file): [string, URL] => [file, new URL(file, FOLDER)])
  return [...own.toSorted(), ['vazirmatn.woff2', createRequire(import.meta.url).resolve(FONT)]]
}

function versionOf(ready: Ready[]): string {
  const hash = createHash('sha256')
  for (const { etag } of ready) hash.update(etag)
  return hash.digest('hex').slice(0, 12)
}

async function send(context: Context, found: Ready, caching: string): Promise<Response> {
  const headers = { etag: found.etag, 'cache-control': caching, vary: 'Accept-Encoding' }
  if (isKnown(context.req.raw.headers, found)) return context.body(null, 304, headers)
  // a font is compressed as it is
  const accepted = found.contentType === TYPES['.woff2'] ? undefined : context.req.header('accept-encoding')
  const encoding = negotiate(accepted, found.body.length)
  if (encoding === null)
    return sendBody(context, found.body, { ...headers, 'content-type': found.contentType })
  const body = found.encoded.get(encoding) ?? encode(found.body, encoding)
  found.encoded.set(encoding, body)
  return sendBody(context, await body, {
    ...headers,
    etag: taggedAs(found.etag, encoding),
    'content-encoding': encoding,
    'content-type': found.contentType,
  })
}

function sendBody(context: Context, body: Buffer, headers: Record<string, string>): Response {
  return context.body(body as Uint8Array<ArrayBuffer>, 200, headers)
}
