import type { Enclosure } from '../model/article.ts'

/** The media type that each format is served and linked with. */
export const MEDIA_TYPES = {
  rss: 'application/rss+xml',
  atom: 'application/atom+xml',
  json: 'application/feed+json',
} as const

export type FormatName = keyof typeof MEDIA_TYPES

/** An enclosure's type; RSS and JSON Feed require one, so the type of unknown bytes where the outlet said none. */
export function enclosureType({ type }: Enclosure): string {
  return type || 'application/octet-stream'
}
