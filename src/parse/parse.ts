import type { ParsedFeed } from '../model/parsed-feed.ts'
import type { Canonical } from './canonical.ts'
import { readDate } from './date.ts'
import { decode } from './decode.ts'
import type { XmlFormat } from './formats/formats.ts'
import { type DateReader, readCanonical } from './read.ts'
import { repair } from './repair.ts'
import type { Tally } from './repairs.ts'

export { NotAFeedError } from './not-a-feed.ts'

export type ParseOptions = {
  /** Where the document came from: what its relative URLs are resolved against. */
  url?: string
  /** The Content-Type header; taken from `headers` where absent. */
  contentType?: string
  /** Response headers, their names in lower case. */
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
  const { url, headers = {}, timezone } = options
  const tally: Tally = new Map()
  const base = baseOf(url, headers['content-location'])
  const prepared = prepare(bytes, options.contentType ?? headers['content-type'], base, tally)
  const { feed, items } = await read(prepared, base, dateReader(timezone))
  const language = feed.language ?? headers['content-language']
  return {
    encoding: prepared.encoding,
    encodingFrom: prepared.encodingFrom,
    format: prepared.format,
    repairs: [...tally].map(([kind, count]) => ({ kind, count })),
    feed: { ...feed, ...(language && { language }) },
    items,
  }
}

type Prepared = Pick<ParsedFeed, 'encoding' | 'encodingFrom'> &
  ({ format: 'json'; json: string } | ({ format: XmlFormat } & Canonical))

/** Not asynchronous, so that the whole text is let go before the items are read. */
function prepare(
  bytes: Uint8Array,
  contentType: string | undefined,
  base: string | undefined,
  tally: Tally,
): Prepared {
  const { text, encoding, encodingFrom } = decode(bytes, contentType, tally)
  if (/^\s*[{[]/.test(text)) return { encoding, encodingFrom, format: 'json', json: text }
  return { encoding, encodingFrom, ...repair(text, base, tally) }
}

/** The schema library that JSON Feeds need is a tenth of a reader's memory, so the first of them loads it. */
async function read(prepared: Prepared, base: string | undefined, readDate: DateReader) {
  if (prepared.format !== 'json') return readCanonical(prepared, readDate)
  const { readJsonFeed } = await import('./formats/json-feed.ts')
  return readJsonFeed(prepared.json, base, readDate)
}

function dateReader(timezone: string | undefined): DateReader {
  const options = timezone === undefined ? {} : { timezone }
  return written => (written === undefined ? undefined : readDate(written, options))
}

/** Content-Location is the base where it is given (RFC 2557 §5), if it is an address of the web. */
function baseOf(url: string | undefined, contentLocation: string | undefined): string | undefined {
  if (contentLocation === undefined || !URL.canParse(contentLocation, url)) return url
  const base = new URL(contentLocation, url)
  return /^https?:$/.test(base.protocol) ? base.href : url
}
