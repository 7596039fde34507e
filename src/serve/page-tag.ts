import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import { conditionsOf, knownTag } from './conditional.ts'
import type { Frame } from './pages/views.ts'

const MINUTE_MS = 60_000

/**
 * Sends a page, or 304 where the browser has it from this minute and of this version: then nothing is read or made.
 *
 * A page says how long ago things were, and in whose language; so besides the version of what it shows, its tag names the
 * minute, the visitor's language, the address and the files that it is dressed with.
 */
export async function taggedPage(
  context: Context,
  frame: Frame,
  version: number,
  make: () => Promise<Response>,
): Promise<Response> {
  const { site, now, path, assets } = frame
  const said = JSON.stringify([site.language, path, assets, Math.floor(now / MINUTE_MS)])
  const hash = createHash('sha256').update(said).digest('base64url').slice(0, 16)
  const etag = `"${version}-${hash}"`
  const known = knownTag(conditionsOf(context.req.raw.headers), { etag, lastModified: new Date(8.64e15) })
  if (known !== undefined && context.req.header('if-none-match') !== undefined)
    return context.body(null, 304, { etag: known, 'cache-control': 'private, no-cache', vary: VARY })
  const page = await make()
  if (page.status === 200) page.headers.set('etag', etag)
  return page
}

/** What a page's bytes hang on beside its address. */
const VARY = 'Accept-Encoding, Accept-Language, Cookie'
