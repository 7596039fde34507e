import { createHmac } from 'node:crypto'
import type { Context } from 'hono'
import { LRUCache } from 'lru-cache'
import type { Site } from '../model/config.ts'
import { ourPath, outsideHref } from './pages/href.ts'
import { isSame } from './who.ts'

type Image = { bytes: Buffer; mediaType: string }

/** Gets outlets' pictures for those who read, so that outlets learn nothing of them. */
export type ImageDoor = {
  /** Nobody else can name what we fetch: kept over restarts, so that browsers know the addresses again. */
  key: Buffer
  fetch(url: string, signal: AbortSignal): Promise<Image | null>
}

const MAX_CACHE_BYTES = 32_000_000
/** How long a picture, and that there is none, is taken for true. */
const KEPT_MS = 3_600_000
const NONE_KEPT_MS = 300_000
const LONGEST = 3_000

/** Where a page shows an outlet's picture from: null where it shows none, and where its address may not be linked. */
export function imageSource(site: Site, door: ImageDoor | undefined): (url: string | null) => string | null {
  switch (site.images ?? 'direct') {
    case 'off':
      return () => null
    case 'direct':
      return outsideHref
    case 'proxy':
      return url => {
        const href = outsideHref(url)
        return href === null || door === undefined || href.length > LONGEST
          ? null
          : mediaPath(site, href, door)
      }
  }
}

function mediaPath(site: Site, url: string, { key }: ImageDoor): string {
  return ourPath(site, `/media/${signatureOf(url, key)}/${Buffer.from(url).toString('base64url')}`)
}

function signatureOf(url: string, key: Buffer): string {
  return createHmac('sha256', key).update(url).digest('base64url').slice(0, 22)
}

/** What answers `/media/SIGNATURE/URL`, the URL in base64url, as proxies before us decode what is written otherwise. */
export function imageHandler(site: Site, door: ImageDoor | undefined) {
  const kept = new LRUCache<string, { image: Image | null }>({
    maxSize: MAX_CACHE_BYTES,
    sizeCalculation: ({ image }) => 200 + (image?.bytes.length ?? 0),
    // one request for all who ask meanwhile
    fetchMethod: async (url, _, { signal, options }) => {
      const image = (await door?.fetch(url, signal)) ?? null
      options.ttl = image ? KEPT_MS : NONE_KEPT_MS
      return { image }
    },
  })

  return async (context: Context, signature: string, encoded: string): Promise<Response> => {
    const url = Buffer.from(encoded, 'base64url').toString()
    const isOurs =
      door !== undefined && site.images === 'proxy' && isSame(signature, signatureOf(url, door.key))
    const found = isOurs ? await kept.fetch(url) : undefined
    if (!found?.image)
      return context.body(null, 404, { 'cache-control': isOurs ? 'public, max-age=300' : 'no-store' })
    const { bytes, mediaType } = found.image
    return context.body(bytes as Uint8Array<ArrayBuffer>, 200, {
      'content-type': mediaType,
      'cache-control': 'public, max-age=86400',
      // whatever it is taken for, nothing of it acts
      'content-security-policy': "sandbox; default-src 'none'",
      'cross-origin-resource-policy': 'same-origin',
    })
  }
}
