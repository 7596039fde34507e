import { generateAtomFeed, generateJsonFeed, generateRssFeed } from 'feedsmith'
import type { FeedDocument, FeedEntry } from '../../src/model/feed-document.ts'
import { renderEntryHtml } from '../../src/render/entry-html.ts'

/** The same feed with feedsmith, as far as it can say it. */
export const feedsmithFormats = {
  rss: (document: FeedDocument): string =>
    generateRssFeed({
      title: document.title,
      link: document.homeUrl,
      description: document.description ?? document.title,
      ...(document.language !== null && { language: document.language }),
      lastBuildDate: new Date(document.updatedAt),
      atom: { links: [{ rel: 'self', href: document.urls.rss, type: 'application/rss+xml' }] },
      items: document.entries.map(entry => ({
        title: entry.title,
        link: entry.url ?? entry.pageUrl,
        guid: { value: entry.id, isPermaLink: false },
        pubDate: new Date(entry.publishedAt),
        description: entry.summary,
        categories: entry.keywords.map(name => ({ name })),
        source: { title: entry.source.title, url: entry.source.feedUrl ?? '' },
        dc: { creators: [entry.author ?? entry.source.title] },
        content: { encoded: renderEntryHtml(entry, 'full') },
        ...(entry.image !== null && { media: { contents: [{ url: entry.image, medium: 'image' }] } }),
      })),
    }),
  atom: (document: FeedDocument): string =>
    generateAtomFeed({
      id: document.id,
      title: { value: document.title },
      updated: new Date(document.updatedAt),
      links: [
        { rel: 'self', href: document.urls.atom },
        { rel: 'alternate', href: document.homeUrl },
      ],
      ...(document.language !== null && { xml: { lang: document.language } }),
      entries: document.entries.map(atomEntry),
    }),
  json: (document: FeedDocument): string =>
    JSON.stringify(
      generateJsonFeed({
        title: document.title,
        home_page_url: document.homeUrl,
        feed_url: document.urls.json,
        items: document.entries.map(entry => ({
          id: entry.id,
          url: entry.url ?? entry.pageUrl,
          title: entry.title,
          content_html: renderEntryHtml(entry, 'full'),
          summary: entry.summary,
          date_published: new Date(entry.publishedAt),
          date_modified: new Date(entry.updatedAt),
          tags: entry.keywords,
          authors: [{ name: entry.author ?? entry.source.title }],
          ...(entry.language !== null && { language: entry.language }),
          ...(entry.image !== null && { image: entry.image }),
        })),
      }),
    ),
}

function atomEntry(entry: FeedEntry) {
  const { source } = entry
  return {
    id: entry.id,
    title: { value: entry.title },
    published: new Date(entry.publishedAt),
    updated: new Date(entry.updatedAt),
    authors: [{ name: entry.author ?? source.title }],
    categories: entry.keywords.map(term => ({ term })),
    summary: { value: entry.summary },
    content: { value: renderEntryHtml(entry, 'full'), type: 'html' },
    links: [
      { rel: 'alternate', href: entry.url ?? entry.pageUrl },
      ...entry.headlines.map(({ title, url }) => ({ rel: 'related', href: url ?? '', title })),
    ],
    source: { id: source.feedUrl ?? source.id, title: { value: source.title } },
    ...(entry.language !== null && { xml: { lang: entry.language } }),
  }
}
