import { inflateRawSync, zstdCompressSync, zstdDecompressSync } from 'node:zlib'

/** What is long of an article. */
export type ArticleTexts = { summary: string; text: string; html: string }

/** Most articles come to less, and room for more costs a tenth. */
const OPTIONS = { chunkSize: 4_096 }

/**
 * An article's texts in one value. They say the same three times, so that a compressor which sees all of them leaves a
 * fifth: 2.8 KB come to 0.64, in 20 µs, and back in 11.
 */
export function packTexts({ summary, text, html }: ArticleTexts): Buffer {
  return zstdCompressSync(Buffer.from(`${summary.length} ${text.length}\n${summary}${text}${html}`), OPTIONS)
}

/** The texts of a packed value; empty ones of an empty value. */
export function unpackTexts(packed: Uint8Array): ArticleTexts {
  if (packed.length === 0) return { summary: '', text: '', html: '' }
  const joined = (isZstd(packed) ? zstdDecompressSync(packed) : inflateRawSync(packed)).toString()
  const start = joined.indexOf('\n') + 1
  const [summaryLength = 0, textLength = 0] = joined.slice(0, start).split(' ').map(Number)
  const textStart = start + summaryLength
  const htmlStart = textStart + textLength
  return {
    summary: joined.slice(start, textStart),
    text: joined.slice(textStart, htmlStart),
    html: joined.slice(htmlStart),
  }
}

/**
 * Values were packed with raw DEFLATE once, which never begins as Zstandard does (RFC 8878 §3.1.1): that would be a block
 * that is stored as it is, and zlib leaves the five bits before its length zero (RFC 1951 §3.2.4).
 */
const isZstd = ([first, second]: Uint8Array): boolean => first === 0x28 && second === 0xb5
