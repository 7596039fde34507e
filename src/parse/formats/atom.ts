import type { Format } from './formats.ts'

/** Atom 1.0 (RFC 4287) and 0.3. */
export const atom: Format = {
  name: 'atom',
  root: 'feed',
  item: 'entry',
  vocabulary: 'atom:',
  attributes: new Map([['xml:lang', 'lang']]),
}
