import type { EntryPlace, EntrySelection } from '../store/store.ts'

/** What the query of a feed's address asks for; whatever is missing is as the topic has it. */
export type FeedOptions = Partial<EntrySelection> & { content?: 'summary' | 'none' }

export type OptionsVerdict = { options: FeedOptions } | { problems: string[] }

const MAX_LIMIT = 500
const MAX_OUTLETS = 1_000

/** What each option takes; the order is the one in which they are written. */
const READERS: {
  [name: string]: (text: string, timezone: string) => { option: FeedOptions } | { remedy: string }
} = {
  limit: text => {
    const limit = readCount(text, MAX_LIMIT)
    return limit ? { option: { limit } } : { remedy: `takes a number from 1 to ${MAX_LIMIT}` }
  },
  since: (text, timezone) => {
    const seq = /^\d{1,15}$/.test(text) ? Number(text) : undefined
    if (seq !== undefined) return { option: { since: { seq } } }
    const at = readTime(text, timezone)
    return at === undefined
      ? { remedy: `takes the number of a change (the first part of an ETag), or a time: ${TIMES}` }
      : { option: { since: { at } } }
  },
  min_outlets: text => {
    const minOutlets = readCount(text, MAX_OUTLETS)
    if (!minOutlets) return { remedy: `takes a number from 1 to ${MAX_OUTLETS}` }
    return { option: minOutlets > 1 ? { minOutlets } : {} }
  },
  lang: text =>
    /^[a-z]{2,3}$/i.test(text)
      ? { option: { language: text.toLowerCase() } }
      : { remedy: 'takes the code of a language without a region: ar, en' },
  content: text => {
    if (text === 'full') return { option: {} }
    return text === 'summary' || text === 'none'
      ? { option: { content: text } }
      : { remedy: 'is full, summary or none' }
  },
  as_of: (text, timezone) => {
    const asOf = readTime(text, timezone)
    return asOf === undefined ? { remedy: `takes a time: ${TIMES}` } : { option: { asOf } }
  },
  before: text => {
    const before = readPlace(text)
    return before ? { option: { before } } : { remedy: 'is what the link to the next page says' }
  },
}

/**
 * Reads the options of a feed's address. What is no option is passed over, as many put marks of their own behind an
 * address; of one that is given twice, the first counts. Times without an offset are those of the timezone.
 */
export function readFeedOptions(params: URLSearchParams, timezone: string): OptionsVerdict {
  const options: FeedOptions = {}
  const problems: string[] = []
  for (const [name, read] of Object.entries(READERS)) {
    const text = params.get(name)
    if (text === null) continue
    const found = read(text.trim(), timezone)
    if ('option' in found) Object.assign(options, found.option)
    else problems.push(`${name} ${found.remedy}; not "${text.slice(0, 100)}"`)
  }
  if (options.since && (options.asOf !== undefined || options.before))
    problems.push('since tells what is new, so it does not go with as_of or before')
  return problems.length > 0 ? { problems } : { options }
}

/** Writes options the one way that stands for them: `?limit=10&content=none`, and nothing for none. */
export function optionsQuery({
  limit,
  since,
  minOutlets,
  language,
  content,
  asOf,
  before,
}: FeedOptions): string {
  const written: Record<string, string | number | undefined> = {
    limit,
    since: since && ('seq' in since ? since.seq : timeText(since.at)),
    min_outlets: minOutlets,
    lang: language,
    content,
    as_of: asOf === undefined ? undefined : timeText(asOf),
    before: before && placeText(before),
  }
  const said = Object.entries(written).filter(([, value]) => value !== undefined)
  return said.length === 0 ? '' : `?${said.map(([name, value]) => `${name}=${value}`).join('&')}`
}

const PLACE = /^(\d{1,15})~([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/

/** A place as addresses write it. */
export function placeText({ enteredAt, publicId }: EntryPlace): string {
  return `${enteredAt}~${publicId.replace('urn:uuid:', '')}`
}

/** The place that a text names; undefined where it names none. */
export function readPlace(text: string): EntryPlace | undefined {
  const [, enteredAt, uuid] = PLACE.exec(text) ?? []
  return enteredAt && uuid ? { enteredAt: Number(enteredAt), publicId: `urn:uuid:${uuid}` } : undefined
}

function readCount(text: string, most: number): number | undefined {
  const count = /^\d{1,6}$/.test(text) ? Number(text) : 0
  return count >= 1 && count <= most ? count : undefined
}

const TIMES = '2026-01-31, 2026-01-31T18:00 or 2026-01-31T18:00:00Z'
// a plus that nobody escaped comes out of a query as a space
const TIME = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+\- ]\d{2}:\d{2})?)?$/i

/** A day is its first instant. */
function readTime(text: string, timeZone: string): number | undefined {
  const [, day, time = '00:00', offset] = TIME.exec(text) ?? []
  if (day === undefined) return undefined
  try {
    return offset
      ? Temporal.Instant.from(`${day}T${time}${offset.replace(' ', '+')}`).epochMilliseconds
      : Temporal.PlainDateTime.from(`${day}T${time}`, { overflow: 'reject' }).toZonedDateTime(timeZone)
          .epochMilliseconds
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function timeText(at: number): string {
  return new Date(at).toISOString()
}
