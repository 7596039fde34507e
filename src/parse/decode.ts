import type { ParsedFeed } from '../model/parsed-feed.ts'
import { detectEncoding } from './detect-encoding.ts'
import { decoderFor, isBelievable, isMostlyUtf8, occurrences } from './encodings.ts'
import { note, type Tally } from './repairs.ts'

export type Decoded = Pick<ParsedFeed, 'encoding' | 'encodingFrom'> & {
  text: string
  /** What had to be mended so far. */
  tally: Tally
}
type Witness = { label: string; from: ParsedFeed['encodingFrom'] }

/**
 * Turns the bytes of a feed into text: by byte order mark, HTTP charset and XML declaration (RFC 7303 §3), else UTF-8,
 * else by looking at the bytes. Who is contradicted by the bytes is not believed.
 */
export function decode(bytes: Uint8Array, contentType?: string): Decoded {
  const tally: Tally = new Map()
  const witnesses = [byHttp(contentType), byDeclaration(bytes)].filter(one => one !== undefined)
  const certain = byBom(bytes) ?? byZeros(bytes)
  const truth = certain ?? witnesses.find(({ label }) => isBelievable(bytes, label))
  if (truth) {
    if (!certain && truth !== witnesses[0]) note(tally, 'wrong-charset')
    return decoded(bytes, truth, tally)
  }
  if (witnesses.length > 0) note(tally, 'wrong-charset')
  const from = witnesses.length > 0 ? 'detected' : 'default'
  if (isMostlyUtf8(bytes)) return decoded(bytes, { label: 'utf-8', from }, tally)
  return decoded(bytes, { label: detectEncoding(bytes), from: 'detected' }, tally)
}

function decoded(bytes: Uint8Array, { label, from }: Witness, tally: Tally): Decoded {
  const decoder = decoderFor(label)
  const text = decoder ? decoder.decode(bytes) : decodeUtf32(bytes, label === 'utf-32le')
  const replaced = occurrences(text, '\ufffd')
  if (replaced > 0) note(tally, 'undecodable-bytes', replaced)
  return {
    text,
    tally,
    encoding: decoder?.encoding ?? label,
    encodingFrom: from,
  }
}

function byBom(bytes: Uint8Array): Witness | undefined {
  const [a, b, c, d] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return { label: 'utf-8', from: 'bom' }
  if (a === 0xff && b === 0xfe) return { label: c === 0 && d === 0 ? 'utf-32le' : 'utf-16le', from: 'bom' }
  if (a === 0xfe && b === 0xff) return { label: 'utf-16be', from: 'bom' }
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return { label: 'utf-32be', from: 'bom' }
  return undefined
}

/** A document begins with `<`, so zeros beside it tell how wide its characters are (XML 1.0, appendix F). */
function byZeros(bytes: Uint8Array): Witness | undefined {
  const start = bytes.subarray(0, 4)
  if (!start.includes(0)) return undefined
  const wide = [...start].map(byte => (byte === 0 ? '0' : 'x')).join('')
  const label = { x0x0: 'utf-16le', '0x0x': 'utf-16be', x000: 'utf-32le', '000x': 'utf-32be' }[wide]
  return label === undefined ? undefined : { label, from: 'detected' }
}

/** The one encoding with a byte order mark that TextDecoder does not have. */
function decodeUtf32(bytes: Uint8Array, isLittleEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let text = ''
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const code = view.getUint32(at, isLittleEndian)
    if (code !== 0xfeff) text += code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd'
  }
  return text
}

function byHttp(contentType = ''): Witness | undefined {
  const label = /charset\s*=\s*["']?\s*([\w:.-]{1,40})/i.exec(contentType.slice(0, 1000))?.[1]
  return label === undefined ? undefined : { label, from: 'http' }
}

function byDeclaration(bytes: Uint8Array): Witness | undefined {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1')
  const label = /<\?xml\s[^>]{0,200}?encoding\s*=\s*["']\s*([\w:.-]{1,40})/i.exec(head)?.[1]
  return label === undefined ? undefined : { label, from: 'declaration' }
}
