import type { ParsedFeed } from '../model/parsed-feed.ts'
import { readDate } from './date.ts'
import { decode } from './decode.ts'
import { readJsonFeed } from './formats/json-feed.ts'
import { readCanonical } from './read.ts'
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
  const { headers = {}, timezone } = options
  const tally: Tally = new Map()
  const { text, encoding, encodingFrom } = decode(
    bytes,
    options.contentType ?? headers['content-type'],
    tally,
  )
  const base = baseOf(options.url, headers['content-location'])
  const dateReader = (written: string | undefined) =>
    written === undefined ? undefined : readDate(written, timezone === undefined ? {} : { timezone })
  const read = isJson(text)
    ? { format: 'json' as const, ...readJsonFeed(text, base, dateReader) }
    : await readXml(text, base, tally, dateReader)
  const language = read.feed.language ?? headers['content-language']
  const repairs = [...tally].map(([kind, count]) => ({ kind, count }))
  return {
    encoding,
    encodingFrom,
    format: read.format,
    repairs,
    feed: { ...read.feed, ...(language && { language }) },
    items: read.items,
  }
}

async function readXml(
  text: string,
  base: string | undefined,
  tally: Tally,
  dateReader: (written: string | undefined) => string | undefined,
) {
  const { format, ...canonical } = repair(text, base, tally)
  return { format, ...(await readCanonical(canonical, dateReader)) }
}

const isJson = (text: string): boolean => /^\s*[{[]/.test(text)

/** Content-Location is the base where it is given (RFC 2557 §5), if it is an address of the web. */
function baseOf(url: string | undefined, contentLocation: string | undefined): string | undefined {
  if (contentLocation === undefined || !URL.canParse(contentLocation, url)) return url
  const base = new URL(contentLocation, url)
  return /^https?:$/.test(base.protocol) ? base.href : url
}
