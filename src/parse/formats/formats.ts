import type { FeedFormat } from '../../model/parsed-feed.ts'
import type { Rule } from '../elements.ts'
import { atom } from './atom.ts'
import { cdf } from './cdf.ts'
import { rdf } from './rdf.ts'
import { rss } from './rss.ts'

export type XmlFormat = Exclude<FeedFormat, 'json'>

/** What tells one XML format of feeds from another. All names are local and in lower case. */
export type Format = {
  name: XmlFormat
  root: string
  /** The element of an item. */
  item: string
  /** Before names that no namespace tells: RSS's own vocabulary is unnamed. */
  vocabulary: '' | 'atom:'
  /** The format's own elements, where its names mean something else than in `elements.ts`. */
  elements?: ReadonlyMap<string, Rule>
  /** Attributes of the feed's and an item's element that say what elsewhere an element says, by its canonical name. */
  attributes: ReadonlyMap<string, string>
}

const FORMATS: readonly Format[] = [rss, atom, rdf, cdf]

export const formatOfRoot = (localName: string): Format | undefined =>
  FORMATS.find(({ root }) => root === localName.toLowerCase())

/** The name of an element within its format, in lower case, where it is of the format's own vocabulary. */
export function localName(name: string, { vocabulary }: Format): string {
  const isOwn = vocabulary !== '' && name.startsWith(vocabulary)
  return (isOwn ? name.slice(vocabulary.length) : name).toLowerCase()
}
