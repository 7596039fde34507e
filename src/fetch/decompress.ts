import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate, inflateRaw, zstdDecompress } from 'node:zlib'

export type Decompressed =
  | { kind: 'bytes'; bytes: Uint8Array }
  | { kind: 'too-large' }
  | { kind: 'bad-encoding'; encoding: string }

type Decompress = (bytes: Uint8Array, limits: { maxOutputLength: number }) => Promise<Buffer>

const gunzipAll = promisify(gunzip) as Decompress
const inflateZlib = promisify(inflate) as Decompress
const inflateBare = promisify(inflateRaw) as Decompress

const DECOMPRESS: Record<string, Decompress> = {
  gzip: gunzipBody,
  'x-gzip': gunzipBody,
  deflate: (bytes, limits) => (hasZlibHeader(bytes) ? inflateZlib : inflateBare)(bytes, limits),
  br: promisify(brotliDecompress) as Decompress,
  zstd: promisify(zstdDecompress) as Decompress,
}

const MAX_LAYERS = 3

/**
 * Undoes a body's Content-Encoding (RFC 9110 §8.4), last layer first. Stops as soon as a layer passes `maxBytes`, so a
 * bomb costs no more than a body of that size.
 */
export async function decompress(
  bytes: Uint8Array,
  contentEncoding: string,
  maxBytes: number,
): Promise<Decompressed> {
  const layers = contentEncoding
    .toLowerCase()
    .split(',')
    .map(layer => layer.trim())
  const named = layers.filter(layer => layer !== '' && layer !== 'identity').reverse()
  if (named.length > MAX_LAYERS) return { kind: 'bad-encoding', encoding: contentEncoding }
  let current = bytes
  for (const encoding of named) {
    const undo = Object.hasOwn(DECOMPRESS, encoding) ? DECOMPRESS[encoding] : undefined
    if (!undo) return { kind: 'bad-encoding', encoding }
    try {
      current = await undo(current, { maxOutputLength: maxBytes })
    } catch (error) {
      const tooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
      return tooLarge ? { kind: 'too-large' } : { kind: 'bad-encoding', encoding }
    }
  }
  return { kind: 'bytes', bytes: current }
}

/** RFC 1950 §2.2. Some outlets send `deflate` without that header, and every browser takes it. */
function hasZlibHeader(bytes: Uint8Array): boolean {
  const [method = 0, flags = 0] = bytes
  return (method & 15) === 8 && ((method << 8) | flags) % 31 === 0
}

/** Some scripts send a line break or a note behind what they compressed; browsers pass over it. */
async function gunzipBody(bytes: Uint8Array, limits: { maxOutputLength: number }): Promise<Buffer> {
  try {
    return await gunzipAll(bytes, limits)
  } catch (error) {
    const start = (error as Error).message === 'incorrect header check' ? startOfGzip(bytes) : null
    if (start === null) throw error
    return inflateBare(bytes.subarray(start), limits)
  }
}

/** Where the compressed data begin (RFC 1952 §2.3); null where there is no header of gzip. */
function startOfGzip(bytes: Uint8Array): number | null {
  const [id1, id2, method, flags = 0] = bytes
  if (id1 !== 0x1f || id2 !== 0x8b || method !== 8) return null
  let at = 10
  if (flags & 4) at += 2 + ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8))
  // a name and a comment, each ended by a zero
  for (const flag of [8, 16]) if (flags & flag) at = bytes.indexOf(0, at) + 1
  if (flags & 2) at += 2
  return at >= 10 && at < bytes.length ? at : null
}
