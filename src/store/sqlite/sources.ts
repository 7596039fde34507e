import { outlets } from '../schema.ts'
import type { OutletSource } from '../store.ts'

/** What is read of an outlet beside its articles. */
export const sourceColumns = {
  id: outlets.id,
  title: outlets.title,
  siteUrl: outlets.siteUrl,
  url: outlets.url,
  foundUrl: outlets.feedUrl,
  private: outlets.private,
}

export type SourceRow = {
  id: string
  title: string | null
  siteUrl: string | null
  url: string
  foundUrl: string | null
  private: boolean
}

export function readSource({ title, url, foundUrl, ...source }: SourceRow): OutletSource {
  return { ...source, title: title ?? source.id, feedUrl: foundUrl ?? url }
}
