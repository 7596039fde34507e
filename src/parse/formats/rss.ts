import type { Format } from './formats.ts'

/** RSS 0.91, 0.92 and 2.0, and any other version or none: they differ in nothing that we read. */
export const rss: Format = {
  name: 'rss',
  root: 'rss',
  item: 'item',
  vocabulary: '',
  attributes: new Map([['xml:lang', 'lang']]),
}
