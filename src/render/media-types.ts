/** The media type that each format is served and linked with. */
export const MEDIA_TYPES = {
  rss: 'application/rss+xml',
  atom: 'application/atom+xml',
  json: 'application/feed+json',
} as const

export type FormatName = keyof typeof MEDIA_TYPES
