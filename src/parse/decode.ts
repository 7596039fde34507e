import chardet from 'chardet'
import iconv from 'iconv-lite'

export type Decoded = {
  text: string
  /** By its WHATWG name where it has one. */
  encoding: string
  encodingFrom: 'bom' | 'http' | 'declaration' | 'detected' | 'default'
}

/**
 * Turns the bytes of a feed into text: by byte order mark, HTTP charset, XML declaration (RFC 7303 §3), then by
 * looking at the bytes. A declaration that the bytes contradict is not believed.
 */
export function decode(bytes: Uint8Array, contentType = ''): Decoded {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1')
  const bom =
    bytes[0] === 0xef && bytes[1] === 0xbb
      ? 'utf-8'
      : bytes[0] === 0xfe
        ? 'utf-16be'
        : bytes[0] === 0xff
          ? 'utf-16le'
          : null
  const named: [string | undefined, Decoded['encodingFrom']][] = [
    [bom ?? undefined, 'bom'],
    [/charset\s*=\s*["']?\s*([\w:.-]+)/i.exec(contentType)?.[1], 'http'],
    [/<\?xml[^>]*?encoding\s*=\s*["']\s*([\w:.-]+)/i.exec(head)?.[1], 'declaration'],
    ['utf-8', 'default'],
  ]
  for (const [label, encodingFrom] of named) {
    if (!label) continue
    try {
      const decoder = new TextDecoder(label, { fatal: true })
      return { text: decoder.decode(bytes), encoding: decoder.encoding, encodingFrom }
    } catch {
      // The name is unknown or the bytes contradict it: the next witness is heard.
    }
  }
  const label = chardet.detect(bytes) ?? 'windows-1252'
  return { text: iconv.decode(bytes, label), encoding: label.toLowerCase(), encodingFrom: 'detected' }
}
