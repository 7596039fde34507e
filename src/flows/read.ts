import type { ReadJob, ReadOutcome } from '../model/reading.ts'
import { normaliseFeed } from '../normalise/normalise.ts'
import { findFeedLinks } from '../parse/discover.ts'
import { NotAFeedError, parseFeed } from '../parse/parse.ts'
import { discoverHub } from '../push/discover-hub.ts'
import { ftsRow } from '../query/fts.ts'
import { prepare } from '../query/match.ts'

const PAGE = /<(?:!doctype\s+html|html|head|body)[\s>]/i

/** Bytes → a parsed feed → articles. What a reader thread does with one body; the input is hostile. */
export async function readBody({
  outlet,
  bytes,
  url,
  contentType,
  headers,
  seenAt,
}: ReadJob): Promise<ReadOutcome> {
  try {
    const parsed = await parseFeed(bytes, {
      url,
      headers,
      ...(contentType ? { contentType } : {}),
      ...(outlet.timezone ? { timezone: outlet.timezone } : {}),
    })
    const { title, siteUrl, language, articles, dropped } = normaliseFeed(parsed, outlet, seenAt)
    const { repairs, feed } = parsed
    return {
      kind: 'feed',
      title,
      siteUrl,
      language,
      // folded here, so that the collector, which stores them, has only to write
      articles: articles.map(article => ({ ...article, words: ftsRow(prepare(article)) })),
      dropped,
      repairs,
      hub: discoverHub(headers.link, feed.links, url),
      hints: feed.hints ?? {},
    }
  } catch (error) {
    if (!(error instanceof NotAFeedError)) throw error
    const start = new TextDecoder().decode(bytes.subarray(0, 200_000))
    const candidates = PAGE.test(start.slice(0, 4_000)) ? findFeedLinks(start, url) : []
    return candidates.length > 0 ? { kind: 'page', candidates } : { kind: 'not-a-feed', reason: error.reason }
  }
}
