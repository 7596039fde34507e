import type { Context } from 'hono'
import { storyPageUrl } from '../flows/feed-addresses.ts'
import { publicTopics } from '../flows/topics.ts'
import type { Config } from '../model/config.ts'
import type { Instant } from '../model/time.ts'
import type { StoryPage } from '../store/store.ts'
import type { ServeDeps } from './deps.ts'

/** What answers `/stories/ID.json`: one story with all its articles, and why each was joined. */
export function storyJson(deps: ServeDeps) {
  const { config } = deps
  return async (context: Context, file: string): Promise<Response> => {
    const publicId = `urn:uuid:${file.slice(0, -'.json'.length).toLowerCase()}`
    const page = await findStory(deps, publicId)
    if (!page) return context.json({ error: 'There is no such story.' }, 404)
    // a merged story's address leads to the one that took it in
    if (page.story.publicId !== publicId)
      return context.redirect(`${storyPageUrl(config.site, page.story.publicId)}.json`, 301)
    context.header('cache-control', 'public, max-age=60')
    return context.json(storyAsJson(page, config))
  }
}

/** A story of which something may be shown. */
export async function findStory(
  { store }: Pick<ServeDeps, 'store'>,
  publicId: string,
): Promise<StoryPage | undefined> {
  const page = await store.stories.find(publicId)
  return page?.articles.some(article => !article.isPrivate) ? page : undefined
}

/** A story with all its articles, and why each was joined; nothing of it that is private. */
export function storyAsJson({ story, articles, related, topics }: StoryPage, config: Config) {
  const { publicId: id, language, keywords, articleCount, outletCount, independentCount } = story
  const { site } = config
  const listed = new Set(publicTopics(config).map(topic => topic.id))
  const shown = articles.filter(article => !article.isPrivate)
  const title = (shown.find(article => article.id === story.leadId) ?? shown[0])?.title ?? ''
  return {
    id,
    url: storyPageUrl(site, id),
    title,
    language,
    first_seen: time(story.firstSeenAt),
    updated: time(story.updatedAt),
    article_count: articleCount,
    outlet_count: outletCount,
    independent_count: independentCount,
    keywords,
    topics: topics.filter(topic => listed.has(topic.id)),
    articles: shown.map(article => ({
      id: article.id,
      is_lead: article.id === story.leadId,
      outlet: { id: article.outlet.id, title: article.outlet.title },
      title: article.title,
      url: article.url,
      language: article.language,
      published: article.publishedAt === null ? null : time(article.publishedAt),
      seen: time(article.seenAt),
      revision: article.revision,
      joined: article.joined,
    })),
    related: related.map(({ title, url, outletId, outletTitle, language, at }) => ({
      outlet: { id: outletId, title: outletTitle },
      title,
      url,
      language,
      at: time(at),
    })),
  }
}

const time = (at: Instant) => new Date(at).toISOString()
