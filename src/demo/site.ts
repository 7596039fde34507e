import { createHash } from 'node:crypto'
import type { Instant } from '../model/time.ts'
import { editionOf } from './edition.ts'
import { sampleFeed } from './feed-of.ts'
import { FOGHORN } from './foghorn.ts'
import { OUTLETS } from './outlets.ts'
import { articlePage, frontPage } from './pages.ts'
import { paint } from './paint.ts'
import type { Picture } from './sample-outlet.ts'

/** What one path answers with. */
export type Resource = { body: Uint8Array; contentType: string; etag: string }

/** Everything that the sample outlets serve, by path: front pages, feeds, articles, pictures, a recording. */
export function sampleSite(origin: string, newestAt: Instant): Map<string, Resource> {
  const site = new Map<string, Resource>()
  const painted = new Map<Picture, Resource>()
  const pictureOf = (picture: Picture) => {
    const resource = painted.get(picture) ?? resourceOf(paint(picture), 'image/png')
    painted.set(picture, resource)
    return resource
  }
  for (const outlet of OUTLETS) {
    const edition = editionOf(outlet, origin, newestAt)
    const feed = sampleFeed(outlet.id, origin, newestAt)
    site.set(`/${outlet.id}/`, htmlOf(frontPage(edition)))
    site.set(outlet.feedPath, resourceOf(feed.body, feed.contentType))
    for (const article of edition.articles) {
      site.set(`/${article.id}`, htmlOf(articlePage(edition, article, origin)))
      if (article.picture)
        site.set(`/${outlet.id}/pictures/${article.picture}.png`, pictureOf(article.picture))
      if (article.audio) site.set(`/${article.id}.wav`, resourceOf(FOGHORN, 'audio/wav'))
    }
  }
  return site
}

function htmlOf(html: string): Resource {
  return resourceOf(new TextEncoder().encode(html), 'text/html; charset=utf-8')
}

function resourceOf(body: Uint8Array, contentType: string): Resource {
  return { body, contentType, etag: `"${createHash('sha1').update(body).digest('hex').slice(0, 16)}"` }
}
