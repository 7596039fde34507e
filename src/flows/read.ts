import type { IdentifiedArticle, NewArticle } from '../model/article.ts'
import type { ParsedItem } from '../model/parsed-feed.ts'
import type { ReadJob, ReadOutcome, ReadSlice } from '../model/reading.ts'
import { identify } from '../normalise/identity.ts'
import { normaliseFeed } from '../normalise/normalise.ts'
import { type Decoded, decode } from '../parse/decode.ts'
import { findFeedLinks } from '../parse/discover.ts'
import { NotAFeedError, parseText } from '../parse/parse.ts'
import { discoverHub } from '../push/discover-hub.ts'
import { ftsRow } from '../query/fts.ts'
import { packTexts } from '../store/packed-texts.ts'
import { type NewPart, newPartOf } from './new-part.ts'

/** Bytes → a parsed feed → articles. What a reader thread does with one body; the input is hostile. */
export async function readBody(job: ReadJob): Promise<ReadOutcome> {
  try {
    return await readFeed(job)
  } catch (error) {
    if (!(error instanceof NotAFeedError)) throw error
    return readPage(job, error.reason)
  }
}

async function readFeed(job: ReadJob): Promise<ReadOutcome> {
  const decoded = decode(job.bytes, job.contentType ?? undefined)
  const part = newPartOf(decoded.text, job)
  const read = await readText(part ? { ...decoded, text: part.text } : decoded, job, part)
  const slices = part && slicesOf(part, read)
  if (slices || !part || isWhole(part)) return { ...read.outcome, slices }
  const whole = await readText(decode(job.bytes, job.contentType ?? undefined), job, null)
  return { ...whole.outcome, slices: null }
}

async function readText(decoded: Decoded, job: ReadJob, part: NewPart | null) {
  const { outlet, url, headers, seenAt, known } = job
  const zone = outlet.timezone ? { timezone: outlet.timezone } : {}
  const parsed = await parseText(decoded, { url, headers, ...zone })
  // a few items tell less of a feed's language than all of them did
  const language = (part && !isWhole(part) && known?.language) || parsed.feed.language
  const feed = { ...parsed.feed, ...(language ? { language } : {}) }
  const normal = normaliseFeed({ ...parsed, feed }, outlet, seenAt)
  const { title, siteUrl, articles, dropped } = normal
  const outcome = {
    kind: 'feed' as const,
    title,
    siteUrl,
    language: normal.language,
    articles: identified(articles),
    dropped,
    repairs: parsed.repairs,
    hub: discoverHub(headers.link, feed.links, url),
    hints: feed.hints ?? {},
  }
  return { parsed, outcome }
}

/** Hashed, folded and packed here, so that the collector has only to write. */
function identified(articles: NewArticle[]): IdentifiedArticle[] {
  const packed = inOneBlock(articles.map(packTexts))
  return articles.map((whole, place) => {
    const { summary, html, text, ...article } = whole
    const words = ftsRow({ ...article, text, summary: beginsWith(text, summary) ? '' : summary })
    return { ...article, ...identify(whole), words, texts: packed[place] as Uint8Array }
  })
}

/** Apart, each article's texts are a block of memory for itself, here and where they are sent to. */
function inOneBlock(packed: Uint8Array[]): Uint8Array[] {
  const block = new Uint8Array(packed.reduce((bytes, { length }) => bytes + length, 0))
  let at = 0
  return packed.map(texts => {
    block.set(texts, at)
    at += texts.length
    return block.subarray(at - texts.length, at)
  })
}

/** Whether a text begins with the words of its summary: to search it, they need not be folded twice. */
function beginsWith(text: string, summary: string): boolean {
  const head = summary.replace(/…$/, '')
  const isWhole = !/^[\p{L}\p{M}\p{N}]/u.test(text.slice(head.length, head.length + 2))
  return isWhole && text.slice(0, head.length).replace(/\n/g, ' ') === head
}

/**
 * Every item with the article it became; null where that cannot be told. Where two items bear one id, or one is another
 * listed twice, what each of them is depends on the rest: they are read together or not at all.
 */
function slicesOf({ hashes, unseen }: NewPart, { parsed, outcome }: Read): ReadSlice[] | null {
  const { items } = parsed
  if (items.length !== unseen.length || outcome.dropped.length > 0 || sharesIds(items)) return null
  const articleAt = new Map(unseen.map((place, article) => [place, article]))
  return hashes.map((hash, place) => ({ hash, article: articleAt.get(place) ?? null }))
}

type Read = Awaited<ReturnType<typeof readText>>

function sharesIds(items: readonly ParsedItem[]): boolean {
  const ids = items.flatMap(({ id }) => id ?? [])
  return new Set(ids).size < ids.length
}

const isWhole = ({ hashes, unseen }: NewPart): boolean => unseen.length === hashes.length

const PAGE = /<(?:!doctype\s+html|html|head|body)[\s>]/i

function readPage({ bytes, url }: ReadJob, reason: string): ReadOutcome {
  const start = new TextDecoder().decode(bytes.subarray(0, 200_000))
  const candidates = PAGE.test(start.slice(0, 4_000)) ? findFeedLinks(start, url) : []
  return candidates.length > 0 ? { kind: 'page', candidates } : { kind: 'not-a-feed', reason }
}
