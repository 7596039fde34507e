import type { z } from 'zod'
import type { PublishedChange } from '../../flows/publish-changes.ts'
import type { Site } from '../../model/config.ts'
import type { FeedEntry } from '../../model/feed-document.ts'
import { rfc3339 } from '../../render/dates.ts'
import type { ContentChoice } from '../../render/entry-html.ts'
import { jsonFeedItem } from '../../render/json-feed.ts'
import type { changeSchema, itemSchema } from './schemas.ts'

/** One change as the API and its streams tell it. */
export function changeAsJson(
  { seq, kind, at, id, entry }: PublishedChange,
  content: ContentChoice,
  site: Site,
): z.infer<typeof changeSchema> {
  return { seq, kind, at: rfc3339(at), id, entry: entry && entryAsJson(entry, content, site) }
}

/** An entry as the item of JSON Feed that feeds show it as. */
export function entryAsJson(
  entry: FeedEntry,
  content: ContentChoice,
  site: Site,
): z.infer<typeof itemSchema> {
  return jsonFeedItem(entry, content, `${site.url}/openapi.json`) as z.infer<typeof itemSchema>
}
