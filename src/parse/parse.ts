import type { ParsedFeed } from '../model/parsed-feed.ts'
import { readDate } from './date.ts'
import { type Decoded, decode } from './decode.ts'
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

type Read = Pick<ParsedFeed, 'format' | 'feed' | 'items'>

/**
 * Reads a feed of any format from its bytes.
 *
 * @throws {NotAFeedError} where there is no feed in them
 */
export async function parseFeed(bytes: Uint8Array, options: ParseOptions = {}): Promise<ParsedFeed> {
  return parseText(decode(bytes, options.contentType ?? options.headers?.['content-type']), options)
}

/** The same of a text that is decoded already, such as the parts of one that `sliceFeed` cut. */
export async function parseText(decoded: Decoded, options: ParseOptions = {}): Promise<ParsedFeed> {
  const { url, headers = {}, timezone } = options
  const { text, encoding, encodingFrom, tally } = decoded
  const base = baseOf(url, headers['content-location'])
  const { format, feed, items } = await read(text, base, tally, dateReader(timezone))
  const language = feed.language ?? headers['content-language']
  return {
    encoding,
    encodingFrom,
    format,
    repairs: [...tally].map(([kind, count]) => ({ kind, count })),
    feed: { ...feed, ...(language && { language }) },
    items,
  }
}

async function read(
  text: string,
  base: string | undefined,
  tally: Tally,
  readDate: DateReader,
): Promise<Read> {
  if (/^\s*[{[]/.test(text)) return readJson(text, base, readDate, tally)
  const { format, ...canonical } = repair(text, base, tally)
  return { format, ...(await readCanonical(canonical, readDate)) }
}

/** The schema library that JSON Feeds need is a tenth of a reader's memory, so the first of them loads it. */
async function readJson(
  text: string,
  base: string | undefined,
  readDate: DateReader,
  tally: Tally,
): Promise<Read> {
  const { readJsonFeed } = await import('./formats/json-feed.ts')
  return { format: 'json', ...readJsonFeed(text, base, readDate, tally) }
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
