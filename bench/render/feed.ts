import { Feed } from 'feed'
import type { FeedDocument } from '../../src/model/feed-document.ts'
import { renderEntryHtml } from '../../src/render/entry-html.ts'

/** The same feed with the npm package `feed`, as far as it can say it. */
export const feedFormats = {
  rss: (document: FeedDocument): string => feedOf(document).rss2(),
  atom: (document: FeedDocument): string => feedOf(document).atom1(),
  json: (document: FeedDocument): string => feedOf(document).json1(),
}

function feedOf(document: FeedDocument): Feed {
  const feed = new Feed({
    id: document.id,
    title: document.title,
    link: document.homeUrl,
    updated: new Date(document.updatedAt),
    feedLinks: document.urls,
    ...(document.description !== null && { description: document.description }),
    ...(document.language !== null && { language: document.language }),
  })
  for (const entry of document.entries) {
    feed.addItem({
      id: entry.id,
      title: entry.title,
      link: entry.url ?? entry.pageUrl,
      date: new Date(entry.updatedAt),
      published: new Date(entry.publishedAt),
      description: entry.summary,
      content: renderEntryHtml(entry, 'full'),
      category: entry.keywords.map(keyword => ({ name: keyword, term: keyword })),
      author: [{ name: entry.author ?? entry.source.title }],
      ...(entry.image !== null && { image: entry.image }),
    })
  }
  return feed
}
