import type { Rule } from '../elements.ts'
import type { Format } from './formats.ts'

/** The Channel Definition Format (W3C note of 1997), and RSS that lost its root element. */
export const cdf: Format = {
  name: 'cdf',
  root: 'channel',
  item: 'item',
  vocabulary: '',
  elements: new Map<string, Rule>([
    ['abstract', { as: 'abstract', kind: 'html' }],
    ['a', { as: 'link', kind: 'empty', attributes: { href: 'href' } }],
    ['logo', { as: 'itunes:image', kind: 'empty', attributes: { href: 'url' } }],
  ]),
  attributes: new Map([
    ['xml:lang', 'lang'],
    ['href', 'link'],
    ['lastmod', 'updated'],
  ]),
}
