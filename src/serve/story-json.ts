import type { Context } from 'hono'
import { storyPageUrl } from '../flows/feed-addresses.ts'
import type { Site } from '../model/config.ts'
import type { Instant } from '../model/time.ts'
import type { StoryPage } from '../store/store.ts'
import type { ServeDeps } from './deps.ts'

/** What answers `/stories/ID.json`: one story with all its articles, and why each was joined. */
export function storyJson({ store, config: { site } }: ServeDeps) {
  return async (context: Context, file: string): Promise<Response> => {
    const publicId = `urn:uuid:${file.slice(0, -'.json'.length).toLowerCase()}`
    const page = await store.stories.find(publicId)
    if (!page?.articles.some(article => !article.isPrivate))
      return context.json({ error: 'There is no such story.' }, 404)
    // a merged story's address leads to the one that took it in
    if (page.story.publicId !== publicId)
      return context.redirect(`${storyPageUrl(site, page.story.publicId)}.json`, 301)
    context.header('cache-control', 'public, max-age=60')
    return context.json(storyAsJson(page, site))
  }
}

function storyAsJson({ story, articles, related, topics }: StoryPage, site: Site) {
  const { publicId: id, title, language, keywords, articleCount, outletCount, independentCount } = story
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
    topics,
    articles: articles
      .filter(article => !article.isPrivate)
      .map(article => ({
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
