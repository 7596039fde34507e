import { outlets } from '../schema.ts'
import type { OutletSource } from '../store.ts'

/** What is read of an outlet beside its articles. */
export const sourceColumns = {
  id: outlets.id,
  title: outlets.title,
  siteUrl: outlets.siteUrl,
  url: outlets.url,
  foundUrl: outlets.feedUrl,
}

export type SourceRow = {
  id: string
  title: string | null
  siteUrl: string | null
  url: string
  foundUrl: string | null
}

export function readSource({ id, title, siteUrl, url, foundUrl }: SourceRow): OutletSource {
  return { id, title: title ?? id, siteUrl, feedUrl: foundUrl ?? url }
}
