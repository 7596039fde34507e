import type { FeedDocument, FeedEntry } from '../model/feed-document.ts'
import { STORIES } from '../model/topic.ts'
import { matches, prepare } from '../query/match.ts'
import type { Query } from '../query/parse.ts'
import { OUTPUT_FORMATS } from '../render/formats.ts'
import type { FormatName } from '../render/media-types.ts'
import type { ArticleFacts } from '../store/store.ts'
import { directionOf } from '../text/direction.ts'
import { candidates, type SearchPlace } from './candidates.ts'
import { namedId } from './public-id.ts'
import { type MatchingStory, publishMatching } from './publish-matching.ts'
import type { QueryDeps } from './query-jobs.ts'
import { mayMatch } from './quick-look.ts'
import { type BadQuery, readQuery } from './read-query.ts'

export type SearchAsk = { query: string; before: SearchPlace | null; limit: number }
export type SearchFeed = { query: string; format: FormatName; limit: number }

/** `older` is where the next page begins: null when nothing is left to look at. */
export type FoundStories = { kind: 'found'; document: FeedDocument; older: SearchPlace | null }

const BATCH = 100
/** So much text is read for one page at most, a second's work. */
const MOST_CHARACTERS = 8_000_000

/**
 * The newest stories that a query matches, as a document. Each stands where its newest matching article does.
 *
 * Looking stops where so much text was read as one query may, however little matched; the next page goes on there.
 */
export async function searchStories(ask: SearchAsk, deps: QueryDeps): Promise<FoundStories | BadQuery> {
  const read = readQuery(ask.query, 'anybody', deps.config)
  if (read.kind === 'bad-query') return read
  const { entries, older } = await find(read.query, ask, deps)
  const { store, config } = deps
  const { site } = config
  const all = await store.topics.find(STORIES)
  const address = (path: string) => `${site.url}${path}?q=${encodeURIComponent(ask.query)}`
  const document: FeedDocument = {
    id: namedId(all?.publicId ?? '', `search ${ask.query}`),
    title: `${ask.query} · ${site.title}`,
    description: null,
    language: site.language,
    direction: directionOf(site.language),
    homeUrl: address('/search'),
    urls: { rss: address('/search.rss'), atom: address('/search.atom'), json: address('/search.json') },
    updatedAt: Math.max(all?.createdAt ?? 0, ...entries.map(entry => entry.updatedAt)),
    entries,
  }
  return { kind: 'found', document, older }
}

export type SearchFeedText = { kind: 'feed'; text: string; mediaType: string; changedAt: number }

/** The same as a feed, rendered here: the thread that serves it has only to send it. */
export async function searchFeed(
  { query, format, limit }: SearchFeed,
  deps: QueryDeps,
): Promise<SearchFeedText | BadQuery> {
  const found = await searchStories({ query, limit, before: null }, deps)
  if (found.kind === 'bad-query') return found
  const { mediaType, render } = OUTPUT_FORMATS[format]
  return { kind: 'feed', text: render(found.document), mediaType, changedAt: found.document.updatedAt }
}

type Found = { entries: FeedEntry[]; older: SearchPlace | null }

async function find(query: Query, { before, limit }: SearchAsk, deps: QueryDeps): Promise<Found> {
  const entries: FeedEntry[] = []
  const judged = new Map<number, MatchingStory | null>()
  let read = 0
  for await (const batch of candidates(query, before, BATCH, deps)) {
    const { matching, characters } = await matchingIds(query, batch, deps)
    for (const facts of batch) {
      if (!matching.has(facts.id)) continue
      deps.check()
      let story = judged.get(facts.storyId)
      if (story === undefined) story = await publishMatching(query, facts.storyId, deps)
      judged.set(facts.storyId, story)
      // a story stands where its newest matching article does: it was, or will be, met there
      if (story?.newestId !== facts.id) continue
      entries.push(story.entry)
      if (entries.length === limit) return { entries, older: placeOf(facts) }
    }
    read += characters
    if (read > MOST_CHARACTERS) return { entries, older: placeOf(batch.at(-1) as ArticleFacts) }
  }
  return { entries, older: null }
}

const placeOf = ({ knownAt, id }: ArticleFacts): SearchPlace => ({ knownAt, id })

/** Which of these the query matches, were their stories right for it, and how much text that took. */
async function matchingIds(query: Query, batch: ArticleFacts[], { store, now, check }: QueryDeps) {
  const texts = await store.search.texts(batch.map(({ id }) => id))
  const matching = new Set<number>()
  let characters = 0
  for (const article of texts) {
    check()
    characters += article.title.length + article.summary.length + article.text.length
    const prepared = prepare(article)
    if (mayMatch(query, prepared) && matches(query, prepared, { now })) matching.add(article.id)
  }
  return { matching, characters }
}
