import type { Format } from './formats.ts'

/** RSS 0.90 and 1.0, in which items stand beside the channel and `rdf:about` identifies them. */
export const rdf: Format = {
  name: 'rdf',
  root: 'rdf',
  item: 'item',
  vocabulary: '',
  attributes: new Map([
    ['xml:lang', 'lang'],
    ['rdf:about', 'about'],
  ]),
}
