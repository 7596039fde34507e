import { chooseLead } from '../group/lead.ts'
import type { Why } from '../model/entry.ts'
import type { FeedEntry } from '../model/feed-document.ts'
import type { Story } from '../model/story.ts'
import type { Topic } from '../model/topic.ts'
import { matchStory, prepare } from '../query/match.ts'
import type { Query } from '../query/query.ts'
import type { StoryArticle } from '../store/store.ts'
import { isWanted } from './judge.ts'
import { headlinesOf } from './judge-entry.ts'
import { publishStory } from './publish.ts'
import type { QueryDeps } from './query-jobs.ts'

/** A story as a query lets it in, its lead as it is kept, and the newest of its articles that match. */
export type MatchingStory = { entry: FeedEntry; lead: StoryArticle; story: Story; newestId: number }

const ANY = { languages: [], outlets: [], private: false }

/**
 * A story that is in no topic, as an entry of a query: its lead is the best article that matches, and says why.
 *
 * Null where nothing of it matches. Only articles of the topic's languages and outlets let it in, and those of private
 * outlets are there for a private topic only.
 */
export async function publishMatching(
  query: Query,
  storyId: number,
  { store, config, now }: Pick<QueryDeps, 'store' | 'config' | 'now'>,
  topic: Pick<Topic, 'languages' | 'outlets' | 'private'> = ANY,
): Promise<MatchingStory | null> {
  const [facts] = await store.search.stories([storyId])
  const page = facts && (await store.stories.find(facts.publicId))
  if (!page) return null
  const shown = page.articles.filter(article => topic.private || !article.isPrivate).map(asShown)
  const whys = new Map<number, Why>()
  matchStory(query, shown.map(prepare), page.story, { now }).forEach((why, i) => {
    const article = shown[i] as StoryArticle
    if (why && isWanted(article, topic)) whys.set(article.id, why)
  })
  const matching = shown.filter(({ id }) => whys.has(id))
  const newest = matching.toSorted((a, b) => b.knownAt - a.knownAt || b.id - a.id)[0]
  if (!newest) return null
  const leadId = chooseLead(matching, config.grouping.lead, page.story.leadId)
  const lead = matching.find(({ id }) => id === leadId) as StoryArticle
  const entry = publishStory({ ...page, articles: shown, story: { ...page.story, leadId } }, config.site)
  if (!entry) return null
  const headlines = [...headlinesOf(shown, lead, new Set(whys.keys())), ...page.related]
  return {
    entry: { ...entry, headlines, why: whys.get(leadId) ?? [] },
    newestId: newest.id,
    lead,
    story: page.story,
  }
}

/** What is left was let through: nothing more is to be hidden of it. */
const asShown = (article: StoryArticle): StoryArticle => ({ ...article, isPrivate: false })
