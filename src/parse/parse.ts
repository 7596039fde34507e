import type { ParsedFeed } from '../model/parsed-feed.ts'
import { decode } from './decode.ts'
import { readJsonFeed } from './formats/json-feed.ts'
import { readXml } from './read.ts'

export { NotAFeedError } from './not-a-feed.ts'

export type ParseOptions = {
  /** Where the document came from: what its relative URLs are resolved against. */
  url?: string
  /** The Content-Type header; taken from `headers` where absent. */
  contentType?: string
  headers?: Record<string, string>
  /** The IANA zone of dates that name none; UTC where absent. */
  timezone?: string
}

/**
 * Reads a feed of any format from its bytes.
 *
 * @throws {NotAFeedError} where there is no feed in them
 */
export async function parseFeed(bytes: Uint8Array, options: ParseOptions = {}): Promise<ParsedFeed> {
  const { text, encoding, encodingFrom } = decode(
    bytes,
    options.contentType ?? options.headers?.['content-type'],
  )
  if (/^\s*[{[]/.test(text)) {
    return {
      encoding,
      encodingFrom,
      format: 'json',
      repairs: [],
      ...readJsonFeed(text, options.url, options.timezone),
    }
  }
  const mended = text.replace(/&(?![a-z]+;|#)/gi, '&amp;').slice(Math.max(0, text.indexOf('<')))
  const format = /<rdf:RDF/.test(text) ? 'rdf' : /<rss/.test(text) ? 'rss' : 'atom'
  return { encoding, encodingFrom, format, repairs: [], ...(await readXml(mended, options.timezone)) }
}
