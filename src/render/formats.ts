import type { FeedDocument } from '../model/feed-document.ts'
import { renderAtom } from './atom.ts'
import type { RenderOptions } from './entry-html.ts'
import { renderJsonFeed } from './json-feed.ts'
import { type FormatName, MEDIA_TYPES } from './media-types.ts'
import { renderRss } from './rss.ts'

export type OutputFormat = {
  mediaType: string
  render: (document: FeedDocument, options?: RenderOptions) => string
}

/** The formats that a feed is published in, by the ending of its address. */
export const OUTPUT_FORMATS: Record<FormatName, OutputFormat> = {
  rss: { mediaType: MEDIA_TYPES.rss, render: renderRss },
  atom: { mediaType: MEDIA_TYPES.atom, render: renderAtom },
  json: { mediaType: MEDIA_TYPES.json, render: renderJsonFeed },
}
